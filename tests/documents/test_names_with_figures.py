"""Companies whose name begins with a figure, and streets, which do too."""

import pytest

from tests.documents.papers import facts_of, lines, page_of

HEAD = lines("Verizon", "Bill date: November 3, 2026", "Total due $59.00 for telephone service", "Line 1: 303-555-0107 $29.50")
COMPANIES = (
    *("1st Street Dental LLC", "24/7 Plumbing Inc", "3M Company", "21st Century Realty", "4 Paws Clinic", "84 Lumber Co"),
    *("2 Brothers Moving & Storage", "5 Star Auto Body"),
)
STREETS = ("400 Commerce St", "100 Avenue of the Americas", "12 Old Mill Rd", "55 Broadway", "1200 17th Street NW", "1 Penn Plaza")


@pytest.mark.parametrize("name", COMPANIES)
def test_a_company_may_begin_with_a_figure(name):
    block = facts_of(page_of(*HEAD, *lines(name, "88 Wynkoop St", "Denver, CO 80202", top=140)))
    assert [fact.value for fact in block.names] == [name]
    assert block.billing_address is not None
    assert block.billing_address.value == "88 Wynkoop St, Denver, CO 80202"
    assert [fact.value for fact in facts_of(page_of(*HEAD, (60, 140, f"Bill to: {name}"))).names] == [name]


@pytest.mark.parametrize("street", STREETS)
def test_a_street_is_no_name(street):
    assert facts_of(page_of(*HEAD, *lines(street, "PO Box 14", "Denver, CO 80202", top=140))).names == ()
    assert facts_of(page_of(*HEAD, (60, 140, f"Bill to: {street}"))).names == ()
    facts = facts_of(page_of(*HEAD, *lines("Jayne Cobb", street, "Denver, CO 80202", top=140)))
    assert [fact.value for fact in facts.names] == ["Jayne Cobb"]


@pytest.mark.parametrize(
    "name", ["Larry Page", "Amy Lines", "Total Fitness LLC", "New Balance Inc", "Main Line Dental LLC", "Siemens US Office"]
)
def test_words_of_labels_may_be_names(name):
    facts = facts_of(page_of(*HEAD, *lines(name, "88 Wynkoop St", "Denver, CO 80202", top=140)))
    assert [fact.value for fact in facts.names] == [name]


@pytest.mark.parametrize(
    "label", ["Page 2 of 3", "Total due", "3 lines", "Welcome", "Make check payable to Blue Sun LLC", "Business office"]
)
def test_labels_are_no_names(label):
    assert facts_of(page_of(*HEAD, *lines(label, "88 Wynkoop St", "Denver, CO 80202", top=140))).names == ()
