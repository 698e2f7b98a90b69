"""Three layouts made after the readers, so that the first score over them says how the readers do on paper that nobody had in mind."""

from random import Random

from tests.documents.bills import traps
from tests.documents.bills.cast import PEOPLE, pick
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer


def side_panel(seed: int) -> Writer:
    """A panel on the left with figures of the account, one under the other; the bill itself on the right; lines as paragraphs."""
    w = Writer(draw_story("side_panel", seed, pick(Random(seed), "verizon", "cox", "tds"), most=9), size=8.5, left=220, step=12)
    s = w.story
    w.at(40, 50, w.provider(), size=15, bold=True)
    panel = [
        ("Account", w.account(f"{w.rng.randrange(10**4, 10**5)}-{w.rng.randrange(10**4):04d}-{w.rng.randrange(10)}")), ("Issued", ""),
        ("Bill issue date", w.bill_day()), ("Amount you owe", w.money()), ("Due by", w.due_day()), ("Your next bill", w.in_days(30)),
    ]  # fmt: skip
    y = 90.0
    for label, value in panel:
        w.at(40, y, label, grey=90, size=7.5)
        w.at(40, y + 11, value, bold=True)
        y += 32 if value else 14
    traps.help_box(w, 40, y + 20)
    w.stack(220, 90, [*w.name_lines(), *w.billing_lines()])
    w.y = 170
    w.heading("What you are paying for")
    for count, number in enumerate(s.numbers, 1):
        w.line(f"{count}. {w.rng.choice(('Business phone', 'Office phone', 'Digital phone line'))} {w.number(number)}", bold=True)
        w.line(
            f"{w.rng.choice(('Unlimited nationwide', 'Local package'))} from {w.in_days(0)} to {w.in_days(30)}", w.money(), at=(232, 500)
        )
        if w.rng.random() < 0.3:
            w.line(f"Calls forwarded to {w.other(count)}", w.money(), at=(232, 500))
    w.line("Everything together", w.money(), at=(220, 500), bold=True)
    w.gap()
    w.line(f"You spoke most with {w.other(14)} (14 calls) and {w.other(15)} (9 calls).")
    w.line(f"Prices are guaranteed until {w.in_days(300)}. Bill prepared for printing {w.in_days(1)}.", size=7)
    traps.remittance(w)
    return w


def location_book(seed: int) -> Writer:
    """An enterprise statement by location: each with its address and manager, numbers in a table, totals; the head on a cover page."""
    w = Writer(draw_story("location_book", seed, pick(Random(seed), "lumen", "windstream", "granite"), most=24), font="times", size=9.5)
    s = w.story
    w.at(200, 120, w.provider(), size=20, bold=True)
    w.at(200, 160, "Consolidated statement", size=14)
    rows = [("Customer name", ""), ("Statement number", f"{w.rng.randrange(10**6, 10**7)}"), ("Statement date", w.bill_day())]
    w.truth.billing_name = s.company or s.person
    if not s.company:
        w.truth.people.add(s.person)
    rows[0] = ("Customer name", w.truth.billing_name)
    rows += [("Master account", w.account(f"M{w.rng.randrange(10**6):07d}")), ("Payment terms", "30 days"), ("Payment due", w.due_day())]
    for row, (label, value) in enumerate(rows):
        w.at(200, 200 + 16 * row, label)
        w.at(330, 200 + 16 * row, value)
    w.at(200, 320, "Mailing address:")
    w.stack(200, 334, w.billing_lines())
    w.new_page()
    middle = max(1, len(s.numbers) // 2)
    for part, numbers in enumerate((s.numbers[:middle], s.numbers[middle:]), 1):
        w.heading(f"Location {part}")
        if part == 1:
            w.line(f"Service address: {w.service_line()}")
        w.line(f"Site contact: {w.rng.choice(PEOPLE)}, {w.other(part)}")
        w.line("Number", "Product", "Installed", "Charge", at=(54, 170, 330, 460), bold=True)
        for number in numbers:
            w.line(
                w.number(number),
                w.rng.choice(("POTS line", "Analog line", "PRI channel")),
                w.in_days(-400),
                w.money(),
                at=(54, 170, 330, 460),
            )
        w.line("Location total", w.money(), at=(54, 460), bold=True)
    w.gap()
    w.line("Your account team", bold=True)
    w.line(f"Account manager {w.rng.choice(PEOPLE)} {w.other(5)}")
    w.line(f"Escalation {w.other(6)}")
    return w


def phone_screen(seed: int) -> Writer:
    """A page printed from a portal: label over value in cards, the address on one line, each line a card with its nickname."""
    w = Writer(
        draw_story("phone_screen", seed, pick(Random(seed), "tmobile", "vonage", "ringcentral", "spectrum"), most=7), size=10, step=14
    )
    s = w.story
    w.at(54, 50, w.provider(), size=14)
    w.at(250, 50, f"Printed {w.in_days(9)} 3:15 PM", size=7)
    w.y = 84
    w.line(f"Hi, {s.person}", size=15)
    w.truth.people.add(s.person)
    w.truth.billing_name = s.company or s.person
    w.line("Bill for", "Bill date", "Due", at=(54, 250, 400), size=8)
    w.line(w.truth.billing_name, w.bill_day(), w.due_day(), at=(54, 250, 400))
    w.gap()
    w.line("Account number", "Account owner", "AutoPay", at=(54, 250, 400), size=8)
    w.line(w.account(f"{w.rng.randrange(10**8, 10**9)}"), s.person, f"On for {w.in_days(18)}", at=(54, 250, 400))
    w.gap()
    w.line("Billing address", size=8)
    w.line(s.billing.one_line)
    w.truth.billing_address = s.billing.one_line
    w.heading(f"{len(s.numbers)} lines")
    for number in s.numbers:
        w.line(w.rng.choice(("Front door", "Kitchen", "Sales desk", "My phone")), w.number(number), w.money(), at=(54, 250, 400))
    w.line("Total", w.money(), at=(54, 400))
    w.gap()
    w.line("Chat with us", "Find a store", f"Or phone {w.other(2)}", at=(54, 250, 400), size=8)
    w.line(f"Frequently dialed: {w.other(3)}, {w.other(4)}")
    return w
