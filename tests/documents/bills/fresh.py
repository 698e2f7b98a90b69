"""Two more layouts, made last of all."""

from random import Random

from tests.documents.bills import traps
from tests.documents.bills.cast import BUSINESSES, PEOPLE, pick
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer


def hotel_phones(seed: int) -> Writer:
    """Main number and its group in running text; vendors' and guests' numbers in a log; credits to numbers long gone."""
    w = Writer(
        draw_story("hotel_phones", seed, pick(Random(seed), "mutual", "tds", "att", "frontier"), most=6), font="times", size=10, step=14
    )
    s = w.story
    w.line(w.provider(), size=16, bold=True)
    w.line("Bill prepared for", f"Bill dated {w.bill_day()}", at=(54, 330))
    names, address = w.name_lines(), w.billing_lines()
    for left, right in zip(
        [*names, *address, "", ""],
        [f"Account # {w.account(f'{s.btn[2:5]}-{w.rng.randrange(10**5):06d}')}", f"Due {w.due_day()}", "", "", "", ""],
        strict=False,
    ):
        w.line(left, right, at=(54, 330))
    w.gap()
    w.line("Charges this month", bold=True, size=12)
    w.line(f"Main billing number {w.btn()}", w.money(), at=(54, 440))
    if len(s.numbers) > 2:
        w.line(
            f"Hunting behind it: {w.number(s.numbers[1])}, {', '.join(w.tail(number) for number in s.numbers[2:])}", w.money(), at=(54, 440)
        )
    elif len(s.numbers) == 2:
        w.line(f"Second line {w.number(s.numbers[1])}", w.money(), at=(54, 440))
    w.line(f"Message unit package, 300 used, most to {w.other(0)}", w.money(), at=(54, 440))
    w.line(f"Credit for {w.other(1)}, closed {w.in_days(-40)}", "-$4.10", at=(54, 440))
    w.line(f"Wake-up service by {w.rng.choice(BUSINESSES)}, tel. {w.other(2)}", w.money(), at=(54, 440))
    w.line(f"Maintenance visit ({w.rng.choice(PEOPLE)}, {w.other(3)})", w.money(), at=(54, 440))
    w.gap()
    w.line("Guest call log", bold=True, size=12)
    w.line("Room", "Dialled", "Units", at=(54, 120, 300), bold=True)
    for room in range(6):
        w.line(str(101 + room), w.other(room + 4), str(room + 2), at=(54, 120, 300))
    w.gap()
    w.line(f"Trouble? {w.other(11)}. Manager on duty: {w.other(12)}.", size=8)
    traps.small_print(w)
    return w


def tenant_sheet(seed: int) -> Writer:
    """A landlord-like sheet of a cloud provider: emergency addresses with numbers, a trial line that ended, a number about to go."""
    w = Writer(draw_story("tenant_sheet", seed, pick(Random(seed), "8x8", "ringcentral", "vonage"), most=8), size=9)
    s = w.story
    w.at(54, 50, w.provider(), size=15, bold=True)
    w.stack(380, 50, [f"Invoice {w.rng.randrange(10**5, 10**6)}", f"Issued on {w.in_days(0)}"])
    w.stack(
        380,
        80,
        [
            f"Account name {s.company or s.person}",
            f"Account number {w.account(str(w.rng.randrange(10**6, 10**7)))}",
            f"Invoice date {w.bill_day()}",
        ],
    )
    w.stack(54, 90, ["Invoice to", *w.name_lines(), *w.billing_lines()])
    w.y = 180
    w.line("User", "Direct number", "Mailbox", "Plan", "Price", at=(54, 170, 290, 400, 500), bold=True)
    for number in s.numbers:
        w.line(w.rng.choice(PEOPLE), w.number(number), "yes", "Standard", w.money(), at=(54, 170, 290, 400, 500))
    w.line("Amount due", w.money(), at=(54, 500), bold=True)
    w.gap()
    w.line("Ended trials", bold=True, size=11)
    w.line(w.rng.choice(PEOPLE), w.other(0), "no", "Trial", "$0.00", at=(54, 170, 290, 400, 500))
    w.gap()
    w.line("Registered emergency callbacks", bold=True, size=11)
    w.line(f"{s.service.one_line}", w.other(1), at=(54, 400))
    w.gap()
    w.line(f"We will release {w.other(2)} unless you keep it. A guest can be sent to {w.other(3)}.")
    traps.help_lines(w, 54, w.y + 14, 3)
    return w
