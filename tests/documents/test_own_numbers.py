"""Lines of bills with a number in them: which are the customer's to port. What nothing calls theirs is nobody's."""

import pytest

from documents.bill.facts import read_bill
from documents.reader.answer import Cell, PageText, Reading, ReadingState
from tests.documents.papers import facts_of, lines, page_of

N = "(303) 555-0107"
HEAD = ("Verizon", "Bill date: November 3, 2026", "Total amount due $59.00")

THEIRS = (
    f"Telephone number: {N}", f"Phone number {N}", f"Service for {N}", f"Charges for {N}", f"Billing telephone number {N}", f"BTN: {N}",
    f"Hunt group: {N}", f"DID {N}", "DID range 303-555-0107 - 303-555-0109", "DID 303-555-0107 thru 0109", f"Line 1: {N}",
    f"1 Business line {N} $29.50", f"{N} Voice line $29.50", f"{N}  Unlimited talk  29.50", f"Fax line {N} $19.00", f"Main number {N}",
    f"Digital phone {N} $10.00", "TN 3035550107", "Wireless number 303.555.0107", f"Mobile {N} $40.00", f"Auto attendant {N} $0.00",
    f"Residential line {N}", "1MB /TN 303 555-0107", f"Monthly service - {N}", f"Calling plan for {N}", f"Alarm line {N} $22.00",
    f"Phone for {N}", "Services for 303-555-0107 through 0119", "Phone numbers: 555-0107 thru -0119 (303)",
    f"Line 1: {N} forwards to 408-555-0188 $3.00",
    "Monthly service 3035550106 3035550107 3035550108", "1 ALN /TN 303 555-0107/HTG A /CFN 408 555-0188",
    "Main 303-555-0106 hunting to 0107 $9.00",
    f"Voice line {N} x101 $29.50", "Voice line 303-555-0107 ext. 0101 $29.50", "Voice line 1-303.555.0107 $29.50",
    "Voice line +1.303.555.0107 $29.50", "Voice line 1 (303) 555-0107x22 $29.50",
)  # fmt: skip
NOBODYS = (
    f"Voicemail retrieval {N}", f"Access number for calling plan {N}", f"Sales consultant {N} mobile",
    f"Reversed charge from mobile {N} $2.00",
    f"Time and temperature line {N}", f"Crisis line {N}", f"Automated payment line {N}", f"24-hour line {N}", f"Moving line {N}",
    f"Billing line: {N}", f"Fax payment to {N}", f"Fax number for documents {N}", f"Fax: {N}", f"Office phone {N}",
    f"Corporate main line {N}",
    f"Calling card number {N} $0.50", f"Prepaid line {N} expired $0.00", f"Line {N} ported 10/01", f"Line {N} vacated $0.00",
    f"Line {N} billed on account 88-1", f"Line {N} billed separately", f"Line of credit {N} $0.00", f"Security desk mobile {N}",
    f"DID carrier NOC {N}", f"Trunk group far end {N}", f"Overflow to line {N} $0.00", f"Find me follow me number {N} $0.00",
    f"Group text with mobile {N} $0.10", f"Picture message to mobile {N} $0.25", f"Mobile {N} incoming 3 $0.25",
    f"Bill to third number line {N} $0.25", f"Verizon main number {N}", f"Call forward no answer: {N} $0.00",
    f"Person-to-person line {N} $3.50", f"Unlimited calling to mobile {N} $3.50", f"Friends and family number {N} $0.00",
    f"Call us at {N}", f"Questions? {N}", f"Customer service {N}", f"Customer Care: {N}", f"Billing inquiries {N}", f"Repair {N}",
    f"Sales: {N}", f"Report an outage {N}", f"TTY {N}", f"Para español {N}", f"Pay by phone {N}", f"Visit us or dial {N}",
    f"Call {N} to add a line", f"To add a voice line call {N}", f"Tech support line {N}", f"Fraud line {N}", f"Our fax: {N}",
    f"Fax your dispute to {N}", f"Text us at {N}", f"Contact number on file: {N}", f"Can be reached at {N}", f"Alternate contact {N}",
    f"Calls to {N} 12 min", f"Forwarded to {N} $3.00", f"11/02 10:14 AM {N} Denver 3 min $0.10", f"11/02 {N} Denver 0.10",
    f"Nov 2 {N} 4 1.20", f"Collect call from {N} $4.00", f"Billed to third number {N} $1.00", f"Directory assistance {N} 1.99",
    f"Charged on behalf of Acme Psychics {N} $4.99", f"Account manager {N}", f"Your representative Zoe {N}", f"Conference dial-in {N}",
    f"Emergency contact {N}", f"Store: 400 Commerce St, Nashville, TN 37219 {N}", f"Corporate office {N}", N, f"See {N}",
    f"Line {N} disconnected 10/12", f"Line {N} ported out", f"Removed line {N} -$29.50", f"Bank wire inquiries {N}", f"Federal relay {N}",
    "Invoice number 3035550107", "Confirmation 3035550107", "IMEI 303555010712345", "Routing number 303555010", "Circuit 3035550107",
    "PO # 3035550107", "Check number 3035550107 $59.00", "800-555-0107 Voice line $9.00", "Meter 3035550107", "UPC 303555010712",
    f"Public Utility Commission {N}", f"Lifeline line {N}", f"Frequently called: {N}", f"You spoke most with {N} (14 calls)",
    f"{N} or {N} any time", f"Referred to {N}", f"Call before you dig line {N}", f"Chat or phone {N}",
    "$303.55 0107", "Usage 303 555 minutes", f"Line {N} moved to another provider 10/14 -$12.00", f"Line {N} cancelled -$9.00",
    f"{N} Business line, final charges $3.00", f"{N} Business line, install 12/01/2026 $30.00",
    f"Toll free 800-555-0142 rings to {N} $5.00",
    f"Alarm line monitored by Longbourn Watch {N} $15.00", f"Central station line {N} $20.00", f"Old account line {N} $4.00",
    f"Port-out of line {N} completed -$12.00", f"Yellow pages listing line {N} $40.00", f"Bridge line {N} 210 min $21.00",
    f"Message alerts line {N} $4.99", f"Work order line {N} $0.00", f"Reserved line {N} $1.00",
)  # fmt: skip


