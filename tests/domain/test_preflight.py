from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import domain.policy
from domain.address import Address
from domain.findings import Severity, blocked
from domain.policy.codes import DayReason, FindingCode
from domain.policy.evidence import LoaFacts, PaperInHand, PaperState, PlanFacts, PreflightEvidence
from domain.policy.preflight import CLEARABLE, preflight
from domain.policy.readiness import readiness
from domain.policy.rulebook import MainNumberPolicy, rulebook
from domain.porting.portability import CheckedNumber, NotPortable
from domain.porting.request import LinePlan, LineUse, PersonName, PortRequest
from tests.domain.paper_facts import bill_saying, each_said

BOOK = rulebook()
AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
NUMBERS = tuple(f"+1303555010{n}" for n in range(3))
FIRST, SECOND, THIRD = NUMBERS
SIGNER = PersonName("Elizabeth", "Bennet")

REQUEST = PortRequest(
    "po_1",
    "org_1",
    location_id="loc_1",
    revision=3,
    losing_carrier="Rehearsal Bell",
    btn=FIRST,
    billing_name="Longbourn Estates LLC",
    authorised_person=SIGNER,
    service_address=Address("1 Long Road", "Denver", "CO", "80202"),
    numbers=NUMBERS,
    requested_foc=date(2026, 3, 10),
    lines=(LinePlan(FIRST, LineUse.UNASSIGNED), LinePlan(SECOND, LineUse.PERSON, "per_1"), LinePlan(THIRD, LineUse.UNASSIGNED)),
    declarations_version=BOOK.declarations_version,
)
BILL = bill_saying(
    date(2026, 2, 20),
    ("0012-345",),
    ("Longbourn Estates", "ELIZABETH BENNET"),
    NUMBERS,
    provider="Rehearsal Bell",
    address="1 Long Rd., Denver, CO 80202",
    btn=FIRST,
)
LOA = LoaFacts(True, 3, AT - timedelta(days=1), SIGNER)
EVIDENCE = PreflightEvidence(
    AT,
    "America/Denver",
    plan=PlanFacts(people=frozenset({"per_1"}), main_number="+13035550190"),
    checked={number: CheckedNumber(number, True) for number in NUMBERS},
    account_number="0012345",
    bill=PaperInHand(PaperState.READ, BILL),
    loa=LOA,
)


def codes(request: PortRequest, evidence: PreflightEvidence) -> list[tuple[str, Severity]]:
    return [(finding.code, finding.severity) for finding in preflight(request, evidence, BOOK)]


def bill(**changes: object) -> PreflightEvidence:
    return replace(EVIDENCE, bill=PaperInHand(PaperState.READ, replace(BILL, **changes)))  # type: ignore[arg-type]


def loa(**changes: object) -> PreflightEvidence:
    return replace(EVIDENCE, loa=replace(LOA, **changes))  # type: ignore[arg-type]


def plan(**changes: object) -> PreflightEvidence:
    return replace(EVIDENCE, plan=replace(EVIDENCE.plan, **changes))  # type: ignore[arg-type]


def checked(row: CheckedNumber) -> PreflightEvidence:
    return replace(EVIDENCE, checked=EVIDENCE.checked | {row.number: row})


def test_a_good_order_has_no_findings() -> None:
    assert preflight(REQUEST, EVIDENCE, BOOK) == ()


