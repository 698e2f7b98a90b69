"""Three more layouts, made when the readers had been mended twice: their first score is the one to believe."""

from random import Random

from tests.documents.bills import traps
from tests.documents.bills.cast import PEOPLE, pick
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer


def cards_of_people(seed: int) -> Writer:
    """A card for each user: name, number below, charges below that; the care number and the number of the shop between them."""
    w = Writer(draw_story("cards_of_people", seed, pick(Random(seed), "vzw", "tmobile", "att"), most=7), size=9)
    s = w.story
    w.at(54, 50, w.provider(), size=17, bold=True)
    w.stack(400, 50, [f"Issue date: {w.bill_day()}", f"Account: {w.account(f'{w.rng.randrange(10**11, 10**12)}')}", "Page 1 of 2"])
    w.stack(54, 90, [*w.name_lines(), *w.billing_lines()])
    w.at(330, 110, "Total due")
    w.at(330, 126, w.money(), size=14)
    w.at(330, 140, f"Please pay by {w.due_day()}")
    w.y = 180
    w.line(f"Last bill {w.money()}, payment {w.in_days(-6)}, new charges {w.in_days(-29)} - {w.in_days(0)}")
    w.heading("Manage your account")
    w.line(f"{s.provider.site}    Dial 611 or {w.other(0)}")
    w.heading("Wireless charges per person")
    for number in s.numbers:
        w.gap(0.5)
        w.line(w.rng.choice(PEOPLE), bold=True)
        w.line(w.number(number))
        w.line("Talk, text, data plan", w.money(), at=(66, 440))
        w.line("Device instalment 7 of 24", w.money(), at=(66, 440))
    w.heading("News for you")
    w.line(f"Our shop at 12 High St has moved, its number is now {w.other(1)}.")
    w.line(f"Save {w.other(2)} in your phone: it is how we warn you of fraud.")
    traps.remittance(w)
    return w


def order_table(seed: int) -> Writer:
    """A dense table in capitals with plain figures; orders that took lines away; rates, circuits and codes of the trade."""
    w = Writer(
        draw_story("order_table", seed, pick(Random(seed), "lumen", "windstream", "att", "granite"), most=20),
        font="courier",
        size=8,
        step=11,
    )
    s = w.story
    w.line(w.provider().upper(), f"BILL DATE {w.bill_day().upper()}", at=(54, 360))
    w.line(f"INVOICE {w.rng.randrange(10**8, 10**9)}", f"ACCOUNT NO {w.account(f'{w.rng.randrange(10**7):08d}A')}", at=(54, 360))
    w.line(f"PAGE 1 OF 1  DUE {w.due_day().upper()}", at=(360,))
    w.gap()
    for text in (*w.name_lines(), *w.billing_lines()):
        w.line(text.upper())
    w.gap()
    w.line("DETAIL OF RECURRING CHARGES", bold=True)
    at = (54, 150, 200, 250, 400, 440, 500)
    w.line("SERVICE NUMBER", "LOC", "USOC", "DESCRIPTION", "QTY", "RATE", "AMOUNT", at=at)
    for number in s.numbers:
        w.line(w.number(number, "{a}{x}{l}"), "001", "1FB", "FLAT RATE BUSINESS", "1", "31.50", "31.50", at=at)
    w.line("7HXC303555001", "001", "CKT", "ACCESS CIRCUIT", "1", "80.00", "80.00", at=at)
    w.gap()
    w.line("OTHER CHARGES AND CREDITS", bold=True)
    w.line(f"ORDER N1234567 {w.in_days(-17).upper()} DISCONNECT {w.other(0, '{a}{x}{l}')}", "-12.10", at=(54, 500))
    w.line(f"REMOTE CALL FORWARDING TO {w.other(1, '{a}{x}{l}')}", "4.00", at=(54, 500))
    w.line(f"LATE PAYMENT {w.in_days(-3).upper()}", "2.00", at=(54, 500))
    w.line("TOTAL CURRENT CHARGES", w.money(), at=(54, 500))
    w.gap()
    w.line(f"BILLING INQUIRIES {w.other(2)}  REPAIR {w.other(3)}  FAX {w.other(4)}")
    return w


def two_up(seed: int) -> Writer:
    """Lines and sums in two columns side by side; the seller's name and number at the foot; a note with a number to try."""
    w = Writer(draw_story("two_up", seed, pick(Random(seed), "cox", "comcast", "spectrum", "tds", "coop"), most=16), size=9.5)
    s = w.story
    w.at(54, 50, w.provider(), size=14, bold=True)
    w.at(54, 70, f"Invoice for {w.story.bill_day:%B %Y}   issued on {w.date(s.bill_day)}", size=8)
    w.stack(
        380,
        70,
        [f"Statement date {w.bill_day()}", f"Customer number {w.account(f'{w.rng.randrange(10**5, 10**6)}-{w.rng.randrange(100):02d}')}"],
    )
    w.stack(54, 100, [*w.name_lines(), *w.billing_lines()])
    w.at(330, 110, "Service location")
    w.stack(330, 123, w.service_lines())
    w.y = 190
    w.line("Balance forward", w.money(), "This month", w.money(), f"Pay before {w.due_day()}", at=(54, 150, 230, 310, 390))
    w.heading("Charges per telephone")
    w.line("Telephone", "Charge", "Telephone", "Charge", at=(54, 180, 320, 446), bold=True)
    half = (len(s.numbers) + 1) // 2
    for row in range(half):
        cells = [w.number(s.numbers[row]), w.money()]
        if row + half < len(s.numbers):
            cells += [w.number(s.numbers[row + half]), w.money()]
        w.line(*cells, at=(54, 180, 320, 446))
    w.gap()
    w.line(f"Try our new voicemail: ring {w.other(0)} from any line.")
    w.line(f"Sold by {w.rng.choice(PEOPLE)}, {w.other(1)}", size=7)
    if w.rng.random() < 0.4:
        words, kind = traps.watched_service(w)
        w.line(w.service(kind, words), w.money(), at=(54, 180))
    traps.small_print(w)
    return w
