"""Bills of the large wireline carriers."""

from random import Random

from tests.documents.bills import traps
from tests.documents.bills.cast import pick
from tests.documents.bills.story import Story, draw_story
from tests.documents.bills.writer import Writer


def bell_at_a_glance(seed: int) -> Writer:
    """Account number that contains the BTN; the bill's page head repeats on every page; lines begin on the second."""
    w = Writer(_story("bell_at_a_glance", seed, "att"), font="helvetica")
    s = w.story
    account = f"{s.btn[2:5]} {s.btn[5:8]}-{s.btn[8:]} {w.rng.randrange(100, 999)} {w.rng.randrange(10)}"
    w.at(54, 60, w.provider(), size=16, bold=True)
    labels = ("Page", "Account Number", "Billing Date", "Web Site")
    values = ("1 of 3", w.account(account), w.bill_day(), s.provider.site)
    for row, (label, value) in enumerate(zip(labels, values, strict=True)):
        w.at(340, 60 + 13 * row, label)
        w.at(440, 60 + 13 * row, value)
    w.stack(54, 100, [*w.name_lines(), *w.billing_lines()])
    w.y = 190
    w.heading("Bill-At-A-Glance")
    for label in ("Previous Bill", f"Payment Received {w.in_days(-9)} Thank You!", "Adjustments", "Current Charges"):
        w.line(label, w.money(), at=(54, 260))
    w.line(f"Amount Due in Full by {w.due_day()}", w.money(), at=(54, 260), bold=True)
    traps.help_box(w, 360, 200)
    traps.other_dates(w, 360, 300, 2)
    traps.remittance(w)
    w.head = [(340, 54, "Account Number"), (440, 54, account), (54, 54, s.provider.printed[0])]
    w.new_page()
    w.heading("Plans and Services")
    for number in s.numbers:
        w.line(w.rng.choice(("Monthly Service - {}", "Charges for {}", "Calling Plan for {}")).format(w.number(number)))
        w.line("Business Local Calling Unlimited", w.money(), at=(66, 440))
    _services(w)
    traps.call_detail(w, w.rng.randint(3, 12))
    traps.small_print(w)
    return w


def boxes_over_columns(seed: int) -> Writer:
    """Small grey labels over their values, in a row of boxes; ranges and hunt groups in the text of the services."""
    w = Writer(_story("boxes_over_columns", seed, "lumen", most=30), size=9.5)
    s = w.story
    w.at(54, 64, w.provider(), size=18, bold=True)
    labels = ["Account Number", "Bill Date", "Payment Due", "Total Amount Due"]
    plain, letters, phone_like = f"0{s.btn[2:5]}4417{s.seed:04d}", f"5-LUXKJ{s.seed % 10}1PQ7", f"{s.btn[2:5]}-555-{s.btn[8:]} 441B"
    account = w.account(w.rng.choice((plain, letters, phone_like)))
    values = [account, w.bill_day(), w.due_day(), w.money()]
    order = w.rng.sample(range(4), 4)
    for column, which in enumerate(order):
        w.at(54 + 130 * column, 96, labels[which], size=7, grey=110)
        w.at(54 + 130 * column, 109, values[which])
    w.stack(54, 150, [*w.name_lines(), *w.billing_lines()])
    w.at(330, 150, "Service address", size=7, grey=110)
    w.stack(330, 163, w.service_lines())
    w.y = 230
    w.heading("Billing telephone number")
    w.line(w.btn())
    w.heading("Local exchange services")
    rest = list(s.numbers[1:])
    _ranges_and_hunts(w, rest)
    _services(w)
    w.heading("Summary")
    w.line(f"Service period {w.in_days(0)} - {w.in_days(29)}")
    traps.help_lines(w, 54, w.y, 4)
    w.y += 60
    traps.remittance(w)
    traps.small_print(w)
    if w.rng.random() < 0.25:
        traps.hidden_text(w)
    return w


def phone_like_account(seed: int) -> Writer:
    """An account number that is a telephone number, a date and a figure; two columns; a PIN and a portal id beside it."""
    w = Writer(_story("phone_like_account", seed, "frontier", "verizon"), font="times", size=10)
    s = w.story
    suffix = f"{s.bill_day:%m%d%y}-{s.seed % 9 + 1}"
    account = f"{s.btn[2:5]}-{s.btn[5:8]}-{s.btn[8:]}-{suffix}"
    w.at(330, 60, w.provider(), size=15, bold=True)
    w.stack(54, 60, [f"Your account number: {w.account(account)}", f"PIN: {s.seed + 1234}", f"Date of bill: {w.bill_day()}"])
    w.stack(54, 100, [f"Billing period: {w.in_days(0)} to {w.in_days(29)}", f"Portal ID: 88{s.seed:03d}4120", f"Pay by: {w.due_day()}"])
    w.stack(330, 100, ["Billed to:", *w.name_lines(), *w.billing_lines()])
    w.y = 190
    w.heading("MESSAGES")
    w.y = traps.other_dates(w, 54, w.y, 3)
    w.heading("CURRENT BILLING SUMMARY")
    for number in s.numbers:
        w.line("1", w.rng.choice(("Business Line", "Res Voice Line", "Digital Phone")), w.number(number), w.money(), at=(54, 74, 250, 440))
    w.line("Taxes and surcharges", w.money(), at=(74, 440))
    w.line("TOTAL DUE", w.money(), at=(74, 440), bold=True)
    _services(w)
    w.y = traps.help_box(w, 54, w.y + 10)
    traps.call_detail(w, w.rng.randint(2, 8))
    traps.remittance(w)
    return w


