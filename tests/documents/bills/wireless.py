"""Bills of wireless carriers: a line for each person, numbers sometimes masked, calls of others at length."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from domain.porting.paper import DateProblem
from tests.documents.bills import traps
from tests.documents.bills.cast import PEOPLE, pick
from tests.documents.bills.story import Story, draw_story
from tests.documents.bills.writer import Writer


def people_with_lines(seed: int) -> Writer:
    """Each line's user stands before its number; equipment numbers look like telephone numbers."""
    w = Writer(draw_story("people_with_lines", seed, pick(Random(seed), "vzw", "tmobile"), most=8))
    s = w.story
    w.at(54, 60, w.provider(), size=18, bold=True)
    w.stack(54, 90, [*w.name_lines(), *w.billing_lines()])
    w.stack(
        360,
        90,
        [f"Invoice number {w.rng.randrange(10**9, 10**10)}", f"Account number {w.account(f'{w.rng.randrange(10**8, 10**9)}-00001')}"],
    )
    w.stack(360, 116, [f"Bill date {w.bill_day()}", f"Due date {w.due_day()}", f"Billing period {w.in_days(-30)} - {w.in_days(0)}"])
    w.y = 190
    w.heading(w.rng.choice(("Bill summary by line", "Your lines", "Charges by line")))
    for number in s.numbers:
        user = w.rng.choice(PEOPLE)
        w.line(
            user,
            w.number(number),
            w.rng.choice(("Unlimited Plus", "Business Unlimited Pro", "Talk and text")),
            w.money(),
            at=(54, 190, 300, 480),
        )
        if w.rng.random() < 0.3:
            w.line(f"IMEI 35{w.rng.randrange(10**12, 10**13)}  ICCID 8901{w.rng.randrange(10**14, 10**15)}", at=(66,), size=7)
    w.line("Total", w.money(), at=(54, 480), bold=True)
    w.y = traps.other_dates(w, 54, w.y + 20, 3)
    w.y = traps.help_lines(w, 54, w.y, 3)
    for number in s.numbers[:2]:
        w.heading(f"Talk activity for {w.number(number)}")
        w.line("Date", "Time", "Number", "Origination", "Destination", "Min.", at=(54, 110, 160, 260, 360, 460), bold=True)
        for row in range(w.rng.randint(2, 30)):
            w.line(
                f"{s.bill_day:%m/%d}",
                f"{row % 12 + 1}:15 AM",
                w.other(row),
                "Denver, CO",
                "Incoming, CL",
                "3",
                at=(54, 110, 160, 260, 360, 460),
            )
    traps.remittance(w)
    traps.small_print(w)
    return w


def masked_lines(seed: int) -> Writer:
    """The numbers of lines are hidden but for their last four; only the account owner's line is whole."""
    w = Writer(draw_story("masked_lines", seed, pick(Random(seed), "tmobile", "vzw"), most=6), size=10)
    s = w.story
    w.at(54, 60, w.provider(), size=16, bold=True)
    w.stack(
        330, 60, [f"Statement date: {w.bill_day()}", f"Account # {w.account(str(w.rng.randrange(10**8, 10**9)))}", f"Due: {w.due_day()}"]
    )
    w.stack(54, 110, [*w.name_lines(), *w.billing_lines()])
    w.y = 190
    w.heading("Your mobile lines")
    form = w.rng.choice(("XXX-XXX-{l}", "(***) ***-{l}", "{a}-XXX-{l}", "***-***-{l}", "xxx.xxx.{l}"))
    w.line("Line 1", w.number(s.btn), "Primary line", w.money(), at=(54, 110, 260, 440))
    for count, number in enumerate(s.numbers[1:], 2):
        w.line(f"Line {count}", w.masked(form.format(a=number[2:5], l=number[8:])), "Voice line", w.money(), at=(54, 110, 260, 440))
    w.line("Your card ending in 4417 was charged", at=(54,))
    w.line("Total due", w.money(), at=(54, 440))
    w.y = traps.help_box(w, 54, w.y + 10)
    w.y = traps.other_dates(w, 54, w.y, 2)
    traps.small_print(w)
    return w


def ambiguous_days(seed: int) -> Writer:
    """All dates in figures. Sometimes another date settles which is the month, sometimes nothing does."""
    story = draw_story("ambiguous_days", seed, pick(Random(seed), "tmobile", "mutual"), most=5)
    w = Writer(_low_days(story))
    s = w.story
    w.at(54, 60, w.provider(), size=16, bold=True)
    period_settles = (s.bill_day + timedelta(days=29)).day > 12
    turned = date(s.bill_day.year, s.bill_day.day, s.bill_day.month)
    due_settles = not turned <= s.due_day <= turned + timedelta(days=62)
    settled = w.rng.choice(("due", "period" if period_settles else "due", "named" if due_settles else "due", "nothing"))
    if settled == "nothing":
        w.truth.date_problem = DateProblem.AMBIGUOUS
        w.stack(330, 90, [f"Statement date {w.date(s.bill_day)}", f"Account number {w.account(f'00{s.seed:03d}417')}"])
    else:
        w.stack(330, 90, [f"Statement date {w.bill_day()}", f"Account number {w.account(f'00{s.seed:03d}417')}"])
    if settled == "due":
        w.at(330, 130, f"Payment due {w.date(s.bill_day.replace(day=min(28, s.bill_day.day + 20)))}")
    if settled == "period":
        w.at(330, 130, f"Service period {w.in_days(0)} - {w.in_days(29)}")
    if settled == "named":
        w.at(330, 130, f"Due on {s.due_day:%B} {s.due_day.day}, {s.due_day.year}")
    w.stack(54, 110, [*w.name_lines(), *w.billing_lines()])
    w.y = 190
    w.heading("Telephone lines")
    for number in s.numbers:
        w.line(w.number(number), "Line charge", w.money(), at=(54, 200, 440))
    w.line("Amount due", w.money(), at=(54, 440))
    traps.help_lines(w, 54, w.y + 13, 3)
    return w


def _low_days(story: Story) -> Story:
    """The same story with a bill day that could be a month, in figures."""
    month, day = story.rng.sample(range(1, 12), 2)
    bill_day = date(2026, month, day)
    form = story.rng.choice(("%m/%d/%Y", "%m/%d/%y", "{m}/{d}/%Y", "%m-%d-%Y"))
    return replace(story, bill_day=bill_day, due_day=bill_day + timedelta(days=20), date_form=form)