def read(line):
    return {fact.value for fact in facts_of(page_of(*lines(*HEAD), (60, 140, line))).all_numbers}


@pytest.mark.parametrize("line", THEIRS)
def test_the_customers_own(line):
    assert "+13035550107" in read(line)


@pytest.mark.parametrize("line", NOBODYS)
def test_nobody_to_port(line):
    assert read(line) == set()


@pytest.mark.parametrize("title", ["Your lines", "Telephone numbers on this account", "Voice services"])
def test_a_number_alone_is_theirs_under_a_heading_of_lines(title):
    assert read(N) == set()
    assert [fact.value for fact in facts_of(page_of(*lines(*HEAD, title, N))).numbers] == ["+13035550107"]


@pytest.mark.parametrize(
    "title",
    [
        "Contact us",
        "Blocked callers",
        "Conference numbers",
        "Itemized calls",
        "Directory listings",
        "Notify these",
        "911 address records",
        "Pending orders",
        "Credits",
        "Last month",
    ],
)
def test_a_number_alone_is_nobodys_under_another_heading(title):
    page = page_of(*lines(*HEAD, "Your lines", "(303) 555-0101"), (60, 170, title), (60, 184, N))
    assert [fact.value for fact in facts_of(page).numbers] == ["+13035550101"]


@pytest.mark.parametrize(
    "text, count",
    [
        ("Hunt: 303-555-0100, 0101, 0102", 3),
        ("Hunt: 303-555-0100/0101/0102", 3),
        ("Rotary hunt 303-555-0100 0101 0102", 3),
        ("DID 303-555-0100 to -0119", 20),
        ("DID 303-555-0100 thru 303-555-0119", 20),
        ("DID 303-555-0100, 0105-0109", 6),
        ("DID 303-555-0119 thru 0100", 0),
        ("DID 303-555-0100 thru 408-555-0119", 0),
        ("Line 1: 303-555-0100, 2026", 1),
        ("Main line 303-555-0100 hunting to 0101, 0102 and 0105", 4),
        ("Phone numbers: 555-0100 thru -0119 (719)", 20),
        ("Phone number 303 555-0100 (719)", 1),
    ],
)
def test_groups_are_read_in_full_or_not_at_all(text, count):
    assert len(read(text)) == count


@pytest.mark.parametrize("mask", ["XXX-XXX-0123", "(***) ***-0123", "303-XXX-0123", "xxx.xxx.0123"])
def test_a_hidden_number_is_told_as_it_is_printed_and_never_completed(mask):
    facts = facts_of(page_of(*lines(*HEAD, f"Voice line {mask} $10.00")))
    assert ([fact.value for fact in facts.masked], facts.numbers) == ([mask], ())


def test_a_number_that_a_column_breaks_is_put_together():
    facts = facts_of(page_of(*lines(*HEAD, "Line 1: 303-555-", "0107", "Line 2: (303)", "555-0108")))
    assert {fact.value for fact in facts.numbers} == {"+13035550107", "+13035550108"}


def test_numbers_are_read_with_the_hyphens_of_typesetting():
    reading = Reading(ReadingState.READ, pages=(PageText(1, 612, 792, (
        Cell("Verizon", 60, 60, 100, 70), Cell("Line 1: 303\u2011555\u20110107 $29.50", 60, 90, 250, 100),
        Cell("Line 2: 303\u2013555\u20130108 $29.50", 60, 110, 250, 120), Cell("Line 3: 303-555-0110\u20130112 $29.50", 60, 130, 250, 140),
    )),))  # fmt: skip
    read = {fact.value[-4:] for fact in read_bill(reading).numbers}
    assert read == {"0107", "0108", "0110", "0111", "0112"}
