"""Papers that customers send in place of a telephone bill."""

from random import Random

from domain.porting.paper import PaperKind
from tests.documents.bills.cast import pick
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer

_EVERYBODY = ("att", "comcast", "spectrum", "lumen", "cox")


def letter_of_authorization(seed: int) -> Writer:
    """A letter that lists numbers and an account as a bill does."""
    w = _paper("letter_of_authorization", seed, PaperKind.LOA)
    s = w.story
    w.line(
        w.rng.choice(("LETTER OF AUTHORIZATION", "Letter of Agency (LOA)", "Letter of Authorization to port telephone numbers")),
        bold=True,
        size=14,
    )
    w.line(f"Date: {w.in_days(0)}")
    w.line(f"I authorize the transfer of the telephone numbers below from {w.story.provider.printed[0]} to my new provider.")
    w.line(f"Billing name: {s.company or s.person}")
    w.line("Account number: 4417-220-1", f"BTN: {w.other(0)}", at=(54, 300))
    for index in range(4):
        w.line(w.other(index))
    w.line(f"Signed: {s.person}")
    return w


def internet_invoice(seed: int) -> Writer:
    """Of a telephone company, for everything but telephone; only help lines have numbers."""
    w = _paper("internet_invoice", seed, PaperKind.INTERNET_ONLY)
    w.at(54, 60, w.provider(), size=16, bold=True)
    w.stack(340, 60, [f"Bill date {w.in_days(0)}", f"Account number 8347 {w.rng.randrange(10**6)}", f"Due date {w.due_day()}"])
    w.stack(54, 100, [*w.name_lines(), *w.billing_lines()])
    w.y = 190
    w.heading("Current charges")
    for words in w.rng.sample(
        ("Fiber Internet 500/500", "Static IP (5)", "Wi-Fi Pro", "Business TV", "Modem rental", "Dedicated Internet Access"), 3
    ):
        w.line(words, w.money(), at=(54, 440))
    w.line("Total amount due", w.money(), at=(54, 440))
    w.line(f"Questions? Call {w.other(0)} or 1-800-555-0199")
    return w


def electricity_bill(seed: int) -> Writer:
    w = _paper("electricity_bill", seed, PaperKind.OTHER_TRADE)
    w.truth.provider = ""
    w.at(54, 60, w.rng.choice(("Springfield Power & Light", "Hill Valley Gas Company", "Sunnydale Water District")), size=16, bold=True)
    w.stack(340, 60, [f"Bill date {w.in_days(0)}", "Account number 4417-22-9", f"Due date {w.due_day()}"])
    w.stack(54, 100, [*w.name_lines(), *w.billing_lines()])
    w.y = 190
    w.line("Meter reading", "Usage", "Charge", at=(54, 250, 440))
    w.line("48211 kWh", "612 kWh", w.money(), at=(54, 250, 440))
    w.line("Service phone on file", w.other(1), at=(54, 250))
    w.line("Amount due", w.money(), at=(54, 440))
    w.line(f"Power out? Call {w.other(0)}")
    return w


def disconnection_letter(seed: int) -> Writer:
    """From the right carrier, about the right line, and no bill."""
    w = _paper("disconnection_letter", seed, PaperKind.LETTER)
    s = w.story
    w.at(54, 60, w.provider(), size=14, bold=True)
    w.y = 90
    w.line(w.in_days(0))
    w.gap()
    for text in (*w.name_lines(), *w.billing_lines()):
        w.line(text)
    w.gap()
    w.line(f"Dear {s.person},")
    w.gap()
    w.line(
        w.rng.choice(
            ("Thank you for being our customer.", "We are writing about a change to your services.", "Welcome to our business family.")
        )
    )
    w.line(f"We have received your request. If you have questions call {w.other(0)}.")
    w.line("Nothing is owed with this letter.")
    w.gap()
    w.line("Sincerely,")
    w.line("Customer Relations")
    return w


def _paper(layout: str, seed: int, kind: PaperKind) -> Writer:
    w = Writer(draw_story(layout, seed, pick(Random(seed), *_EVERYBODY)), size=10)
    w.truth.kind = kind
    return w