def grid_of_numbers(seed: int) -> Writer:
    """A head row of labels over values; many numbers four to a row, over several pages, some broken over two lines."""
    w = Writer(_story("grid_of_numbers", seed, "windstream", "granite", most=60), size=8.5)
    s = w.story
    w.at(54, 60, w.provider(), size=14, bold=True)
    places = (54, 180, 300, 410)
    heads = ("ACCOUNT NUMBER", "INVOICE NUMBER", "INVOICE DATE", "DUE DATE")
    values = (w.account(f"{w.rng.randrange(10**8):09d}"), f"{w.rng.randrange(10**7, 10**8)}", w.bill_day(), w.due_day())
    for x, head, value in zip(places, heads, values, strict=True):
        w.at(x, 90, head, bold=True)
        w.at(x, 104, value)
    w.stack(54, 140, [*w.name_lines(), *w.billing_lines()])
    w.stack(340, 140, ["Service Location:", *w.service_lines()])
    w.y = 215
    w.line("Current voice charges", w.money(), at=(54, 300))
    w.y = traps.other_dates(w, 54, w.y, 2)
    w.heading(w.rng.choice(("Telephone numbers on this account", "Your phone numbers", "Numbers billed", "Working telephone numbers")))
    numbers = list(s.numbers)
    for row in range(0, len(numbers), 4):
        w.line(*[w.number(number) for number in numbers[row : row + 4]], at=(54, 170, 286, 402))
    if w.rng.random() < 0.5:
        _broken(w)
    traps.small_print(w)
    w.y = traps.help_lines(w, 54, w.y + 8, 2)
    traps.call_detail(w, w.rng.randint(0, 70))
    return w


def long_bill(seed: int) -> Writer:
    """Many pages of calls; the customer's own lines stand on the last page."""
    w = Writer(_story("long_bill", seed, "verizon", "tds"), size=8, step=11)
    s = w.story
    w.at(54, 60, w.provider(), size=16, bold=True)
    lines = [f"Account: {w.account(f'{w.rng.randrange(10**8):09d}-{s.seed % 90 + 10:05d}')}", f"Bill Date: {w.bill_day()}"]
    w.stack(330, 60, [*lines, f"Bill Period: {w.in_days(-31)} - {w.in_days(-1)}", f"Due Date: {w.due_day()}", "Page 1"])
    w.stack(54, 110, [*w.name_lines(), *w.billing_lines()])
    w.y = 200
    w.line("Voice usage this period", w.money(), at=(54, 300))
    w.line("Total amount due", w.money(), at=(54, 300), bold=True)
    w.head = [(330, 40, f"Account: {w.truth.accounts[0]}"), (480, 40, "continued")]
    for _ in range(w.rng.randint(1, 3)):
        traps.call_detail(w, w.rng.randint(20, 90))
    w.new_page()
    w.heading(w.rng.choice(("Summary of your lines", "Charges by line", "Your services")))
    for number in s.numbers:
        w.line(w.number(number), "Voice line", w.money(), at=(54, 200, 440))
    _services(w)
    return w


def _story(layout: str, seed: int, *providers: str, most: int = 14) -> Story:
    return draw_story(layout, seed, pick(Random(seed), *providers), most=most)


def _services(w: Writer) -> None:
    """Now and then a line that rule 46 speaks of, on a number of its own."""
    if w.rng.random() < 0.4:
        words, kind = traps.watched_service(w)
        number = w.story.numbers[-1]
        w.line(w.number(number), w.service(kind, words), w.money(), at=(54, 200, 440))
    if w.rng.random() < 0.2:
        w.line("Toll free service", w.service("toll_free", "1-888-555-0177"), w.money(), at=(54, 200, 440))


def _ranges_and_hunts(w: Writer, numbers: list[str]) -> None:
    """As much in ranges and hunt groups as there is; the rest each on a line."""
    if len(numbers) >= 4:
        size = w.rng.randint(2, len(numbers) - 1)
        block, numbers = numbers[:size], numbers[size:]
        until = w.rng.choice(("{a} thru {b}", "{a} to -{b}", "{a}-{b}", "{a} through {b}", "{a} - {c}", "{a} to {c}"))
        ends = {"a": w.number(block[0]), "b": block[-1][-4:], "c": w.number(block[-1])}
        w.truth.numbers.update(block)
        w.line("DID block", until.format(**ends), w.money(), at=(54, 150, 440))
    if len(numbers) >= 3:
        size = w.rng.randint(2, min(6, len(numbers)))
        group, numbers = numbers[:size], numbers[size:]
        comma = w.rng.choice((", ", ",", " / ", "/"))
        w.line(f"Hunt: {w.number(group[0])}{comma}{comma.join(w.tail(number) for number in group[1:])}", w.money(), at=(54, 440))
    for number in numbers:
        w.line("Flat rate business line", w.number(number), w.money(), at=(54, 200, 440))


def _broken(w: Writer) -> None:
    """A number that a narrow column breaks in two."""
    number = f"+1{w.story.btn[2:5]}5550199"
    w.truth.numbers.add(number)
    w.heading("Other lines")
    w.line(f"Front desk {number[2:5]}-{number[5:8]}-", w.money(), at=(54, 300))
    w.line(number[8:])
