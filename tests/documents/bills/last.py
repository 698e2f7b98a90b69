"""Three more layouts made after the readers, with the worst neighbours that own numbers can have."""

from random import Random

from tests.documents.bills import traps
from tests.documents.bills.cast import BUSINESSES, PEOPLE, pick
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer


def charges_of_others(seed: int) -> Writer:
    """Charges on behalf of others, with their numbers and prices; lines that have left; a directory listing."""
    w = Writer(
        draw_story("charges_of_others", seed, pick(Random(seed), "att", "frontier", "tds", "mutual"), most=8), font="times", size=9.5
    )
    s = w.story
    w.line(w.provider(), size=15, bold=True)
    w.line(
        "Account",
        w.account(f"{w.rng.randrange(10**3, 10**4)}-{w.rng.randrange(10**6):06d}"),
        "Closing date",
        w.in_days(-1),
        at=(54, 130, 330, 420),
    )
    w.line("Invoice", str(w.rng.randrange(10**6, 10**7)), "Invoice date", w.bill_day(), at=(54, 130, 330, 420))
    w.line("Terms", "Net 21", "Payable by", w.due_day(), at=(54, 130, 330, 420))
    w.gap()
    for text in (*w.name_lines(), *w.billing_lines()):
        w.line(text)
    w.heading("Services in use")
    for number in s.numbers:
        w.line(f"Measured line {w.number(number)}", "1", w.money(), at=(54, 300, 440))
    w.heading("Changes this month")
    w.line(f"Line {w.other(0)} disconnected {w.in_days(-12)}", f"-{w.money()}", at=(54, 440))
    w.line(f"Line {w.other(1)} ported out to another carrier", f"-{w.money()}", at=(54, 440))
    w.heading("Charges on behalf of other companies")
    w.line(f"{w.rng.choice(BUSINESSES)} {w.other(2)}", w.money(), at=(54, 440))
    w.line(f"Psychic Friends Line {w.other(3)}", w.money(), at=(54, 440))
    w.heading("Directory advertising")
    w.line(f"Listing under Plumbers, {w.other(4)}", w.money(), at=(54, 440))
    w.heading("Operator handled")
    w.line(f"Person to person to {w.other(5)}, {w.in_days(-5)}", w.money(), at=(54, 440))
    w.line(f"Billed to third number {w.other(6)}", w.money(), at=(54, 440))
    traps.remittance(w)
    traps.small_print(w)
    return w


def shared_bridges(seed: int) -> Writer:
    """A cloud invoice with the provider's own conference numbers, blocked callers, forwarding targets and a table of traffic."""
    w = Writer(draw_story("shared_bridges", seed, pick(Random(seed), "ringcentral", "8x8", "vonage"), most=10), size=9)
    s = w.story
    w.at(54, 60, w.provider(), size=16, bold=True)
    w.stack(330, 60, [f"Invoice no. {w.rng.randrange(10**6)}", f"Date of issue {w.bill_day()}", f"Date due {w.due_day()}"])
    w.at(330, 102, f"Customer ID {w.account(str(w.rng.randrange(10**7, 10**8)))}")
    w.stack(54, 110, ["Bill to", *w.name_lines(), *w.billing_lines()])
    w.y = 190
    w.line("Seats", str(len(s.numbers)), w.money(), at=(54, 300, 440))
    w.line("Total", w.money(), at=(54, 440))
    w.heading("Numbers")
    w.line("Number", "Rings", "Forwards to", at=(54, 200, 360), bold=True)
    for count, number in enumerate(s.numbers):
        w.line(w.number(number), w.rng.choice(PEOPLE), w.other(count), at=(54, 200, 360))
    w.heading("Conference dial-in numbers")
    for index in range(3):
        w.line(w.other(index + 3), w.rng.choice(("Denver", "Chicago", "Toronto")), at=(54, 200))
    w.heading("Blocked callers")
    w.line(w.other(7))
    w.line(w.other(8))
    w.heading("Traffic by destination")
    w.line("Caller", "Callee", "Seconds", "Cost", at=(54, 200, 330, 440), bold=True)
    for index in range(6):
        w.line(w.number(s.numbers[0]), w.other(index + 9), str(index * 31), f"$0.{index}2", at=(54, 200, 330, 440))
    w.line(f"{s.provider.printed[0]} billing desk, {w.other(2)}", size=7)
    return w


def values_over_labels(seed: int) -> Writer:
    """Figures large with their labels below; months abbreviated in capitals; contacts of the customer beside its lines."""
    w = Writer(draw_story("values_over_labels", seed, pick(Random(seed), "spectrum", "cox", "windstream"), most=7), size=9)
    s = w.story
    w.at(54, 50, w.provider(), size=14, bold=True)
    w.at(54, 84, f"Statement of {w.bill_day()} for account {w.account(f'{w.rng.randrange(10**9, 10**10)}')}")
    for column, (value, label) in enumerate(((w.money(), "TOTAL DUE"), (w.due_day(), "DUE DATE"), (w.in_days(-2), "LAST PAYMENT"))):
        w.at(54 + 150 * column, 110, value, size=14)
        w.at(54 + 150 * column, 122, label, size=7)
    w.stack(54, 150, [*w.name_lines(), *w.billing_lines()])
    w.stack(330, 150, ["Service address", *w.service_lines()])
    w.y = 230
    w.heading("Contacts on file")
    for role in ("Primary contact", "Technical contact", "Authorized caller"):
        w.line(role, w.rng.choice(PEOPLE), w.other(len(role)), at=(54, 180, 330))
    w.heading("Phone lines")
    for number in s.numbers:
        w.line(w.number(number), w.rng.choice(("Voice", "Voice with voicemail", "Auto attendant")), w.money(), at=(54, 180, 440))
    w.heading("Alternate numbers for outage alerts")
    w.line(w.other(1), "text", at=(54, 180))
    w.line(w.other(2), "call", at=(54, 180))
    traps.small_print(w)
    return w