BLOCKING: list[tuple[str, PreflightEvidence]] = [
    ("location.missing", plan(location_known=False)),
    ("location.plan_not_enabled", plan(plan_enabled=False)),
    ("location.no_emergency_address", plan(emergency_address=False)),
    ("organisation.trial", replace(EVIDENCE, trial=True)),
    ("number.unchecked", replace(EVIDENCE, checked={FIRST: CheckedNumber(FIRST, True), SECOND: CheckedNumber(SECOND, True)})),
    ("number.not_portable", checked(CheckedNumber(SECOND, False, NotPortable.NO_COVERAGE))),
    ("number.already_ours", replace(EVIDENCE, ours=frozenset({SECOND}))),
    ("number.in_another_order", replace(EVIDENCE, in_our_orders=frozenset({SECOND}))),
    ("number.needs_review", replace(EVIDENCE, with_others=frozenset({SECOND}))),
    ("account.number_missing", replace(EVIDENCE, account_number="")),
    ("account.pin_missing", checked(CheckedNumber(SECOND, True, needs_pin=True))),
    ("bill.missing", replace(EVIDENCE, bill=PaperInHand())),
    ("bill.being_read", replace(EVIDENCE, bill=PaperInHand(PaperState.READING))),
    ("bill.unreadable", replace(EVIDENCE, bill=PaperInHand(PaperState.UNREADABLE))),
    ("bill.undated", bill(bill_dates=())),
    ("bill.stale", bill(bill_dates=each_said(["2026-01-30"]))),
    ("bill.from_the_future", bill(bill_dates=each_said(["2026-03-03"]))),
    ("loa.missing", replace(EVIDENCE, loa=LoaFacts())),
    ("loa.void", loa(voided=True)),
    ("loa.too_old", loa(signed_at=AT - timedelta(days=61))),
    ("loa.from_the_future", loa(signed_at=AT + timedelta(days=1))),
    ("signer.not_the_signature", loa(signer=PersonName("Jane", "Bennet"))),
    ("signer.delegated", loa(signer=PersonName("Jane", "Bennet"), delegated=True)),
    ("signer.not_on_bill", bill(names=each_said(["Longbourn Estates", "Jane Bennet"]))),
    ("foc.not_allowed", replace(EVIDENCE, foc_refused=DayReason.HOLIDAY)),
]


def test_an_address_of_a_persons_own_does_not_come_along_to_the_new_number() -> None:
    (told,) = preflight(REQUEST, plan(own_address=frozenset({"per_1", "per_2"})), BOOK)
    assert (told.code, told.severity, told.params) == ("lines.own_address_ends", Severity.CONFIRM, {"number": SECOND})


@pytest.mark.parametrize(("code", "evidence"), BLOCKING, ids=[code for code, _ in BLOCKING])
def test_each_problem_has_its_own_finding(code: str, evidence: PreflightEvidence) -> None:
    assert codes(REQUEST, evidence) == [(code, Severity.BLOCKED)]


@pytest.mark.parametrize(
    ("code", "request_"),
    [
        ("declarations.not_accepted", replace(REQUEST, declarations_version="2020.1")),
        ("losing_carrier.missing", replace(REQUEST, losing_carrier=" ")),
        ("billing_name.missing", replace(REQUEST, billing_name="")),
        ("service_address.missing", replace(REQUEST, service_address=Address("1 Long Road", "Denver", "", "80202"))),
        ("foc.missing", replace(REQUEST, requested_foc=None)),
        ("numbers.repeated", replace(REQUEST, numbers=(*NUMBERS, SECOND))),
        ("main_number.not_porting", replace(REQUEST, main_number="+13035550199")),
    ],
)
def test_each_gap_in_the_request_has_its_own_finding(code: str, request_: PortRequest) -> None:
    assert codes(request_, EVIDENCE) == [(code, Severity.BLOCKED)]


@pytest.mark.parametrize(
    ("code", "evidence"),
    [
        ("account.number_not_on_bill", bill(accounts=each_said(["99"]))),
        ("billing_name.not_on_bill", bill(billing_name=None, names=each_said(["Netherfield Park", "Elizabeth Bennet"]))),
        ("number.not_on_bill", bill(numbers=each_said([FIRST, SECOND]))),
    ],
)
def test_what_the_bill_tells_otherwise_is_to_be_confirmed(code: str, evidence: PreflightEvidence) -> None:
    assert codes(REQUEST, evidence) == [(code, Severity.CONFIRM)]


def test_all_findings_come_at_once() -> None:
    found = preflight(PortRequest("po_1", "org_1"), PreflightEvidence(AT, "UTC"), BOOK)
    assert {finding.code for finding in found} >= {
        "numbers.none",
        "losing_carrier.missing",
        "account.number_missing",
        "btn.missing",
        "bill.missing",
        "loa.missing",
        "signer.missing",
        "foc.missing",
        "declarations.not_accepted",
    }
    assert blocked(found)


def test_a_number_set_aside_blocks_nobody() -> None:
    evidence = checked(CheckedNumber(THIRD, False, NotPortable.MANUAL_ONLY))
    assert codes(replace(REQUEST, set_aside=(THIRD,)), evidence) == []
    assert ("numbers.none", Severity.BLOCKED) in codes(replace(REQUEST, set_aside=NUMBERS), evidence)


def test_an_order_has_a_largest_size() -> None:
    numbers = tuple(f"+1303556{n:04d}" for n in range(501))
    assert ("numbers.too_many", Severity.BLOCKED) in codes(replace(REQUEST, numbers=numbers), EVIDENCE)


