"""Which date of a bill is its own: one read wrongly makes a stale bill fresh, so what is not plainly the bill's is not it."""

from datetime import date

import pytest

from tests.documents.papers import facts_of, lines, page_of

D = "11/23/2026"
OWN = (
    f"Bill date: {D}", f"Billing date {D}", f"Invoice date {D}", f"Statement date: {D}", f"Date of bill: {D}", f"Date of invoice {D}",
    f"Issue date {D}", f"Date issued: {D}", f"Statement of {D}", f"Bill issued {D}", f"Invoice dated {D}", f"Your bill date is: {D}",
    "BILL DATE NOV 23, 2026", "Bill date 23-Nov-2026", "Bill date 2026-11-23", "Bill date: Nov. 23rd, 2026", "Bill date 11-23-26",
    "Billdate:Nov23,2026", "Bill date 11.23.2026", "Statement date 23 November 2026",
    f"Bill closing date {D}", f"Statement closing date: {D}", f"Date billed {D}", f"Invoice/Bill date {D}",
    f"Statement date (MM/DD/YY): {D}",
    "Bill date NOV 23 26", "Bill date 23-NOV-26", "Invoice date 2026/11/23", "Your bill date: Monday, November 23, 2026",
)  # fmt: skip
NOT_OWN = (
    f"Due date {D}", f"Bill due date {D}", f"Next bill date {D}", f"Your next bill date: {D}", f"Last bill date: {D}",
    f"Previous statement date {D}", f"Payment date {D}", f"AutoPay date {D}", f"Print date {D}", f"Printed {D}",
    f"Record date {D}", f"Promotion end date {D}", f"Service date {D}", f"Billing period 10/24/2026 - {D}",
    f"Bill period ending {D}", f"Installed {D}", f"Contract expires {D}", f"Late after {D}", f"First bill date {D}",
    f"Final bill date {D}", f"Your bill will be debited on {D}", f"Invoice due {D}",
    f"Statement date range 10/24/2026 - {D}", f"Bill paid {D}", f"Please pay this bill by {D}", f"Activation date {D}",
    f"Payment received {D}", f"Bill date range: 10/24/2026 to {D}", "Bill date: see page 2", "Bill date: 31/31/2026",
    "Bill date: Nov 2026", f"Prior bill date {D}", f"Upcoming bill date {D}", f"Original invoice date {D}",
    f"New bill date: {D}", f"Estimated statement date {D}", f"Copy of statement dated {D}", f"Reissue date: {D}", f"Run date {D}",
    f"Bill period ends {D}",
    f"Date generated {D}", f"Bill viewed on {D}", f"Statement generated {D}", f"Bill print date {D}", "Bill date Nov 23 - 26",
)  # fmt: skip


@pytest.mark.parametrize("line", OWN)
def test_this_is_the_bills_own_date(line):
    assert facts_of(page_of(*lines("Verizon", line))).bill_day == date(2026, 11, 23)


@pytest.mark.parametrize("line", NOT_OWN)
def test_this_is_not_the_bills_own_date(line):
    assert facts_of(page_of(*lines("Verizon", line))).bill_dates == ()


@pytest.mark.parametrize("line", NOT_OWN)
def test_another_date_beside_it_changes_nothing(line):
    assert facts_of(page_of(*lines("Verizon", "Bill date: November 3, 2026", line))).bill_day == date(2026, 11, 3)


@pytest.mark.parametrize("label", ["Date", "DATE", "Date:"])
def test_a_bare_date_counts_in_the_head_but_not_over_a_list(label):
    head = [(60, 60, "Verizon"), (60, 90, label), (200, 90, "Invoice"), (60, 104, "November 3, 2026"), (200, 104, "4417")]
    assert facts_of(page_of(*head)).bill_day == date(2026, 11, 3)
    assert facts_of(page_of(*head, (60, 118, "November 9, 2026"))).bill_dates == ()
    assert facts_of(page_of(*[(x, y + 400, text) for x, y, text in head])).bill_dates == ()
