"""One click takes the paper's value into the draft."""

from dataclasses import replace

import pytest

from domain.address import Address
from domain.policy.addresses import read_address
from domain.policy.codes import FindingCode
from domain.policy.names import first_and_last
from domain.policy.paper_match.comparison import PaperField
from domain.policy.paper_match.match import compare
from domain.policy.paper_match.taking import NotTakeable, take, takeable
from tests.domain.match_cases import ADDRESS, BOOK, CASES, NUMBERS, REQUEST, STAYING

TAKEN = {
    "provider.differs",
    "account.number_not_on_bill",
    "billing_name.not_on_bill",
    "signer.not_on_bill",
    "signer.unsure",
    "service_address.differs",
    "service_address.unit_missing",
    "number.not_in_order",
    "btn.differs",
    "csr.billing_name_differs",
    "csr.service_address_differs",
    "csr.btn_differs",
}


@pytest.mark.parametrize("code", sorted(TAKEN))
def test_what_is_taken_agrees_afterwards(code: str) -> None:
    _, request, evidence = CASES[code]
    [comparison] = [each for each in compare(request, evidence, BOOK) if each.finding.code == code]
    fact = takeable(comparison)[-1]
    taken = take(request, comparison.field, fact.value)
    known = replace(evidence, account_number=taken.account_number or evidence.account_number)
    assert code not in {each.finding.code for each in compare(taken, known, BOOK)}


@pytest.mark.parametrize("code", ["signer.company_only", "number.masked", "bill.stale", "number.not_on_bill", "btn.moves_services_stay"])
def test_what_is_no_value_of_the_draft_is_not_offered(code: str) -> None:
    _, request, evidence = CASES[code]
    assert [takeable(each) for each in compare(request, evidence, BOOK) if each.finding.code == code] == [()]


def test_what_agrees_offers_nothing() -> None:
    _, request, evidence = CASES["bill.stale"]
    agreeing = [each for each in compare(request, evidence, BOOK) if each.finding.code == FindingCode.PAPER_AGREES]
    assert agreeing and not any(takeable(each) for each in agreeing)


def test_a_number_is_added_and_never_twice() -> None:
    assert take(REQUEST, PaperField.NUMBERS, STAYING).numbers == (*NUMBERS, STAYING)
    assert take(REQUEST, PaperField.NUMBERS, NUMBERS[0]).numbers == NUMBERS


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (PaperField.NUMBERS, "XXX-XXX-0100"),
        (PaperField.BTN, "303"),
        (PaperField.SERVICE_ADDRESS, "somewhere"),
        (PaperField.AUTHORISED_PERSON, "Blue Sun LLC"),
        (PaperField.AUTHORISED_PERSON, "Zoe"),
        (PaperField.BILL_DATE, "2026-11-03"),
        (PaperField.LOSING_CARRIER, " "),
    ],
)
def test_what_does_not_fit_is_refused(field: PaperField, value: str) -> None:
    with pytest.raises(NotTakeable):
        take(REQUEST, field, value)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Zoe Washburne", ("Zoe", "Washburne")),
        ("WASHBURNE, ZOE A.", ("ZOE A.", "WASHBURNE")),
        ("Zoe A. Washburne", ("Zoe A.", "Washburne")),
        ("Ms. Zoe Washburne", ("Zoe", "Washburne")),
        ("Fitzwilliam Darcy Jr.", ("Fitzwilliam", "Darcy Jr.")),
        ("Fitzwilliam Darcy, Jr.", ("Fitzwilliam", "Darcy, Jr.")),
        ("Zoe", ("Zoe", "")),
        ("", ("", "")),
    ],
)
def test_a_printed_name_falls_in_two(name: str, parts: tuple[str, str]) -> None:
    assert first_and_last(name) == parts


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("1200 Larimer Street, Suite 4, Denver, CO 80204", ADDRESS),
        ("88 Wynkoop St, Denver, CO 80202-1234", Address("88 Wynkoop St", "Denver", "CO", "80202-1234")),
        ("1 Main St, New York, New York 10001", Address("1 Main St", "New York", "NY", "10001")),
        ("1 Main St, Denver CO 80202", Address("1 Main St", "Denver", "CO", "80202")),
        ("1 Main St Denver CO 80202", None),
        ("1 Main St, Denver, CO", None),
        ("1 Main St, Berlin, Germany 10115", None),
        ("", None),
    ],
)
def test_a_printed_address_falls_in_its_parts(printed: str, address: Address | None) -> None:
    assert read_address(printed) == address
