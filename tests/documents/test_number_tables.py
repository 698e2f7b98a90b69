"""Numbers in tables: ranges from a first to a last column, and rows that begin with their price."""

import pytest

from tests.documents.papers import facts_of, lines, page_of

HEAD = lines("Verizon", "Bill date: November 3, 2026", "Total due $59.00 for telephone service")
TEN = {f"+130355501{last}" for last in range(10, 20)}


def row(*texts, top):
    return [(60 + 120 * at, top, text) for at, text in enumerate(texts)]


def read(*placed):
    return {fact.value for fact in facts_of(page_of(*HEAD, *placed)).all_numbers}


@pytest.mark.parametrize(
    "heads, cells",
    [
        (("Description", "From", "To", "Amount"), ("DID block", "303-555-0110", "303-555-0119", "$20.00")),
        (("DID range", "From", "To", "Amount"), ("20", "(303) 555-0110", "(303) 555-0119", "$20.00")),
        (("From DID", "Through DID", "Block", "Charge"), ("303.555.0110", "303.555.0119", "10", "$20.00")),
        (("Start number", "End number", "Charge"), ("1-303-555-0110", "1-303-555-0119", "$20.00")),
        (("First TN", "Last TN", "Qty", "Charge"), ("303-555-0110", "0119", "10", "$20.00")),
        (("Qty", "Beginning number", "Ending number", "Charge"), ("10", "303-555-0110", "303-555-0119", "$20.00")),
    ],
)
def test_a_range_in_two_columns_is_whole(heads, cells):
    assert read(*row(*heads, top=200), *row(*cells, top=216)) == TEN
    assert read(*row("Your telephone numbers", top=180), *row(*heads, top=200), *row(*cells, top=216)) == TEN


@pytest.mark.parametrize(
    "title, heads, cells",
    [
        ("Charges", ("Description", "From", "To", "Amount"), ("Toll", "303-555-0110", "303-555-0119", "$0.20")),
        ("Your lines", ("Description", "From", "To", "Amount"), ("Toll", "303-555-0110", "303-555-0119", "$0.20")),
        ("Charges", ("Date", "From", "To", "Amount"), ("11/03", "303-555-0110", "303-555-0119", "$0.20")),
        ("Calls", ("DID", "From", "To", "Amount"), ("DID", "303-555-0110", "303-555-0119", "$0.20")),
        ("Charges", ("Min", "First number", "Last number", "Amount"), ("3", "303-555-0110", "303-555-0119", "$0.20")),
        ("Forwarding", ("DID", "From", "To", "Amount"), ("1", "303-555-0110", "303-555-0119", "$0.20")),
        ("Charges", ("DID", "From", "To", "Amount"), ("Reserved", "303-555-0110", "303-555-0119", "$0.20")),
        ("Charges", ("DID", "From", "To", "Amount"), ("1", "303-555-0119", "303-555-0110", "$0.20")),
        ("Charges", ("DID", "From", "To", "Amount"), ("1", "303-555-0110", "408-555-0119", "$0.20")),
    ],
)
def test_calls_and_what_is_no_range_give_no_number(title, heads, cells):
    assert read((60, 160, title), *row(*heads, top=200), *row(*cells, top=216)) == set()


def test_rows_may_begin_with_their_price():
    rows = [*row("$29.50", "Office 303-555-0107", top=216), *row("$9.50", "Annex 303-555-0108", top=232)]
    assert read((60, 200, "Your lines"), *rows) == {"+13035550107", "+13035550108"}
    plain = [*row("$29.50", "303-555-0107", "Voice line", top=216), *row("$9.50", "303-555-0108", "Fax line", top=232)]
    assert read(*plain) == {"+13035550107", "+13035550108"}


def test_a_sum_beside_it_alone_makes_no_number_the_customers():
    assert read((60, 200, "Your lines"), *row("$59.00", "Concierge 303-555-0107", top=216)) == set()
    rows = [*row("$0.29", "303-555-0107", top=216), *row("$0.95", "303-555-0108", top=232)]
    assert read((60, 200, "Calls"), *rows) == set()
    assert (
        read((60, 200, "Your lines"), *row("$29.50", "Help line 303-555-0107", top=216), *row("$9.50", "Repair 303-555-0108", top=232))
        == set()
    )
