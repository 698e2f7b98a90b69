"""Preflight and words agree on the parameters of every finding."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.address import Address
from domain.findings import Finding
from domain.policy.codes import DayReason
from domain.policy.evidence import LoaFacts, PaperInHand, PaperState, PlanFacts, PreflightEvidence
from domain.policy.preflight import preflight
from domain.policy.rulebook import MainNumberPolicy, rulebook
from domain.porting.portability import CheckedNumber, NotPortable
from domain.porting.request import LinePlan, LineUse, PersonName, PortRequest, PortScope
from tests.domain.match_cases import CASES as MATCH_CASES
from tests.domain.paper_facts import bill_saying, each_said
from words.findings import FINDINGS, finding_told
from words.translation import Words

AT = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
BOOK = rulebook()
NUMBERS = tuple(f"+130355501{n:02}" for n in range(8))
REQUEST = PortRequest(
    "po_x",
    "org_x",
    losing_carrier="Meryton Telephone",
    btn=NUMBERS[0],
    billing_name="Pemberley Estates",
    authorised_person=PersonName("Fitzwilliam", "Darcy"),
    service_address=Address("1 Park Lane", "Denver", "CO", "80202"),
    numbers=NUMBERS,
    requested_foc=date(2026, 12, 1),
    main_number="+13035550199",
    lines=(LinePlan(NUMBERS[0], LineUse.PERSON, "per_x"), LinePlan("+13035550190", LineUse.UNASSIGNED)),
)
BILL = bill_saying(date(2026, 9, 1), ("54321",), ("Rosings Park LLC",), NUMBERS[:1])
EVIDENCE = PreflightEvidence(
    AT,
    "America/Denver",
    checked={
        NUMBERS[0]: CheckedNumber(NUMBERS[0], True, needs_pin=True),
        NUMBERS[1]: CheckedNumber(NUMBERS[1], False, NotPortable.NO_COVERAGE),
    },
    ours=frozenset(NUMBERS[2:3]),
    in_our_orders=frozenset(NUMBERS[3:4]),
    with_others=frozenset(NUMBERS[4:5]),
    account_number="12345",
    bill=PaperInHand(PaperState.READ, BILL),
    loa=LoaFacts(True, 7, AT - timedelta(days=400), PersonName("George", "Wickham")),
    foc_refused=DayReason.HOLIDAY,
)


def bill(facts):
    return replace(EVIDENCE, bill=PaperInHand(PaperState.READ, facts))


def every_finding() -> dict[str, Finding]:
    """A finding of every code that preflight gives with parameters."""
    small = replace(BOOK, max_numbers_per_order=2)
    partial = replace(REQUEST, scope=PortScope.PARTIAL)
    cases = [
        (REQUEST, EVIDENCE, small),
        (REQUEST, replace(EVIDENCE, trial=True), BOOK),
        (REQUEST, replace(EVIDENCE, plan=PlanFacts(people=frozenset({"per_x"}), own_address=frozenset({"per_x"}))), BOOK),
        (REQUEST, replace(EVIDENCE, loa=replace(EVIDENCE.loa, delegated=True)), BOOK),
        (replace(REQUEST, numbers=(NUMBERS[0], NUMBERS[0])), EVIDENCE, BOOK),
        (replace(REQUEST, btn="+13035550198"), bill(replace(BILL, bill_dates=each_said(["2027-01-01"]))), BOOK),
        (replace(REQUEST, btn="12"), bill(bill_saying(names=["Lydia Wickham"])), BOOK),
        (replace(REQUEST, replacement_btn=NUMBERS[0], main_number=NUMBERS[0]), bill(replace(BILL, bill_dates=())), BOOK),
        (replace(REQUEST, main_number=NUMBERS[1]), EVIDENCE, BOOK),
        (partial, EVIDENCE, replace(BOOK, main_number=MainNumberPolicy.NEVER)),
        *((replace(partial, replacement_btn=new), EVIDENCE, BOOK) for new in ("12", NUMBERS[0], NUMBERS[1])),
        *((request, evidence, BOOK) for _, request, evidence in MATCH_CASES.values()),
        (PortRequest("po_y", "org_x"), PreflightEvidence(AT, "America/Denver", plan=PlanFacts(location_known=False)), BOOK),
    ]
    return {finding.code: finding for case in cases for finding in preflight(*case)}


def test_every_finding_of_preflight_can_be_told_with_its_values():
    for finding in every_finding().values():
        told = finding_told(finding, Words())
        assert "%(" not in told.whole
        assert told.wrong in told.whole


def test_every_sentence_with_values_was_told():
    with_values = {code for code, sentence in FINDINGS.items() if sentence.detail}
    assert with_values - every_finding().keys() == {"loa.letters_not_drawable"}


def test_a_number_that_is_not_portable_is_told_with_the_reason():
    detail = finding_told(every_finding()["number.not_portable"], Words()).detail
    assert detail == "(303) 555-0101: None of our carriers serves the area of this number."


def test_a_stale_bill_is_told_with_its_dates():
    assert "October 21, 2026" in finding_told(every_finding()["bill.stale"], Words()).detail


def test_a_paper_that_is_no_bill_is_told_with_what_it_is():
    _, request, evidence = MATCH_CASES["bill.not_a_bill"]
    [finding] = [each for each in preflight(request, evidence, BOOK) if each.code == "bill.not_a_bill"]
    assert finding_told(finding, Words()).detail == "It reads as: letter of authorization."


def test_a_difference_is_told_with_both_values():
    _, request, evidence = MATCH_CASES["billing_name.not_on_bill"]
    [finding] = [each for each in preflight(request, evidence, BOOK) if each.code == "billing_name.not_on_bill"]
    assert finding_told(finding, Words()).detail == "Typed: Weyland Freight. On the bill: Blue Sun Outfitters LLC."
