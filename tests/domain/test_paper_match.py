"""Field by field against the draft: every finding of the match, and what stands beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import domain.policy.paper_match
from domain.findings import Severity, blocked
from domain.policy.codes import FindingCode
from domain.policy.evidence import PaperInHand, PaperState, PreflightEvidence
from domain.policy.paper_match.account import masked, numbers_by_account
from domain.policy.paper_match.comparison import Comparison, PaperField
from domain.policy.paper_match.condition import doubts
from domain.policy.paper_match.forecast import forecast
from domain.policy.paper_match.match import CLEARABLE_ON_PAPER, compare
from domain.porting.paper import DateProblem, PaperFact, PaperKind, ServiceKind
from domain.porting.portability import CheckedNumber
from domain.porting.request import PersonName, PortRequest, PortScope
from tests.domain.match_cases import ACCOUNT, AT, BILL, BOOK, CASES, CSR, EVIDENCE, NUMBERS, PARTIAL, REQUEST, STAYING, bill, dated
from tests.domain.paper_facts import each_said, said


def found(request: PortRequest = REQUEST, evidence: PreflightEvidence = EVIDENCE) -> dict[str, Comparison]:
    """What does not agree, by code."""
    return {each.finding.code: each for each in compare(request, evidence, BOOK) if each.finding.code != FindingCode.PAPER_AGREES}


def test_papers_that_prove_the_order_agree_in_every_field() -> None:
    seen = compare(REQUEST, EVIDENCE, BOOK)
    assert all(each.agrees for each in seen)
    assert {each.field for each in seen if each.paper == "bill"} == set(PaperField) - {
        PaperField.PAPER,
        PaperField.REPLACEMENT_BTN,
        PaperField.SERVICES,
        PaperField.LOA_DATE,
    }
    assert all(each.found for each in seen)


@pytest.mark.parametrize("code", CASES)
def test_each_difference_has_its_own_finding(code: str) -> None:
    severity, request, evidence = CASES[code]
    comparison = found(request, evidence)[code]
    assert comparison.finding.severity is severity
    assert comparison.finding.params["found"] == comparison.found


def test_no_finding_of_the_match_is_without_its_case() -> None:
    room = Path(domain.policy.paper_match.__file__).parent
    text = "".join(path.read_text("utf-8") for path in (*room.glob("*.py"), room.parent / "bill_age.py"))
    ours = {code for code in FindingCode if f"FindingCode.{code.name}" in text} - {FindingCode.PAPER_AGREES}
    assert ours == set(CASES)


@pytest.mark.parametrize(("age", "code"), [(0, None), (30, None), (31, "bill.stale"), (-1, "bill.from_the_future")])
def test_thirty_days_are_the_edge(age: int, code: str | None) -> None:
    day = (date(2026, 11, 21) - timedelta(days=age)).isoformat()
    stopped = [each.finding.code for each in found(evidence=bill(bill_dates=dated(day))).values() if each.finding.severity == "blocked"]
    assert stopped == ([code] if code else [])


def test_the_locations_day_counts_not_ours() -> None:
    late_in_denver = datetime(2026, 11, 22, 5, tzinfo=UTC)
    old = replace(bill(bill_dates=dated("2026-10-22")), at=late_in_denver)
    assert "bill.stale" not in found(evidence=old)
    assert "bill.stale" in found(evidence=replace(old, at=late_in_denver + timedelta(hours=3)))


AMBIGUOUS = DateProblem.AMBIGUOUS


def test_no_way_of_reading_an_ambiguous_date_lets_a_stale_bill_through() -> None:
    both_stale = bill(bill_dates=dated("2026-01-03", "2026-02-03"), date_problem=AMBIGUOUS)
    assert found(evidence=both_stale)["bill.stale"].finding.severity is Severity.BLOCKED
    turned = bill(bill_dates=(said("2026-11-03", "11/03/2026"),), date_problem=AMBIGUOUS)
    assert found(evidence=turned)["bill.date_ambiguous"].finding.severity is Severity.BLOCKED
    spelt = bill(bill_dates=dated("2026-11-03", "2026-11-04"), date_problem=AMBIGUOUS)
    assert found(evidence=spelt)["bill.date_ambiguous"].finding.severity is Severity.CONFIRM


_DAYS = st.dates(date(2026, 8, 1), date(2027, 1, 31))
_FACTS = st.builds(lambda day, sure: PaperFact(day.isoformat(), 1, sure, day.strftime("%m/%d/%Y")), _DAYS, st.floats(0, 1))


@given(st.lists(_FACTS, max_size=3), st.sampled_from(DateProblem))
def test_a_bill_passes_only_when_every_way_to_read_its_date_is_fresh(dates: list[PaperFact], problem: DateProblem) -> None:
    seen = found(evidence=bill(bill_dates=tuple(dates), date_problem=problem))
    passes = not blocked(each.finding for each in seen.values())
    read = dates if problem is AMBIGUOUS else dates[:1]
    fresh = [date(2026, 10, 22) <= date.fromisoformat(fact.value) <= date(2026, 11, 21) for fact in read]
    assert not passes or (fresh and all(fresh))


def test_what_staff_may_let_pass_is_fine_then_and_nothing_else_is() -> None:
    for code, (severity, request, evidence) in CASES.items():
        cleared = found(request, replace(evidence, cleared=frozenset(FindingCode)))
        if severity is Severity.BLOCKED:
            assert blocked(each.finding for each in cleared.values()) == (code not in CLEARABLE_ON_PAPER), code


def test_a_paper_that_is_no_bill_is_compared_only_when_staff_say_that_it_is_one() -> None:
    _, request, evidence = CASES["bill.not_a_bill"]
    old = replace(evidence, bill=replace(evidence.bill, facts=replace(BILL, kind=PaperKind.LETTER, bill_dates=dated("2026-01-01"))))
    assert set(found(request, old)) == {"bill.not_a_bill"}
    assert "bill.stale" in found(request, replace(old, cleared=frozenset({FindingCode.BILL_NOT_A_BILL})))


def test_an_account_number_is_never_told() -> None:
    for _, request, evidence in CASES.values():
        for each in compare(request, evidence, BOOK):
            told = f"{each.typed} {each.found} {each.finding.params}"
            assert "000412" not in told and ACCOUNT not in told


@pytest.mark.parametrize(
    ("account", "shown"),
    [("000412-77 9", "••••••2779"), ("12345678", "••••••5678"), ("123456", "••••••456"), ("1", "••••••"), ("", "")],
)
def test_an_account_number_shows_its_last_four_and_never_more_than_half(account: str, shown: str) -> None:
    assert masked(account) == shown


def test_a_number_that_no_bill_lists_is_never_fine() -> None:
    alone = replace(bill(numbers=(), btns=()), csr=PaperInHand())
    assert "number.not_on_bill" in found(evidence=alone)


def test_a_service_record_of_the_same_account_is_the_other_evidence() -> None:
    short = bill(numbers=BILL.numbers[:2])
    assert "number.not_on_bill" not in found(evidence=short)
    strange = replace(CSR, accounts=each_said(["551-2234"]))
    assert "number.not_on_bill" in found(evidence=replace(short, csr=PaperInHand(PaperState.READ, strange)))


def test_a_number_set_aside_is_not_asked_for() -> None:
    assert found(replace(REQUEST, numbers=(*NUMBERS, STAYING), set_aside=(STAYING,))) == {}


def test_what_stays_behind_in_a_partial_port_is_meant_to() -> None:
    more = bill(numbers=each_said([*NUMBERS, STAYING]))
    assert "number.not_in_order" not in found(replace(PARTIAL, replacement_btn=STAYING), more)
    assert set(found(replace(PARTIAL, replacement_btn=STAYING), more)) == set()


def test_the_papers_btn_counts_where_another_is_typed() -> None:
    more = bill(numbers=each_said([*NUMBERS, STAYING]))
    seen = found(replace(REQUEST, scope=PortScope.PARTIAL, btn=STAYING), more)
    assert {"btn.differs", "btn.moves_services_stay"} <= set(seen)
    assert "btn.moves_services_stay" not in found(PARTIAL, more), "the draft's own check says it already"


def test_a_btn_may_stand_in_the_account_number_alone() -> None:
    carrier = bill(btns=(), numbers=(), accounts=each_said(["303 555-0100 123 4"]))
    assert "btn.not_found" not in found(evidence=carrier)


def test_each_account_is_proposed_with_its_numbers() -> None:
    def at(value: str, top: float) -> PaperFact:
        return PaperFact(value, 1, 1.0, value, (60, top, 200, top + 10))

    facts = replace(
        BILL,
        accounts=(at("11-1111", 100), at("22-2222", 300)),
        btns=(),
        numbers=(at(NUMBERS[0], 120), at(NUMBERS[1], 140), at(NUMBERS[2], 320)),
    )
    assert numbers_by_account(facts) == {"111111": NUMBERS[:2], "222222": NUMBERS[2:3]}
    split = found(evidence=bill(facts))["account.several_on_bill"].finding.params["split"]
    assert split == "••••••111: 2; ••••••222: 1"


def test_a_service_of_a_number_that_stays_is_nobodys_concern() -> None:
    line = (60.0, 200.0, 300.0, 212.0)
    fax = PaperFact(ServiceKind.FAX, 1, 1.0, "Fax line 303-555-0109", line)
    of_staying = bill(numbers=(*BILL.numbers, PaperFact(STAYING, 1, 1.0, "303-555-0109", line)), services=(fax,))
    assert "service.fax" not in found(PARTIAL, of_staying)
    of_moving = bill(numbers=(*BILL.numbers[:3], PaperFact(NUMBERS[3], 1, 1.0, "303-555-0103", line)), services=(fax,))
    assert found(evidence=of_moving)["service.fax"].finding.params["numbers"] == NUMBERS[3]


def test_masked_numbers_that_fit_the_order_say_nothing() -> None:
    assert "number.masked" not in found(evidence=bill(masked=each_said(["XXX-XXX-0101"])))


def test_an_initial_is_for_a_person_and_another_name_is_not() -> None:
    initial = each_said(["Blue Sun Outfitters LLC", "J. Washburne"])
    seen = found(evidence=bill(names=initial))
    assert "signer.not_on_bill" in seen and "signer.unsure" not in seen


def test_the_person_to_whose_attention_a_bill_is_sent_is_not_its_billing_name() -> None:
    attention = replace(REQUEST, billing_name="Zoe Washburne")
    assert "billing_name.not_on_bill" in found(attention)
    assert "billing_name.not_on_bill" not in found(attention, bill(billing_name=None))


def test_what_is_not_typed_yet_is_not_compared() -> None:
    empty = PortRequest("po_serenity", "org_bluesun", authorised_person=PersonName("", ""))
    assert found(empty, replace(EVIDENCE, account_number="")) == {}


@pytest.mark.parametrize(
    ("brand", "network", "sells"),
    [
        ("AT&T", "SOUTHWESTERN BELL TELEPHONE", True),
        ("AT&T", "PACIFIC BELL", True),
        ("AT&T", "TELEPORT COMMUNICATIONS GROUP", True),
        ("AT&T", "Verizon New York", False),
        ("Spectrum", "CHARTER FIBERLINK CO", True),
        ("Spectrum", "SPRINT SPECTRUM, L.P.", False),
        ("T-Mobile", "SPRINT SPECTRUM, L.P.", True),
        ("Comcast", "COMCAST IP PHONE, LLC", True),
        ("Comcast", "Charter Fiberlink", False),
        ("RingCentral", "BANDWIDTH.COM CLEC, LLC - NSR/1", True),
        ("RingCentral", "Pacific Bell", False),
        ("Zoom Phone", "Inteliquent", True),
        ("Vonage", "ONVOY, LLC", True),
        ("Verizon", "MCIMETRO ATS, INC.", True),
        ("Lumen", "QWEST CORPORATION", True),
        ("Blue Sun Telephone", "QWEST CORPORATION", True),
        ("Granite", "VERIZON NEW YORK INC", True),
    ],
)
def test_a_brand_sells_over_the_networks_that_it_uses(brand: str, network: str, sells: bool) -> None:
    checked = {number: CheckedNumber(number, True, losing_carrier=network) for number in NUMBERS}
    evidence = replace(bill(provider=said(brand)), checked=checked)
    assert ("provider.other_network" not in found(replace(REQUEST, losing_carrier=brand), evidence)) is sells


def test_the_forecast_says_from_when_papers_are_too_old_to_be_sent_again() -> None:
    seen = forecast(date(2026, 11, 21), date(2026, 11, 3), date(2026, 11, 20), BOOK)
    assert (seen.resubmission, seen.bill_until, seen.loa_until) == (date(2026, 12, 1), date(2026, 12, 3), date(2027, 1, 19))
    assert seen.bill_in_time and seen.loa_in_time
    assert not forecast(date(2026, 11, 24), date(2026, 11, 3), None, BOOK).bill_in_time


def test_a_stale_bill_is_not_told_twice() -> None:
    assert "bill.soon_too_old" not in found(evidence=CASES["bill.stale"][2])


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (BILL, ()),
        (CSR, ()),
        (replace(BILL, bill_dates=()), ("bill.undated",)),
        (replace(BILL, date_problem=AMBIGUOUS), ("bill.date_ambiguous",)),
        (replace(BILL, billing_name=None, names=()), ("signer.no_name_on_bill",)),
        (replace(BILL, hidden=(said("5"),)), ("bill.hidden_text",)),
        (replace(CSR, hidden=(said("5"),)), ("csr.hidden_text",)),
    ],
)
def test_what_only_a_person_can_judge_is_known_as_soon_as_it_is_read(facts: object, codes: tuple[str, ...]) -> None:
    assert doubts(facts) == codes  # type: ignore[arg-type]


def test_times_are_compared_at_the_moment_asked() -> None:
    assert found(evidence=replace(EVIDENCE, at=AT + timedelta(days=40)))["bill.stale"].finding.params["good_until"] == "2026-12-03"
