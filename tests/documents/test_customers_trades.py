"""What a customer is called says nothing of what they are billed for; who sells for a brand is not the brand."""

import pytest

from domain.porting.paper import PaperKind
from tests.documents.papers import facts_of, lines, page_of

BILL = lines("Vonage Business", "Bill date: November 3, 2026", "Account number: VB-77142")
LINES = lines("Line 1: 303-555-0107 Premium unlimited $29.50", "Total due $29.50 by November 30, 2026", top=320)


def to(*names):
    return lines(*names, "1630 Revello Drive", "Denver, CO 80202", top=180)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Sunnydale Plumbing LLC",
            "Clearwater Electric & Insurance Services",
            "Rocky Mountain Natural Gas Company",
            "Mile High Roofing Inc",
        ),
        *("Western Power & Water Authority", "First Mortgage Group", "7-Eleven Store 33144"),
    ],
)
def test_a_telephone_bill_is_one_whatever_the_customers_trade(name):
    facts = facts_of(page_of(*BILL, *to(name), *LINES))
    assert facts.kind is PaperKind.BILL
    assert facts.billing_name is not None
    assert facts.billing_name.value == name
    assert [fact.value for fact in facts.numbers] == ["+13035550107"]


def test_anothers_trade_with_two_of_its_words_is_still_no_telephone_bill():
    facts = facts_of(page_of(*lines("Mile High Electric", "Bill date: November 3, 2026"), *to("Sunnydale Plumbing LLC"), *LINES,
                             *lines("412 kWh at $0.11", "Meter read November 1", top=420)))  # fmt: skip
    assert facts.kind is PaperKind.OTHER_TRADE
    assert facts.numbers == ()


def test_what_stands_between_brand_and_customer_is_no_person():
    facts = facts_of(page_of(*lines("CenturyLink", "Now part of Lumen"), *BILL[1:], *to("Jayne Cobb"), *LINES))
    assert [fact.value for fact in facts.people] == ["Jayne Cobb"]


def test_a_role_over_an_address_hides_no_name():
    facts = facts_of(page_of(*BILL, *to("Blue Sun Outfitters LLC", "Accounts Payable"), *LINES))
    assert facts.billing_name is not None
    assert facts.billing_name.value == "Blue Sun Outfitters LLC"


@pytest.mark.parametrize("said", ["Authorized AT&T partner", "AT&T reseller", "Powered by AT&T"])
def test_who_sells_for_a_brand_is_the_provider(said):
    facts = facts_of(
        page_of((60, 60, "Blue Sun IT Solutions, Inc."), (240, 60, said), (400, 60, "AT&T"), *BILL[1:], *to("Jayne Cobb"), *LINES)
    )
    assert facts.provider is not None
    assert facts.provider.value == "Blue Sun IT Solutions, Inc."


def test_without_a_word_of_reselling_the_brand_is_the_provider():
    facts = facts_of(page_of((60, 60, "Blue Sun IT Solutions, Inc."), (400, 60, "AT&T"), *BILL[1:], *to("Jayne Cobb"), *LINES))
    assert facts.provider is not None
    assert facts.provider.value == "AT&T"


def test_an_address_right_of_its_label_in_two_lines_is_the_service_address():
    placed = ((60, 420, "Service at:"), (160, 420, "918 E Pine St"), (160, 432, "Denver, CO 80203"))
    facts = facts_of(page_of(*BILL, *to("Jayne Cobb"), *LINES, *placed))
    assert facts.service_address is not None
    assert facts.service_address.value == "918 E Pine St, Denver, CO 80203"
    assert facts.billing_address is not None
    assert facts.billing_address.value == "1630 Revello Drive, Denver, CO 80202"


def test_adjustments_of_no_money_begin_no_list_of_numbers_long_gone():
    placed = ((60, 420, "Adjustments"), (200, 420, ".00"), (330, 420, "Charges for 303-555-0109"), (330, 433, "Business line $20.00"))
    assert "+13035550109" in {fact.value for fact in facts_of(page_of(*BILL, *to("Jayne Cobb"), *LINES, *placed)).numbers}
    some = ((60, 420, "Adjustments"), (200, 420, "-4.10"), (60, 433, "Line 303-555-0109"), (200, 433, "-4.10"))
    assert "+13035550109" not in {fact.value for fact in facts_of(page_of(*BILL, *to("Jayne Cobb"), *LINES, *some)).numbers}
