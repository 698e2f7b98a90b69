"""Bills in several layouts, with the traps that make a careless reader take the wrong date or number."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.bill.account import read_account
from documents.bill.date_forms import read_date
from documents.bill.facts import read_bill
from documents.bill.telephone import numbers_in
from documents.reader.answer import Cell, PageText, Reading, ReadingState
from documents.sample_bill import draw_sample_bill
from domain.porting.paper import DateProblem, PaperKind, plain_account
from tests.documents.papers import NUMBERS, SAMPLE, facts_of, lines, page_of, pages_of

bill_words = st.text(max_size=40) | st.sampled_from(
    [
        *("Bill date:", "03/04/2026", "Account number", "0099-1", "Your lines", "(303) 555-0100", "303-555-", "0104", "thru", "12 Elm St"),
        *("Denver, CO 80204", "Attn: Zoe Washburne", "Call detail", "Contact us", "XXX-XXX-0123", "$29.50", "DSL", "SA", "LN", "Rechnung"),
        "Hunt: 303-555-0100, 0101",
    ]
)
LABELS_LEFT = page_of(
    *lines("Verizon", "Invoice date: Nov 3, 2026", "Due date: Nov 24, 2026", "Account number: 555 0100 22 9"),
    *lines("Phone bill for your voice lines", "(303) 555-0100", "(303) 555-0101", "Total amount due $59.00", top=200),
)
TABLE_HEAD = page_of(
    (60, 60, "Frontier Communications"),
    *[(60 + 130 * column, 100, text) for column, text in enumerate(("Due date", "Bill date", "Account number", "Amount due"))],
    *[(60 + 130 * column, 116, text) for column, text in enumerate(("11/24/2026", "11/03/2026", "0303-55-01", "$59.00"))],
    *lines("Telephone lines on this bill", "303-555-0100 through 0104", top=200),
)
PERIOD_FIRST = page_of(
    *lines("CenturyLink", "Billing period: Oct 4, 2026 - Nov 3, 2026", "Billing date: November 4, 2026", "AutoPay date: 11/20/2026"),
    *lines("Next bill date: December 4, 2026", "Last bill date: October 4, 2026", "Acct # 77-4410", "Printed 11/05/2026", top=140),
    *lines("Phone service", "303.555.0100", "303.555.0101", "Balance $10.00", top=260),
)
TWO_COLUMNS = page_of(
    *lines("Comcast Business", "Jayne Cobb", "88 Wynkoop St", "Denver, CO 80202-1234"),
    *[(340, 60 + 16 * row, text) for row, text in enumerate(("Statement date", "Account number", "Payment due"))],
    *[(470, 60 + 16 * row, text) for row, text in enumerate(("2026-11-03", "8495 7410 0012", "2026-11-24"))],
    *lines("Voice lines", "3035550100    Jayne", "3035550101    Vera", "Current charges $80.10", top=240),
)
LAST_PAGE = pages_of(
    [
        lines("AT&T", "Bill date: Nov 03, 2026", "Account number: 303 555-0100 123 4", "Amount due $5.00", "Wireless statement"),
        lines("Your lines", "(303) 555-0101", "(303) 555-0102"),
    ]
)
CALLS = page_of(
    *lines(
        "Windstream",
        "Bill date 11/3/2026",
        "Due 11/24/2026",
        "Account # 0099182",
        "Current charges $12.00",
        "Telephone statement",
        "Telephone number 303-555-0100",
    ),
    *lines("Itemized calls", "11/01  10:14 AM   (408) 555-0111   Denver   3 min   0.10", "11/02   408-555-0112", top=220),
    *lines("Your services", "303-555-0103", "Fax line 303-555-0104", top=300),
)
LAYOUTS = {
    "labels left": (LABELS_LEFT, "Verizon", "555 0100 22 9", {"+13035550100", "+13035550101"}),
    "table head": (TABLE_HEAD, "Frontier", "0303-55-01", {f"+1303555010{last}" for last in range(5)}),
    "period first": (PERIOD_FIRST, "Lumen", "77-4410", {"+13035550100", "+13035550101"}),
    "two columns": (TWO_COLUMNS, "Comcast", "8495 7410 0012", {"+13035550100", "+13035550101"}),
    "last page": (LAST_PAGE, "AT&T", "303 555-0100 123 4", {"+13035550101", "+13035550102"}),
    "calls": (CALLS, "Windstream", "0099182", {"+13035550100", "+13035550103", "+13035550104"}),
    "sample": (draw_sample_bill(SAMPLE), "Rehearsal Bell", "000412-77 9", set(NUMBERS)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_bill_says_its_facts_in_every_layout(layout):
    pdf, provider, account, numbers = LAYOUTS[layout]
    facts = facts_of(pdf)
    assert facts.kind is PaperKind.BILL
    assert facts.bill_day == (date(2026, 11, 4) if layout == "period first" else date(2026, 11, 3))
    assert facts.provider is not None
    assert facts.provider.value == provider
    assert facts.account is not None
    assert facts.account.value == account
    assert {fact.value for fact in facts.numbers} == numbers


def test_the_sample_names_company_person_and_places():
    facts = facts_of(draw_sample_bill(SAMPLE))
    assert facts.billing_name is not None
    assert facts.billing_name.value == "Blue Sun Outfitters LLC"
    assert [person.value for person in facts.people] == ["Zoe Washburne"]
    assert facts.service_address is not None
    assert facts.service_address.value == SAMPLE.service_address.one_line
    assert facts.btn is not None
    assert facts.btn.value == NUMBERS[0]


def test_an_address_block_names_a_person():
    facts = facts_of(TWO_COLUMNS)
    assert facts.billing_name is not None
    assert facts.billing_name.value == "Jayne Cobb"
    assert facts.billing_address is not None
    assert facts.billing_address.value == "88 Wynkoop St, Denver, CO 80202-1234"


def test_where_to_send_the_cheque_is_not_the_customer():
    facts = facts_of(page_of(*lines("Remit payment to", "Rehearsal Bell", "PO Box 100", "Dallas, TX 75201")))
    assert facts.names == ()
    assert facts.billing_address is None


def test_help_lines_and_toll_free_numbers_are_not_the_customers():
    facts = facts_of(
        page_of(*lines("Questions? Call (303) 555-0190", "800-555-0100", "Report an outage: 303-555-0191", "Repair  303-555-0192"))
    )
    assert facts.numbers == ()


def test_a_fact_has_its_place_and_its_own_text():
    fact = facts_of(TABLE_HEAD).bill_dates[0]
    assert (fact.value, fact.text, fact.page) == ("2026-11-03", "11/03/2026", 1)
    assert 180 < fact.place[0] < 200
    assert 0 < fact.confidence < 1


def test_an_undated_bill_says_so():
    facts = facts_of(page_of(*lines("Verizon bill", "Due date: Nov 24, 2026", "Service period: Oct 1, 2026 - Oct 31, 2026")))
    assert (facts.bill_day, facts.date_problem) == (None, DateProblem.UNDATED)


def test_two_bill_dates_are_for_a_person():
    facts = facts_of(page_of(*lines("Bill date: Nov 3, 2026", "Invoice date: Nov 5, 2026")))
    assert (facts.bill_day, facts.date_problem) == (None, DateProblem.AMBIGUOUS)


@pytest.mark.parametrize(
    "others, day",
    [
        (("Paid 10/25/2026",), date(2026, 3, 4)),
        (("Paid 25/10/2026",), date(2026, 4, 3)),
        (("Due date: 03/25/2026",), date(2026, 3, 4)),
        (("Due date: March 25, 2026",), date(2026, 3, 4)),
        (("Payment due: 04/01/2026",), date(2026, 3, 4)),
        (("Service period 03/04/2026 - 04/03/2026",), date(2026, 3, 4)),
        (("02/27  (408) 555-0111  3 min",), date(2026, 3, 4)),
        (("Due date: 04/04/2026",), None),
        (("Paid 10/25/2026", "Printed 25/10/2026"), None),
        ((), None),
    ],
)
def test_day_and_month_are_settled_by_the_other_dates_or_for_a_person(others, day):
    facts = facts_of(page_of(*lines("Bill date: 03/04/2026", *others)))
    assert facts.bill_day == day
    assert facts.date_problem is (DateProblem.NONE if day else DateProblem.AMBIGUOUS)


def test_a_date_that_nothing_settles_is_told_in_both_readings():
    facts = facts_of(page_of(*lines("Bill date: 03/04/2026")))
    assert [fact.value for fact in facts.bill_dates] == ["2026-03-04", "2026-04-03"]


def test_a_date_repeated_on_every_page_is_one_date():
    page = lines("Bill date: Nov 3, 2026")
    assert len(facts_of(pages_of([page, page])).bill_dates) == 1


@pytest.mark.parametrize(
    "title, kind",
    [
        ("Letter of Authorization", PaperKind.LOA),
        ("Customer Service Record", PaperKind.CSR),
        ("Invoice for roof repair $900.00 balance", PaperKind.OTHER_TRADE),
    ],
)
def test_other_papers_are_told_apart(title, kind):
    assert facts_of(page_of(*lines(title, "Total due $10.00"))).kind is kind


@pytest.mark.parametrize(
    "text, printed",
    [
        ("000412-77 9", "000412-77 9"),
        ("303 555-0100 123 4", "303 555-0100 123 4"),
        ("AB-1234/5 Bill date 11/3/2026", "AB-1234/5"),
        ("1234567 Page 1", "1234567"),
        ("****4321", ""),
        ("ending in 4321", ""),
        ("11/03/2026", ""),
        ("November 3, 2026", ""),
        ("123", ""),
        ("", ""),
    ],
)
def test_an_account_number_is_taken_as_printed(text, printed):
    assert read_account(text) == printed


@pytest.mark.parametrize(
    "text, day",
    [
        ("November 3, 2026", date(2026, 11, 3)),
        ("Nov. 3 2026", date(2026, 11, 3)),
        ("3 November 2026", date(2026, 11, 3)),
        ("11/03/26", date(2026, 11, 3)),
        ("13/11/2026", date(2026, 11, 13)),
        ("11-3-2026 Page 1", date(2026, 11, 3)),
        ("02/30/2026", None),
        ("11/03/2026 - 12/02/2026", None),
        ("Nov 3, 2026 through Dec 2, 2026", None),
        ("Due 11/03/2026", None),
        ("4085550100", None),
    ],
)
def test_dates_are_read_the_us_way(text, day):
    assert read_date(text) == day


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%B %d, %Y", "%b %d, %Y", "%m/%d/%Y", "%Y-%m-%d", "%m/%d/%y"]),
)
def test_every_day_is_read_back(day, form):
    assert read_date(day.strftime(form)) == day


@given(st.text(max_size=60))
def test_no_text_upsets_the_readers(text):
    read_date(text)
    read_account(text)
    list(numbers_in(text))


@given(st.text(alphabet="ABCxyz0123456789 -", min_size=6, max_size=24))
def test_comparing_accounts_forgets_only_marks(text):
    assert plain_account(text) == plain_account(text.replace(" ", "").replace("-", "").lower())


@given(st.integers(0, 99), st.integers(0, 60))
def test_a_range_is_all_of_its_numbers(start, count):
    first, last = 100 + start, 100 + start + count
    read = [written.number for written in numbers_in(f"(303) 555-{first:04d} - {last:04d}")]
    assert read == [f"+1303555{line:04d}" for line in range(first, last + 1)]


@pytest.mark.parametrize(
    "text", ["303-555-0110 - 0100", "303-555-0100 to 408-555-0120", "$303555010", "1303555010012", "3035550100.55", "#3035550100"]
)
def test_what_is_no_number_or_range_of_one_account_gives_nothing(text):
    assert list(numbers_in(text)) == []


def reading(*pages):
    return Reading(ReadingState.READ, pages=tuple(PageText(number, 612, 792, tuple(cells)) for number, cells in enumerate(pages, 1)))


@settings(max_examples=60)
@given(st.lists(st.tuples(bill_words, st.integers(0, 600), st.integers(0, 780), st.sampled_from([1.0, 0.7])), max_size=40))
def test_no_paper_upsets_the_reading(placed):
    cells = [Cell(text, x, y, x + 5 * len(text), y + 10, sure) for text, x, y, sure in placed]
    facts = read_bill(reading(cells))
    assert all(0 <= fact.confidence <= 1 for fact in facts.all_numbers)


@pytest.mark.parametrize("text", ["1 a ", "12 Elm St, Denver, ", "303-555-0100 ", "account number: ", "DID 303-555-0100 thru 0199 "])
def test_text_made_to_keep_the_finders_busy_is_cut_short(text):
    """It would take hours otherwise."""
    read_bill(reading(*([Cell(f"{line} {text * 3000}", 54, 10 * line, 500, 10 * line + 8) for line in range(60)] for _ in range(3))))
