from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from documents.addresses import same_address
from documents.matching import MatchCode, check_reading, match_bill
from documents.reading import Reading, ReadingState
from documents.sample_bill import draw_sample_bill
from domain.findings import Severity, blocked
from domain.policy.codes import FindingCode
from domain.policy.rulebook import Rulebook
from domain.porting.paper import DateProblem
from domain.porting.request import PersonName, PortScope
from tests.documents.papers import ADDRESS, NUMBERS, REQUEST, SAMPLE, facts_of, lines, page_of

AT = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
ZONE = "America/Denver"
BOOK = Rulebook("2026-11")
FACTS = facts_of(draw_sample_bill(SAMPLE))


def codes(facts=FACTS, request=REQUEST, at=AT):
    return {finding.code: finding for finding in match_bill(facts, request, at=at, zone=ZONE, book=BOOK)}


def test_a_bill_that_proves_the_order_has_no_findings():
    assert codes() == {}


@pytest.mark.parametrize("age, code", [(0, None), (30, None), (31, FindingCode.BILL_STALE), (-1, FindingCode.BILL_FROM_THE_FUTURE)])
def test_thirty_days_are_the_edge(age, code):
    bill = draw_sample_bill(replace(SAMPLE, bill_date=date(2026, 11, 21) - timedelta(days=age)))
    found = codes(facts_of(bill))
    assert set(found) == ({code} if code else set())
    assert blocked(found.values()) is bool(code)


def test_the_locations_day_counts_not_ours():
    bill = facts_of(draw_sample_bill(replace(SAMPLE, bill_date=date(2026, 10, 22))))
    late_evening_in_denver = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    assert codes(bill, at=late_evening_in_denver) == {}
    assert FindingCode.BILL_STALE in codes(bill, at=late_evening_in_denver + timedelta(hours=3))


def test_an_undated_bill_is_blocked_and_an_ambiguous_one_is_never_accepted_alone():
    undated = codes(facts_of(draw_sample_bill(replace(SAMPLE, bill_date=None))))
    assert undated[FindingCode.BILL_UNDATED].severity is Severity.BLOCKED
    two_dates = replace(FACTS, bill_dates=FACTS.bill_dates * 2, date_problem=DateProblem.AMBIGUOUS)
    assert codes(two_dates)[MatchCode.DATE_AMBIGUOUS].severity is Severity.CONFIRM


def test_another_person_than_the_one_on_the_bill_may_not_sign():
    found = codes(request=replace(REQUEST, authorised_person=PersonName("Saffron", "Reynolds", "CEO")))
    assert found[FindingCode.SIGNER_NOT_ON_BILL].severity is Severity.BLOCKED
    assert found[FindingCode.SIGNER_NOT_ON_BILL].params["found"] == "Blue Sun Outfitters LLC, Zoe Washburne"


@pytest.mark.parametrize(
    "title, expected",
    [("CFO", {FindingCode.SIGNER_COMPANY_ONLY}), ("", {FindingCode.SIGNER_COMPANY_ONLY, FindingCode.SIGNER_TITLE_MISSING})],
)
def test_a_company_only_bill_wants_an_officer_with_a_title(title, expected):
    company_only = facts_of(draw_sample_bill(replace(SAMPLE, contact="")))
    assert set(codes(company_only, replace(REQUEST, authorised_person=PersonName("Zoe", "Washburne", title)))) == expected


def test_another_account_is_to_be_confirmed_and_neither_number_is_told():
    found = codes(request=replace(REQUEST, account_number="55501"))[FindingCode.ACCOUNT_NUMBER_NOT_ON_BILL]
    assert found.severity is Severity.CONFIRM
    assert "55501" not in "".join(found.params.values())


def test_a_number_not_on_the_bill_is_never_fine():
    found = codes(request=replace(REQUEST, numbers=(*NUMBERS, "+13035550177")))[FindingCode.NUMBER_NOT_ON_BILL]
    assert (found.severity, found.params["numbers"]) == (Severity.CONFIRM, "+13035550177")


def test_a_number_set_aside_is_not_asked_for():
    request = replace(REQUEST, numbers=(*NUMBERS, "+13035550177"), set_aside=("+13035550177",))
    assert codes(request=request) == {}


def test_a_full_port_asks_about_numbers_left_behind():
    fewer = replace(REQUEST, numbers=NUMBERS[:8])
    assert codes(request=fewer)[MatchCode.NUMBER_NOT_IN_ORDER].params["count"] == "2"
    assert MatchCode.NUMBER_NOT_IN_ORDER not in codes(request=replace(fewer, scope=PortScope.PARTIAL))


@pytest.mark.parametrize(
    "changed, code",
    [
        ({"losing_carrier": "Verizon"}, MatchCode.PROVIDER_DIFFERS),
        ({"billing_name": "Weyland Freight"}, FindingCode.BILLING_NAME_NOT_ON_BILL),
        ({"service_address": replace(ADDRESS, street="1201 Larimer Street")}, MatchCode.ADDRESS_DIFFERS),
        ({"btn": NUMBERS[3]}, MatchCode.BTN_DIFFERS),
    ],
)
def test_what_differs_is_shown_side_by_side(changed, code):
    found = codes(request=replace(REQUEST, **changed))
    assert set(found) == {code}
    assert found[code].severity is Severity.CONFIRM
    assert {"typed", "found"} <= set(found[code].params)


def test_what_is_not_typed_yet_is_not_compared():
    empty = replace(
        REQUEST, account_number="", billing_name="", btn="", losing_carrier="", numbers=(), authorised_person=PersonName("", "")
    )
    assert codes(request=empty) == {}


def test_an_loa_in_place_of_the_bill_is_not_a_bill():
    found = codes(facts_of(page_of(*lines("Letter of Authorization", "Bill date: Nov 3, 2026"))))
    assert set(found) == {MatchCode.NOT_A_BILL}
    assert blocked(found.values())


@pytest.mark.parametrize(
    "state, code, stops",
    [
        (ReadingState.NEEDS_REVIEW, MatchCode.NEEDS_REVIEW, False),
        (ReadingState.REFUSED, MatchCode.REFUSED, True),
        (ReadingState.UNREADABLE, FindingCode.BILL_UNREADABLE, True),
    ],
)
def test_a_file_that_was_not_read_says_why(state, code, stops):
    found = check_reading(Reading(state, "pdf.encrypted"))
    assert [(finding.code, finding.params["reason"]) for finding in found] == [(code, "pdf.encrypted")]
    assert blocked(found) is stops


@pytest.mark.parametrize(
    "printed, same",
    [
        ("1200 LARIMER ST, STE 4, DENVER, CO 80204-1111", True),
        ("1200 Larimer Street #4, Denver CO 80204", True),
        ("1200 Larimer St., Denver, CO 80204", True),
        ("1200 Larimer St, Suite 5, Denver, CO 80204", False),
        ("1202 Larimer St, Suite 4, Denver, CO 80204", False),
        ("1200 Larimer Ave, Suite 4, Denver, CO 80204", False),
        ("1200 N Larimer St, Suite 4, Denver, CO 80204", False),
        ("1200 Larimer St, Suite 4, Denver, CO 80205", False),
        ("1200 Larimer St, Suite 4, Denver, CO", False),
    ],
)
def test_addresses_compare_as_people_would(printed, same):
    assert same_address(printed, ADDRESS) is same
