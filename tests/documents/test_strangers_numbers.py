"""Numbers of others that look like lines of the account, and invoices of other trades that note their customer's telephone number."""

import pytest

from domain.porting.paper import PaperKind
from tests.documents.papers import facts_of, lines, page_of

HEAD = lines("Verizon", "Bill date: November 3, 2026", "Account number 4471-882-01", "Total due $80.00 by November 25, 2026")
CUSTOMER = lines("Serenity Freight LLC", "77 Canyon Road", "Boulder, CO 80302", top=140)
OWN = [(60, 200, "303-555-0101 Business line"), (400, 200, "$40.00")]
STRANGERS = {"+13035550177", "+17205550199"}


def table(*rows, top=240):
    return [(60 + 130 * at, top + 16 * count, text) for count, row in enumerate(rows) for at, text in enumerate(row) if text]


def offered(*rows):
    return {fact.value for fact in facts_of(page_of(*HEAD, *CUSTOMER, *OWN, *table(*rows))).all_numbers}


@pytest.mark.parametrize(
    "rows",
    [
        [("Caller ID log",), ("Phone number", "Name", "Count"), ("303-555-0177", "RIVER TAM", "4")],
        [("Blocked numbers",), ("Number", "Since"), ("303-555-0177", "May")],
        [("Recommended for you",), ("Add a business line 303-555-0177", "$40.00")],
        [("Available numbers",), ("303-555-0177", "$5.00"), ("720-555-0199", "$5.00")],
        [("Wholesale carrier BTN",), ("303-555-0177", "$0.00")],
        [("Metro pages ad, main number 303-555-0177", "", "", "$99.00")],
        [("Line 303-555-0101",), ("Number", "Location", "Units", "Amount"), ("303-555-0177", "Denver CO", "4", "0.10"),
         ("720-555-0199", "Aurora CO", "2", "0.10")],
        [("Joe's Pizza - Business line 303-555-0177 - $10 off",)],
        [("CLLI DNVRCOMA 303-555-0177 host line", "", "$0.00")],
        [("Charges for former tenant",), ("303-555-0177 Business line", "", "$40.00")],
    ],
    ids=lambda rows: rows[0][0],
)  # fmt: skip
def test_no_strangers_number_is_offered(rows):
    numbers = offered(*rows)
    assert not numbers & STRANGERS
    assert "+13035550101" in numbers


def test_lines_listed_after_a_list_of_calls_are_the_customers():
    rows = [
        ("Calls",),
        ("Number", "Minutes", "Amount"),
        ("303-555-0177", "4", "0.10"),
        ("Local service", "Amount"),
        ("303-555-0102", "$30.00"),
    ]
    assert offered(*rows) == {"+13035550101", "+13035550102"}


def test_a_callers_name_is_no_person_on_the_bill():
    rows = [("Caller ID log",), ("Phone number", "Name", "Count"), ("303-555-0177", "RIVER TAM", "4")]
    assert [fact.value for fact in facts_of(page_of(*HEAD, *CUSTOMER, *OWN, *table(*rows))).all_names] == ["Serenity Freight LLC"]


@pytest.mark.parametrize(
    "seller, note, sold",
    [
        ("Joe's Garage", "Cell phone 303-555-0101", "Brake pads"),
        ("Front Range Dental", "Patient phone number: 303-555-0101", "Crown"),
        ("City of Boulder Utilities", "Phone number: 303-555-0101", "Water 4 kgal"),
        ("Mountain States Agency", "Insured phone: 303-555-0101", "Liability insurance"),
    ],
)
def test_another_trades_invoice_is_one_with_its_customers_number_on_it(seller, note, sold):
    facts = facts_of(
        page_of(
            *lines(seller, "Invoice date: November 3, 2026"), *CUSTOMER, (60, 200, note), *table((sold, "$88.00"), ("Total due", "$88.00"))
        )
    )
    assert facts.kind is PaperKind.OTHER_TRADE
    assert facts.all_numbers == ()


def test_a_label_written_with_room_between_its_letters_is_read():
    facts = facts_of(page_of(*lines("Verizon", "Total due $80.00"), (60, 100, "B i l l  d a t e"), (200, 100, "November 3, 2026"), *OWN))
    assert str(facts.bill_day) == "2026-11-03"
