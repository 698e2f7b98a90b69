"""Bills of cable companies: a column of labels on the right, services at another address, telephone beside internet and television."""

from random import Random

from tests.documents.bills import traps
from tests.documents.bills.cast import pick
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer


def right_column(seed: int) -> Writer:
    """Labels and values in a column on the right; "For service at" over the service address; voice on the second page."""
    w = Writer(draw_story("right_column", seed, pick(Random(seed), "comcast", "cox")), size=9)
    s = w.story
    w.at(54, 60, w.provider(), size=17, bold=True)
    account = f"{w.rng.randrange(1000, 9999)} {w.rng.randrange(10, 99)} {w.rng.randrange(100, 999)} {w.rng.randrange(10**6):07d}"
    rows = [("Account number", w.account(account)), (w.rng.choice(("Billing date", "Bill date")), w.bill_day())]
    rows += [
        ("Total amount due", w.money()),
        ("Payment due by", w.due_day()),
        ("Services from", f"{w.in_days(4)} to {w.in_days(33)}"),
        ("Page", "1 of 2"),
    ]
    for row, (label, value) in enumerate(rows):
        w.at(340, 60 + 13 * row, label)
        w.at(450, 60 + 13 * row, value)
    w.stack(54, 96, w.name_lines())
    w.stack(54, 130, ["For service at:", *w.service_lines()])
    w.y = 200
    for label in ("Previous balance", f"EFT Payment - thank you {w.in_days(-8)}", "Balance forward", "Regular monthly charges"):
        w.line(label, w.money(), at=(54, 260))
    traps.help_box(w, 340, 200)
    traps.remittance(w)
    w.new_page()
    w.heading("Regular monthly charges")
    w.line("Business Internet 250", w.money(), at=(54, 440))
    w.line("TV Standard", w.money(), at=(54, 440))
    w.heading(w.rng.choice(("Comcast Business Voice", "Voice services", "Digital Voice")).replace("Comcast", s.provider.name))
    for number in s.numbers:
        w.line("Mobility Voice Line", w.number(number), w.money(), at=(54, 240, 440))
    if w.rng.random() < 0.5:
        w.line(f"Additional information: your phone number(s) {w.number(s.numbers[0])}, {w.number(s.numbers[-1])}")
    traps.small_print(w)
    w.y = traps.other_dates(w, 54, w.y + 13, 3)
    return w


def security_code(seed: int) -> Writer:
    """Statement date over everything, "Service At:", a security code, calls from one line to others."""
    w = Writer(draw_story("security_code", seed, pick(Random(seed), "spectrum"), most=6), size=9, step=12)
    s = w.story
    w.at(54, 54, w.provider(), size=14, bold=True)
    w.y = 74
    w.line(f"{w.rng.choice(('Statement Date', 'Invoice Date', 'Statement Issued'))}: {w.bill_day()}")
    w.line(f"Auto Pay Date: {w.in_days(19)}")
    w.line(f"Account: {w.account(f'8347 10 {w.rng.randrange(100, 999)} {w.rng.randrange(10**7):07d}')}")
    w.line("Security Code: 4417")
    w.line(f"Service At: {w.service_line()}")
    w.gap()
    w.line("Contact Us")
    w.line(f"Visit us at {s.provider.site} or call us at {w.other(2)}")
    w.gap()
    w.heading("Summary")
    w.line(f"Service from {w.in_days(2)} through {w.in_days(31)} details on following pages")
    for label in ("Previous Balance", "Payments Received", "Remaining Balance", "Spectrum Voice", "Current Charges"):
        w.line(label, w.money(), at=(54, 260))
    w.line(f"Total Due by {w.due_day()}", w.money(), at=(54, 260))
    traps.remittance(w)
    w.new_page()
    for number in s.numbers:
        w.heading("Voice")
        w.line(f"{w.rng.choice(('Phone number', 'Phone number:', 'Telephone number', 'For number'))} {w.number(number)}")
        w.line("Business Voice Unlimited", w.money(), at=(66, 260))
        if w.rng.random() < 0.3:
            words, kind = traps.watched_service(w)
            w.line(w.service(kind, words), w.money(), at=(66, 260))
    traps.call_detail(w, w.rng.randint(2, 20))
    traps.small_print(w)
    return w


def two_accounts(seed: int) -> Writer:
    """A summary bill over two accounts, each with its own numbers."""
    w = Writer(draw_story("two_accounts", seed, pick(Random(seed), "cox", "comcast"), most=10), size=10)
    s = w.story
    w.at(54, 60, w.provider(), size=16, bold=True)
    w.stack(330, 60, [f"Invoice date: {w.bill_day()}", f"Due date: {w.due_day()}"])
    w.stack(54, 100, ["Bill to:", *w.name_lines(), *w.billing_lines()])
    w.y = 190
    middle = max(1, len(s.numbers) // 2)
    for numbers in (s.numbers[:middle], s.numbers[middle:]):
        account = f"{w.rng.randrange(100, 999)}-{w.rng.randrange(10**6):07d}-0{len(w.truth.accounts) + 1}"
        w.heading(f"Account number: {w.account(account)}")
        w.line("Phone number", "Service", "Amount", at=(54, 200, 440), bold=True)
        for number in numbers:
            w.line(w.number(number), "Business VoiceManager Office", w.money(), at=(54, 200, 440))
    w.line("Amount due", w.money(), at=(54, 440), bold=True)
    w.y = traps.help_lines(w, 54, w.y + 13, 3)
    traps.small_print(w)
    return w
