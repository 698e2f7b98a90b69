"""The facts that one bill is to tell, drawn by seed, before any layout writes them down."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from domain.address import Address
from tests.documents.bills.cast import BUSINESSES, CITIES, FAR_CODES, PEOPLE, STREETS, UNITS, Provider

NAMED_FORMS = ("%B {d}, %Y", "%b {d}, %Y", "%b %d, %Y", "%b. {d}, %Y", "%B {d} %Y", "{d} %b %Y", "{d}-%b-%Y", "%b {d}{th}, %Y")
FIGURE_FORMS = ("%m/%d/%Y", "%m/%d/%y", "{m}/{d}/%Y", "%m-%d-%Y", "%m-%d-%y", "%Y-%m-%d", "%m.%d.%Y")
NUMBER_FORMS = (
    "({a}) {x}-{l}", "{a}-{x}-{l}", "{a}.{x}.{l}", "{a} {x}-{l}", "{a} {x} {l}", "+1 {a}-{x}-{l}", "1-{a}-{x}-{l}", "({a}){x}-{l}",
    "{a}/{x}-{l}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """numbers: E.164, the BTN first, in runs so that they can be written as ranges. others: numbers that are not the customer's."""

    seed: int
    rng: Random
    provider: Provider
    company: str
    person: str
    billing: Address
    service: Address
    bill_day: date
    due_day: date
    numbers: tuple[str, ...]
    others: tuple[str, ...]
    date_form: str
    number_form: str

    @property
    def btn(self) -> str:
        return self.numbers[0]


def draw_story(layout: str, seed: int, provider: Provider, *, most: int = 14) -> Story:
    """Everything is taken from `layout` and `seed`; most: how many numbers at most."""
    rng = Random(f"{layout}/{seed}")
    city, state, zip_code, area = rng.choice(CITIES)
    billing = Address(rng.choice(STREETS), city, state, zip_code + rng.choice(("", "", "-4421")), rng.choice(UNITS))
    service = billing if rng.random() < 0.5 else Address(rng.choice(STREETS), city, state, zip_code, rng.choice(UNITS))
    day = date(2026, 1, 1) + timedelta(days=rng.randrange(330))
    count = rng.randint(2, most)
    start = rng.randrange(0, 98 - count)
    numbers = tuple(f"+1{area}55501{(start + step):02d}" for step in range(count))
    return Story(
        seed=seed,
        rng=rng,
        provider=provider,
        company=rng.choice(BUSINESSES) if rng.random() < 0.75 else "",
        person=rng.choice(PEOPLE),
        billing=billing,
        service=service,
        bill_day=day,
        due_day=day + timedelta(days=rng.randint(14, 28)),
        numbers=numbers,
        others=_others(rng, area, numbers),
        date_form=rng.choice(NAMED_FORMS + FIGURE_FORMS),
        number_form=rng.choice(NUMBER_FORMS),
    )


def _others(rng: Random, area: str, numbers: tuple[str, ...]) -> tuple[str, ...]:
    near = [f"+1{area}55501{line:02d}" for line in range(98)]
    far = [f"+1{code}55501{rng.randrange(100):02d}" for code in FAR_CODES]
    free = [number for number in near if number not in numbers]
    rng.shuffle(free)
    mixed = free[:12] + far
    rng.shuffle(mixed)
    return tuple(mixed)


def write_date(day: date, form: str) -> str:
    th = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return day.strftime(form.replace("{d}", str(day.day)).replace("{m}", str(day.month)).replace("{th}", th))


def write_number(number: str, form: str) -> str:
    return form.format(a=number[2:5], x=number[5:8], l=number[8:])
