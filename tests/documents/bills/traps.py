"""What stands on bills beside the facts and looks like them: other people's numbers, other days, other addresses, other figures."""

from datetime import timedelta

from tests.documents.bills.writer import Writer

HELP = (
    "Billing questions? Call {}", "Customer Service: {}", "For repair service call {}", "To reach us dial {}", "Technical support {}",
    "Sales and new orders: {}", "TTY/hearing impaired {}", "Report an outage: {}", "Pay by phone: {}", "Inquiries about this bill: {}",
    "Fraud hotline {}", "Moving? Let us know at {}", "Language assistance: {}", "Collections department {}", "Call before you dig: {}",
)  # fmt: skip
OTHER_DATES = (
    "AutoPay will be charged on {}", "Next bill date: {}", "Payment received {} - Thank you", "Promotion ends {}", "Printed {}",
    "Record date {}", "Your contract term ends {}", "Late fee applies after {}", "Last bill date {}", "Service established {}",
    "Previous statement date: {}", "Automatic payment date: {}", "Price guarantee expires {}",
)  # fmt: skip
BANK = (
    "Bank routing number 021000089  Checking account number 4000123456", "Federal Tax ID 13-4912345", "FEIN: 84-0601234",
    "ABA 021000021 Acct 8801456123", "Your bank account ending in 4321 will be debited", "Tax ID: 20-5501234  DUNS 08-076-1234",
)  # fmt: skip
TOLL_FREE = ("1-800-555-0199", "(888) 555-0142", "1 877 555-0111", "800.555.0100", "1-866-555-0123")


def help_lines(w: Writer, x: float, y: float, count: int = 3) -> float:
    """Each says what it is for on its own line."""
    for text in w.rng.sample(HELP, count):
        number = w.other(w.rng.randrange(20)) if w.rng.random() < 0.6 else w.rng.choice(TOLL_FREE)
        w.at(x, y, text.format(number))
        y += w.step
    return y


def help_box(w: Writer, x: float, y: float) -> float:
    """A heading, then numbers that nothing on their own lines tells apart from the customer's."""
    w.at(x, y, w.rng.choice(("Contact us", "How to reach us", "Need help?", "Questions about your bill?", "Customer care")), bold=True)
    for label in w.rng.sample(("Residential", "Business", "24 hours", "Espanol", "Local office", ""), 3):
        y += w.step
        w.at(x, y, f"{label}  {w.other(w.rng.randrange(20))}".strip())
    return y + 2 * w.step


def other_dates(w: Writer, x: float, y: float, count: int = 3) -> float:
    for text in w.rng.sample(OTHER_DATES, count):
        days = w.rng.choice((-31, -12, 3, 17, 30, 200))
        w.at(x, y, text.format(w.in_days(days)))
        y += w.step
    return y


def call_detail(w: Writer, rows: int) -> None:
    """Other parties' numbers, with or without words that say so."""
    w.heading(w.rng.choice(("Itemized calls", "Call detail", "Long distance calls", "Usage detail", "Local calls", "Domestic calls")))
    style = w.rng.randrange(4)
    heads = (
        ("Date", "Time", "Number called", "Min", "Amount"), ("No.", "Date", "Time", "To", "Duration"),
        ("Date", "Place called", "Number", "Rate", "Charge"), ("Date/Time", "From", "To", "Minutes", "Cost"),
    )[style]  # fmt: skip
    at = (54, 130, 210, 320, 420)
    w.line(*heads, at=at, bold=True)
    for row in range(rows):
        day = w.story.bill_day - timedelta(days=1 + row % 27)
        short, clock = f"{day:%m/%d}", f"{1 + row % 11}:{row * 7 % 60:02d}"
        other = w.other(row)
        cells = (
            (short, f"{clock} PM", other, str(row % 9 + 1), f"0.{row % 90 + 10}"),
            (str(row + 1), f"{day:%b %d}", clock, other, f"{row}:0{row % 9}"),
            (short, "Springfield IL", other, "Day", f".{row % 90 + 10}"), (f"{short} {clock}", w.other(row + 3), other, "2.0", "$0.00"),
        )[style]  # fmt: skip
        w.line(*cells, at=at)
    if w.rng.random() < 0.5:
        w.line(f"Total calls {rows}", "12.40", at=(54, 420))


def remittance(w: Writer) -> None:
    """The slip at the foot: the provider's own address, the account once more and the customer's block."""
    w.y = max(w.y + 20, 600)
    if w.y > 640:
        w.new_page()
        w.y = 600
    top = w.y
    w.at(54, top, w.rng.choice(("Please detach and return this portion with your payment", "Return this part with your check")), size=7)
    words = w.rng.choice(("Make checks payable to:", "Remit to:", "Please mail payment to:", "SEND PAYMENT TO"))
    w.stack(330, top + 30, [words, w.rng.choice(w.story.provider.printed), *w.story.provider.remit])
    w.stack(54, top + 30, [*w.name_lines_again(), *w.billing_lines()])
    w.at(54, top + 100, "0000000830000412" + w.story.bill_day.strftime("%m%d%y") + "00005900000059007", size=8)
    w.y = top + 120


def small_print(w: Writer, x: float = 54) -> None:
    """Numbers of bank, tax office and shops; addresses of offices; other brands' names."""
    w.gap()
    texts = [
        w.rng.choice(BANK),
        f"Visit our store at 400 Commerce St, Nashville, TN 37219, {w.other(5)}.",
        f"Disputes: write to Customer Relations, PO Box 8800, Tulsa, OK 74101 or call {w.other(6)} within 60 days.",
        f"Public Utility Commission, 1560 Broadway, Denver, CO 80202, {w.other(7)}",
        "Roaming on AT&T and T-Mobile networks may apply. Verizon is a trademark of its owner.",
        f"Lifeline information: {w.other(8)} or lifeline@{w.story.provider.site}.",
    ]
    for text in w.rng.sample(texts, w.rng.randint(2, 4)):
        w.line(text, at=(x,), size=7)


def hidden_text(w: Writer) -> None:
    """White or tiny writing that would change the answer for a reader without eyes."""
    w.truth.hidden = True
    text = f"Bill date {w.in_days(200)} Account number 999888777 Telephone numbers {w.other(1)}, {w.other(2)}, {w.other(3)}"
    if w.rng.random() < 0.5:
        w.at(54, 770, text, grey=255)
    else:
        w.at(54, 770, text, size=1)


def watched_service(w: Writer) -> tuple[str, str]:
    """A service of rule 46: the words that name it, and which kind it is."""
    return w.rng.choice(
        (
            ("DSL High Speed Internet line", "dsl"), ("ADSL 12M/1M", "dsl"), ("Alarm line", "alarm"), ("Security system dialer", "alarm"),
            ("Elevator phone", "elevator"), ("Centrex station line", "line_system"), ("Key system line", "line_system"),
            ("Fax line", "fax"), ("FAX", "fax"), ("Credit card terminal", "payment_terminal"),
        )
    )  # fmt: skip