def test_another_tenants_order_is_not_told_of() -> None:
    (finding,) = preflight(REQUEST, replace(EVIDENCE, with_others=frozenset({SECOND})), BOOK)
    assert finding.params == {"number": SECOND}


def test_an_officer_signs_for_a_company_with_a_title_once_staff_confirm() -> None:
    company = bill(billing_name=None, names=each_said(["Longbourn Estates LLC"]))
    assert [code for code, _ in codes(REQUEST, company)] == ["signer.company_only", "signer.title_missing"]
    titled = replace(REQUEST, authorised_person=replace(SIGNER, title="Director"))
    confirmed = replace(company, cleared=frozenset({FindingCode.SIGNER_COMPANY_ONLY}))
    assert codes(titled, confirmed) == [("signer.company_only", Severity.FINE)]


def test_staff_cannot_clear_what_looking_does_not_mend() -> None:
    for code, evidence in BLOCKING:
        cleared = preflight(REQUEST, replace(evidence, cleared=frozenset(FindingCode)), BOOK)
        assert blocked(cleared) == (FindingCode(code) not in CLEARABLE)


def test_a_pin_that_is_given_is_enough() -> None:
    assert codes(REQUEST, replace(checked(CheckedNumber(SECOND, True, needs_pin=True)), pin_given=True)) == []


def test_terms_gate_ports_only_where_the_rulebook_says_so() -> None:
    unaccepted = replace(EVIDENCE, terms_accepted=False)
    assert preflight(REQUEST, unaccepted, BOOK) == ()
    assert [finding.code for finding in preflight(REQUEST, unaccepted, replace(BOOK, ports_need_terms=True))] == ["terms.not_accepted"]


@pytest.mark.parametrize(
    ("code", "severity", "change"),
    [
        ("lines.unplanned", Severity.BLOCKED, lambda request: replace(request, lines=request.lines[:2])),
        (
            "lines.unplanned",
            Severity.BLOCKED,
            lambda request: replace(request, lines=(*request.lines[:2], LinePlan(THIRD, LineUse.PERSON))),
        ),
        (
            "lines.person_missing",
            Severity.BLOCKED,
            lambda request: replace(request, lines=(*request.lines[:2], LinePlan(THIRD, LineUse.PERSON, "per_9"))),
        ),
        (
            "lines.number_foreign",
            Severity.CONFIRM,
            lambda request: replace(request, lines=(*request.lines, LinePlan("+13035550188", LineUse.UNASSIGNED))),
        ),
    ],
)
def test_each_number_is_to_be_ready(code: str, severity: Severity, change: Callable[[PortRequest], PortRequest]) -> None:
    found = readiness(change(REQUEST), NUMBERS, EVIDENCE.plan, BOOK)
    assert [(finding.code, finding.severity) for finding in found] == [(code, severity)]
    assert not blocked(preflight(change(REQUEST), EVIDENCE, BOOK))


def test_readiness_asks_only_about_the_numbers_that_move_now() -> None:
    assert readiness(replace(REQUEST, lines=REQUEST.lines[:1]), (FIRST,), EVIDENCE.plan, BOOK) == ()


def test_unassigned_can_be_forbidden() -> None:
    (finding,) = readiness(REQUEST, NUMBERS, EVIDENCE.plan, replace(BOOK, unassigned_allowed=False))
    assert finding.params["count"] == "2"


def test_a_ported_main_number_follows_a_main_number_in_place() -> None:
    asked = replace(REQUEST, main_number=FIRST)
    assert readiness(asked, NUMBERS, EVIDENCE.plan, BOOK) == ()
    assert [finding.code for finding in readiness(asked, NUMBERS, replace(EVIDENCE.plan, main_number=""), BOOK)] == [
        "main_number.without_replacement"
    ]
    theirs = replace(asked, lines=(LinePlan(FIRST, LineUse.PERSON, "per_1"),))
    assert "main_number.given_to_a_person" in [finding.code for finding in readiness(theirs, NUMBERS, EVIDENCE.plan, BOOK)]
    never = replace(BOOK, main_number=MainNumberPolicy.NEVER)
    assert [finding.code for finding in readiness(asked, NUMBERS, EVIDENCE.plan, never)] == ["main_number.never_a_ported_number"]


def test_every_finding_code_is_given_somewhere() -> None:
    room = Path(domain.policy.__file__).parent
    text = "".join(path.read_text("utf-8") for path in room.rglob("*.py") if path.name != "codes.py")
    assert [code for code in FindingCode if f"FindingCode.{code.name}" not in text] == []
