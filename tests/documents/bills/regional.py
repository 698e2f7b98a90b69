"""Bills of small telephone companies: typewriter columns, stubs at the top, habits of their own."""

from random import Random

from tests.documents.bills import traps
from tests.documents.bills.cast import pick
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer


def typewriter(seed: int) -> Writer:
    """Everything in capitals and one width; the stub above; "TEL NO" is the billing number; members of the hunt group by last four."""
    w = Writer(draw_story("typewriter", seed, pick(Random(seed), "coop", "mutual"), most=8), font="courier", size=9, step=12)
    s = w.story
    w.line(w.provider().upper())
    w.line(*(text.upper() for text in s.provider.remit), at=(54, 200))
    w.line(f"OFFICE HOURS 8-5 M-F   TELEPHONE {w.other(0)}")
    w.gap()
    w.line(f"TEL NO    {w.btn()}", f"CUST ACCT NO {w.account(f'{w.rng.randrange(10**5):06d}')}", at=(54, 330))
    w.line(f"BILL DATE {w.bill_day()}", "PAGE 1", at=(54, 330))
    w.line(f"DUE DATE  {w.due_day()}", at=(54,))
    w.gap()
    for text in (*w.name_lines(), *w.billing_lines()):
        w.line(text.upper())
    w.gap()
    w.line("PREVIOUS BALANCE", w.money(), at=(54, 400))
    w.line(f"PAYMENT {w.in_days(-14)}", w.money(), at=(54, 400))
    w.gap()
    w.line("LOCAL SERVICE")
    w.line(f"1 BUS LINE {w.btn()}", w.money(), at=(54, 400))
    rest = s.numbers[1:]
    if len(rest) > 2 and w.rng.random() < 0.6:
        w.line(f"ROTARY HUNT {w.number(rest[0])}, {', '.join(w.tail(number) for number in rest[1:])}", w.money(), at=(54, 400))
    else:
        for number in rest:
            w.line(f"1 BUS LINE {w.number(number)}", w.money(), at=(54, 400))
    if w.rng.random() < 0.4:
        words, kind = traps.watched_service(w)
        w.line(w.service(kind, words.upper()), w.money(), at=(66, 400))
    w.line("TOTAL DUE", w.money(), at=(54, 400))
    w.gap()
    for row in range(w.rng.randint(0, 6)):
        if row == 0:
            w.line("TOLL CALLS")
        w.line(f"{s.bill_day:%m-%d}  SPRINGFIELD IL  {w.other(row)}   {row + 1}.0", f"0.{row + 1}9", at=(54, 400))
    w.gap()
    w.line(f"FOR REPAIR CALL {w.other(9)}  AFTER HOURS {w.other(10)}")
    return w


def one_column(seed: int) -> Writer:
    """A plain letter-like bill: facts in running sentences, the service address as a heading of each location."""
    w = Writer(draw_story("one_column", seed, pick(Random(seed), "tds", "mutual", "coop"), most=6), font="times", size=11, step=15)
    s = w.story
    w.line(w.provider(), size=14, bold=True)
    w.line(f"Date of invoice: {w.bill_day()}")
    w.line(f"Acct. No. {w.account(f'{w.rng.randrange(10, 99)}-{w.rng.randrange(10**4):05d}-{w.rng.randrange(10)}')}")
    w.gap()
    for text in (*w.name_lines(), *w.billing_lines()):
        w.line(text)
    w.gap()
    w.line(f"Your telephone service for {w.in_days(0)} through {w.in_days(29)} is billed below. Please pay {w.money()} by {w.due_day()}.")
    w.gap()
    w.line(f"Service location: {w.service_line()}")
    for count, number in enumerate(s.numbers, 1):
        w.line(f"Line {count}: {w.number(number)} business line {w.money()}")
    if w.rng.random() < 0.4:
        words, kind = traps.watched_service(w)
        w.line(f"Line 9: {w.number(f'+1{s.btn[2:5]}5550199')} {w.service(kind, words)} {w.money()}")
    w.gap()
    w.line(f"Our office is at {', '.join(s.provider.remit)}, telephone {w.other(4)}.")
    w.line(f"To report trouble with your line call {w.other(5)} or {w.other(6)}.")
    w.line(f"Calls forwarded to {w.other(7)} are charged by the minute. Your contact number is {w.other(8)}.")
    traps.small_print(w)
    return w
