"""Invoices of cloud voice providers: bill to, ship to, numbers in an appendix with extensions and users."""

from random import Random

from tests.documents.bills import traps
from tests.documents.bills.cast import PEOPLE, pick
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer


def appendix(seed: int) -> Writer:
    """Only the appendix names numbers: with extension and user, the main one first."""
    w = Writer(draw_story("appendix", seed, pick(Random(seed), "ringcentral", "8x8", "vonage"), most=20), size=9)
    s = w.story
    w.at(54, 60, w.provider(), size=18, bold=True)
    w.stack(54, 78, [*s.provider.remit, f"Tel {w.other(3)}", "Tax ID 94-3322844"])
    w.at(400, 60, "INVOICE", size=16)
    account = w.rng.choice((f"{w.rng.randrange(10**9, 10**10)}", f"A-{w.rng.randrange(10**7):08d}", f"{w.rng.randrange(10**10, 10**11)}"))
    rows = [("Invoice number", f"INV-{w.rng.randrange(10**6)}"), ("Invoice date", w.bill_day()), ("Account ID", w.account(account))]
    for row, (label, value) in enumerate([*rows, ("Terms", "Due on receipt"), ("Due date", w.due_day())]):
        w.at(380, 90 + 13 * row, f"{label}:" if s.seed % 2 else label)
        w.at(470, 90 + 13 * row, value)
    names, lines = w.name_lines(), w.billing_lines()
    w.stack(54, 170, ["Bill To", *names, *lines])
    w.stack(330, 170, ["Service Address", *w.service_lines()])
    w.y = 260
    w.line("Description", "Qty", "Price", "Total", at=(54, 300, 360, 440), bold=True)
    for words in ("DigitalLine Unlimited Advanced", "Additional local number", "E911 service fee", "Phone rental: desk phone"):
        w.line(words, str(len(s.numbers)), w.money(), w.money(), at=(54, 300, 360, 440))
    w.line("Total due", w.money(), at=(54, 440), bold=True)
    w.y = traps.help_lines(w, 54, w.y + 13, 2)
    w.new_page()
    w.heading(w.rng.choice(("Assigned phone numbers", "Phone numbers", "Number inventory", "Direct numbers")))
    w.line("Extension", "Phone number", "Assigned to", "Type", at=(54, 140, 280, 430), bold=True)
    form = w.rng.choice(("", "+1{a}{x}{l}", "1{a}{x}{l}", "{a}{x}{l}"))
    for count, number in enumerate(s.numbers):
        user, kind = ("Auto attendant", "Main") if count == 0 else (w.rng.choice(PEOPLE), "Local")
        w.line(str(101 + count), w.number(number, form), user, kind, at=(54, 140, 280, 430))
    if w.rng.random() < 0.4:
        w.line("190", w.service("toll_free", "+1 (833) 555-0123"), "Sales queue", "Toll-Free", at=(54, 140, 280, 430))
    if w.rng.random() < 0.4:
        w.line("191", w.number(f"+1{s.btn[2:5]}5550199", form), w.service("fax", "Fax line"), "Fax", at=(54, 140, 280, 430))
    traps.small_print(w)
    return w


def trunk_invoice(seed: int) -> Writer:
    """SIP trunks and DID blocks, circuit ids, rates per minute; account and invoice look alike; a purchase order's date."""
    w = Writer(draw_story("trunk_invoice", seed, pick(Random(seed), "granite", "windstream", "lumen"), most=50), font="times", size=10)
    s = w.story
    w.at(54, 60, w.provider(), size=16, bold=True)
    w.stack(54, 84, [f"Account #: {w.account(f'{w.rng.randrange(10**7):08d}')}", f"Invoice #: {w.rng.randrange(10**9, 10**10)}"])
    w.stack(330, 84, [f"Statement of {w.bill_day()}", f"Due {w.due_day()}", f"PO 4417 dated {w.in_days(-90)}"])
    w.stack(54, 130, ["Customer:", *w.name_lines(), *w.billing_lines()])
    w.at(330, 130, "Service Address:")
    w.stack(330, 143, w.service_lines())
    w.y = 220
    w.heading("SIP trunk service")
    w.line("Circuit ID 42/HCXX/303555/001/LUMN", w.money(), at=(54, 440))
    w.line(f"BTN {w.btn()}", at=(54,))
    blocks = [s.numbers[i : i + 20] for i in range(0, len(s.numbers), 20)]
    for block in blocks:
        a, b = w.number(block[0]), w.number(block[-1])
        w.truth.numbers.update(block)
        text = f"{a} - {b}" if len(block) > 1 else a
        w.line("DID range", text, f"{len(block)} numbers", w.money(), at=(54, 140, 350, 440))
    w.line("Usage 4417 minutes at 0.012", w.money(), at=(54, 440))
    w.line("Amount due", w.money(), at=(54, 440), bold=True)
    traps.call_detail(w, w.rng.randint(0, 15))
    traps.small_print(w)
    w.y = traps.other_dates(w, 54, w.y + 13, 2)
    return w
