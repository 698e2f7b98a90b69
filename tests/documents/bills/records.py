"""Customer service records: what the losing carrier holds, in the short words of its trade."""

from random import Random

from domain.porting.paper import PaperKind
from tests.documents.bills.cast import pick
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer


def usoc_record(seed: int) -> Writer:
    """Sections and field identifiers before values; USOCs with quantities; numbers after TN and HTG."""
    w = Writer(draw_story("usoc_record", seed, pick(Random(seed), "att", "lumen", "frontier"), most=12), font="courier", size=9, step=12)
    s = w.story
    w.truth.kind = PaperKind.CSR
    w.line(f"CUSTOMER SERVICE RECORD   {w.provider()}")
    w.line(f"BTN   {w.btn()}", f"ACCOUNT  {w.account(f'{s.btn[2:5]} {s.btn[5:8]} {s.btn[8:]} {w.rng.randrange(100, 999)}')}", at=(54, 260))
    w.line(f"PRINTED {w.in_days(1)}", "PAGE 1", at=(54, 260))
    w.line("---LIST")
    w.truth.billing_name = s.company or s.person
    if not s.company:
        w.truth.people.add(s.person)
    w.line(f"LN    {w.truth.billing_name.upper()}")
    w.line(f"LA    {s.service.street} {s.service.unit}".rstrip().upper())
    w.line(f"SA    {w.service_line().upper()}")
    w.line("---BILL")
    if s.company:
        w.line(f"BN1   {s.company.upper()}")
    w.line(f"BA    {s.billing.one_line.upper()}")
    w.truth.billing_address = s.billing.one_line
    w.line(f"PO    {s.billing.zip_code[:5]}")
    w.line("---S&E")
    w.line(f"1     1MB       /TN {w.btn()}")
    for number in s.numbers[1:]:
        w.line(f"1     {w.rng.choice(('1MB', 'ALN', '1FB', 'NDZ'))}       /TN {w.number(number)}/PIC 0288/LPIC 5123")
    if w.rng.random() < 0.4:
        w.line(f"1     {w.service('dsl', 'ADSL')}      /TN {w.btn()}")
    w.line("1     9ZR       FEDERAL ACCESS CHARGE")
    w.line(f"1     CFN       /CFND {w.other(1)}")
    w.line("---RMKS")
    w.line(f"RMK   CBR {w.other(2)} TECH CONTACT")
    return w


def listed_record(seed: int) -> Writer:
    """A record as a portal prints it: labels spelt out."""
    w = Writer(draw_story("listed_record", seed, pick(Random(seed), "windstream", "spectrum", "cox"), most=10))
    s = w.story
    w.truth.kind = PaperKind.CSR
    w.at(54, 60, w.provider(), size=14, bold=True)
    w.at(300, 60, "Customer Service Record (CSR)", size=12)
    w.y = 90
    w.truth.billing_name = s.company or s.person
    pairs = [("Account number", w.account(f"{w.rng.randrange(10**8):09d}")), ("Billing telephone number", w.btn())]
    pairs += [("Billing name", w.truth.billing_name), ("Service address", w.service_line()), ("Record date", w.in_days(0))]
    if s.company:
        pairs.append(("Authorized contact", s.person))
    w.truth.people.add(s.person)
    for label, value in pairs:
        w.line(f"{label}:", value, at=(54, 200))
    w.heading("Working telephone numbers")
    w.line("TN", "Line type", "Features", at=(54, 200, 320), bold=True)
    for number in s.numbers:
        w.line(w.number(number), "Business line", "Call waiting, Caller ID", at=(54, 200, 320))
    w.line(f"Requested by {w.other(1)}", at=(54,))
    return w
