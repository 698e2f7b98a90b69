"""Labels and dates that a narrow column broke over two lines, and what only looks like one."""

from datetime import date

import pytest

from tests.documents.papers import facts_of, lines, page_of

HEAD = lines("Verizon", "Your voice lines this month", "Line 1: 303-555-0107 $29.50")
DAY = date(2026, 11, 23)


def stack(*texts, x=60, top=200):
    """Lines as close as those of one cell."""
    return [(x, top + 12 * row, text) for row, text in enumerate(texts)]


def read(*placed):
    return facts_of(page_of(*HEAD, *placed))


@pytest.mark.parametrize("beside", [0, 6, 12])
def test_a_label_in_two_lines_has_its_value_beside_it(beside):
    facts = read(
        *stack("Account", "number:"),
        (160, 200 + beside, "0099-1234-55"),
        *stack("Statement", "date", top=260),
        (160, 260 + beside, "November 23, 2026"),
    )
    assert facts.account is not None
    assert (facts.account.value, facts.bill_day) == ("0099-1234-55", DAY)


def test_a_label_in_two_lines_has_its_value_after_it():
    facts = read(*stack("Account", "number: 0099-1234-55"), *stack("Invoice", "date: Nov 23, 2026", top=260))
    assert facts.account is not None
    assert (facts.account.value, facts.bill_day) == ("0099-1234-55", DAY)


@pytest.mark.parametrize("columns", [("Invoice date", "Due date"), ("Due date", "Invoice date")])
@pytest.mark.parametrize("broken", [False, True])
def test_of_two_dates_side_by_side_each_is_under_its_label(columns, broken):
    heads = [
        place for at, label in enumerate(columns) for place in stack(*(label.split() if broken else (label,)), x=60 + 140 * at, top=200)
    ]
    days = {"Invoice date": "11/23/2026", "Due date": "12/14/2026"}
    values = [(60 + 140 * at, 228, days[label]) for at, label in enumerate(columns)]
    assert read(*heads, *values, (340, 200, "Account"), (340, 228, "0099-1234-55")).bill_day == DAY


@pytest.mark.parametrize("parts", [("November 23,", "2026"), ("November", "23, 2026"), ("Nov 23", "2026")])
def test_a_date_in_two_lines_is_whole(parts):
    assert read((60, 200, "Bill date"), *stack(*parts, x=160)).bill_day == DAY
    assert read(*stack("Bill date", *parts)).bill_day == DAY
    assert read(*stack(f"Bill date: {parts[0]}", parts[1])).bill_day == DAY
    assert read(*stack("Bill", "date"), *stack(*parts, x=160)).bill_day == DAY


@pytest.mark.parametrize(
    "label",
    [
        ("Due", "date"),
        ("Next bill", "date"),
        ("Next", "bill date"),
        ("Next", "bill", "date"),
        ("Last", "statement", "date"),
        ("Payment", "due", "date"),
        ("Invoice", "date", "due"),
        ("Statement", "date range"),
        ("Bill", "due date"),
        ("Bill period", "ends"),
        ("Bill", "period ends"),
        ("Service", "date"),
        ("Print", "date"),
        ("Date", "paid"),
    ],
)
def test_the_words_around_a_broken_label_belong_to_it(label):
    assert read(*stack(*label), (160, 200, "11/23/2026")).bill_dates == ()
    assert read(*stack(*label, "11/23/2026")).bill_dates == ()
    assert read(*stack(*label, top=90, x=300), (300, 96 + 12 * len(label), "11/23/2026")).bill_dates == ()


def test_beside_a_label_in_two_lines_two_dates_are_none():
    assert read(*stack("Statement", "date"), (160, 200, "11/23/2026"), (200, 212, "12/14/2026")).bill_dates == ()


def test_a_year_below_that_does_not_end_the_date_is_not_its_year():
    assert read(*stack("Bill date: November 23,", "2026-0099 Larimer Street")).bill_dates == ()


@pytest.mark.parametrize("step", [12, 18, 24])
def test_under_a_head_of_several_rows_no_other_date_is_the_bills(step):
    heads = [("Bill period ends", ""), ("Next bill", "date"), ("Account", "number")]
    cells = [(60 + 130 * at, 130 + step * row, text) for at, head in enumerate(heads) for row, text in enumerate(head) if text]
    values = [(190, 130 + 2 * step, "12/23/2026"), (320, 130 + 2 * step, "0099-1234-55")]
    assert read(*cells, *values).bill_dates == ()


@pytest.mark.parametrize("parts", [("0099-1234-", "55"), ("0099-1234", "-55"), ("0099-", "1234-55")])
def test_an_account_number_in_two_lines_is_whole(parts):
    facts = read((60, 200, "Account number:"), *stack(*parts, x=160))
    assert [fact.value for fact in facts.accounts] == ["0099-1234-55"]


@pytest.mark.parametrize("label", [("Bank", "account", "number"), ("Previous", "account", "number"), ("Debit account", "number")])
def test_another_account_in_broken_lines_is_not_this_one(label):
    assert read(*stack(*label), (160, 200, "0099-1234-55"), (160, 224, "0099-1234-55")).accounts == ()
