"""Several labels in one cell: each has its own value, and the due date's never becomes the bill's."""

from datetime import date

import pytest

from tests.documents.papers import facts_of, lines, page_of

BILL, DUE = "11/13/2026", "11/28/2026"
DAY = date(2026, 11, 13)
HEAD = lines("Verizon", "Total due $59.00 for telephone service")


@pytest.mark.parametrize(
    "labels, values, day",
    [
        ("Statement date / Due date", f"{BILL} / {DUE}", DAY),
        ("Due date / Statement date", f"{DUE} / {BILL}", DAY),
        ("Bill date | Due date | Page", f"{BILL} | {DUE} | 1", DAY),
        ("Due date | Bill date", f"{DUE}", None),
        ("Due date / Amount", f"{DUE} / $59.00", None),
    ],
)
def test_values_with_lines_between_belong_to_labels_in_the_same_order(labels, values, day):
    beside = facts_of(page_of(*HEAD, (60, 140, labels), (300, 140, values)))
    below = facts_of(page_of(*HEAD, (60, 140, labels), (60, 154, values)))
    assert (beside.bill_day, below.bill_day) == (day, day)


def test_labels_and_values_may_all_stand_in_one_cell():
    assert facts_of(page_of(*HEAD, (60, 140, f"Statement date / Due date {BILL} / {DUE}"))).bill_day == DAY
    assert facts_of(page_of(*HEAD, (60, 140, f"Due date / Statement date {DUE} / {BILL}"))).bill_day == DAY


def test_an_account_number_and_a_code_in_one_cell_are_told_apart():
    facts = facts_of(page_of(*HEAD, (60, 140, "Account number / PIN"), (300, 140, "608-555-0190-4 / 2291")))
    assert [fact.value for fact in facts.accounts] == ["608-555-0190-4"]


@pytest.mark.parametrize("labels", ["DUE DATE BILL DATE ACCOUNT NO.", "DUE DATE BILLING DATE ACCT NO."])
def test_under_a_row_of_labels_written_as_one_text_each_has_the_value_below_it(labels):
    """In ten points a letter is about seven wide: the values begin where their labels do."""
    columns = (60, 60 + 54, 60 + 54 + (58 if "BILL " in labels else 74))
    facts = facts_of(page_of(*HEAD, (60, 140, labels), *((x, 154, text) for x, text in zip(columns, (DUE, BILL, "00412"), strict=True))))
    assert facts.bill_day == DAY
    assert [fact.value for fact in facts.accounts] == ["00412"]


def test_below_a_row_of_labels_that_stand_elsewhere_than_the_values_no_date_is_guessed():
    placed = ((60, 140, "Due date Bill date"), (60, 154, DUE), (130, 154, BILL), (175, 154, "$59.00"))
    assert facts_of(page_of(*HEAD, *placed)).bill_day in (None, DAY)
    assert facts_of(page_of(*HEAD, (60, 140, "Due date Bill date"), (90, 154, DUE), (140, 154, BILL))).bill_day in (None, DAY)


def test_an_account_number_that_its_column_broke_off_is_one_with_that_in_full_elsewhere():
    placed = ((60, 140, "Account number"), (60, 152, "8495 74 141"), (60, 163, "0233391"), (300, 400, "Account number 8495 74 141 0233391"))
    assert [fact.value for fact in facts_of(page_of(*HEAD, *placed)).accounts] == ["8495 74 141 0233391"]
    apart = ((60, 140, "Account number"), (60, 152, "8495 74 141"), (60, 163, "9"), (300, 400, "Account number 8495 74 141 0233391"))
    assert len(facts_of(page_of(*HEAD, *apart)).accounts) == 2
