"""Writes a story on pages and notes each fact as it is printed, so that the truth is what stands on the paper."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from fpdf import FPDF

from domain.address import Address
from domain.porting.paper import DateProblem, PaperKind
from tests.documents.bills.story import Story, write_date, write_number


@dataclass(slots=True)
class Truth:
    """What stands on one paper. Empty or None where it does not."""

    kind: PaperKind = PaperKind.BILL
    country: str = "US"
    provider: str = ""
    bill_day: date | None = None
    date_problem: DateProblem = DateProblem.UNDATED
    accounts: list[str] = field(default_factory=list)
    btn: str = ""
    billing_name: str = ""
    people: set[str] = field(default_factory=set)
    billing_address: str = ""
    service_address: str = ""
    numbers: set[str] = field(default_factory=set)
    masked: set[str] = field(default_factory=set)
    services: set[str] = field(default_factory=set)
    hidden: bool = False


class Writer:
    """x and y in points from the top left; `y` is where the next line goes, on a new page when this one is full."""

    def __init__(self, story: Story, *, font: str = "helvetica", size: float = 9, left: float = 54, step: float = 13) -> None:
        self.story, self.rng, self.truth = story, story.rng, Truth()
        self.font, self.size, self.left, self.step = font, size, left, step
        self.pdf = FPDF(format="letter", unit="pt")
        self.pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
        self.pdf.set_auto_page_break(False)
        self.head: list[tuple[float, float, str]] = []
        self.new_page()

    # --- paper

    def new_page(self) -> None:
        self.pdf.add_page()
        self.y = 54.0
        for x, y, text in self.head:
            self.at(x, y, text)
            self.y = max(self.y, y + 2 * self.step)

    def at(self, x: float, y: float, text: str, *, size: float = 0, bold: bool = False, grey: int = 0) -> None:
        self.pdf.set_font(self.font, "B" if bold else "", size or self.size)
        self.pdf.set_text_color(grey, grey, grey)
        self.pdf.text(x, y, text.encode("latin-1", "replace").decode("latin-1"))

    def line(self, *cells: str, at: tuple[float, ...] = (), bold: bool = False, size: float = 0) -> None:
        """One line, its cells at the given places; a new page when this one is full."""
        if self.y > 740:
            self.new_page()
        for x, text in zip(at or (self.left,), cells, strict=False):
            self.at(x, self.y, text, bold=bold, size=size)
        self.y += max(self.step, size * 1.3)

    def gap(self, lines: float = 1) -> None:
        self.y += lines * self.step

    def heading(self, text: str) -> None:
        self.gap(0.6)
        self.line(text, bold=True, size=self.size + 2)

    def output(self) -> bytes:
        return bytes(self.pdf.output())

    # --- facts, noted as they are printed

    def date(self, day: date) -> str:
        return write_date(day, self.story.date_form)

    def in_days(self, days: int) -> str:
        return self.date(self.story.bill_day + timedelta(days=days))

    def bill_day(self) -> str:
        self.truth.bill_day, self.truth.date_problem = self.story.bill_day, DateProblem.NONE
        return self.date(self.story.bill_day)

    def due_day(self) -> str:
        return self.date(self.story.due_day)

    def account(self, printed: str) -> str:
        if printed not in self.truth.accounts:
            self.truth.accounts.append(printed)
        return printed

    def number(self, number: str, form: str = "") -> str:
        self.truth.numbers.add(number)
        return write_number(number, form or self.story.number_form)

    def tail(self, number: str) -> str:
        self.truth.numbers.add(number)
        return number[-4:]

    def other(self, index: int, form: str = "") -> str:
        return write_number(self.story.others[index % len(self.story.others)], form or self.story.number_form)

    def btn(self, form: str = "") -> str:
        self.truth.btn = self.story.btn
        return self.number(self.story.btn, form)

    def masked(self, printed: str) -> str:
        self.truth.masked.add(printed)
        return printed

    def service(self, kind: str, text: str) -> str:
        self.truth.services.add(kind)
        return text

    def provider(self, printed: str = "") -> str:
        self.truth.provider = self.story.provider.name
        return printed or self.rng.choice(self.story.provider.printed)

    def name_lines(self) -> list[str]:
        """The block's names: company and perhaps a person below it, or the person alone."""
        story, truth = self.story, self.truth
        upper = self.rng.random() < 0.4
        truth.billing_name = story.company or story.person
        lines = [truth.billing_name]
        if not story.company or self.rng.random() < 0.6:
            truth.people.add(story.person)
        if story.company and truth.people:
            lines.append(self.rng.choice(("ATTN: {}", "Attn {}", "C/O {}", "{}", "Attention: {}")).format(story.person))
        return [line.upper() if upper else line for line in lines]

    def name_lines_again(self) -> list[str]:
        """On the slip, the company or the person once more."""
        return [self.truth.billing_name] if self.truth.billing_name else self.name_lines()

    def billing_lines(self) -> list[str]:
        self.truth.billing_address = self.story.billing.one_line
        return address_lines(self.story.billing, self.rng.random() < 0.5)

    def service_lines(self) -> list[str]:
        self.truth.service_address = self.story.service.one_line
        return address_lines(self.story.service, self.rng.random() < 0.5)

    def service_line(self) -> str:
        self.truth.service_address = self.story.service.one_line
        return self.story.service.one_line

    def stack(self, x: float, y: float, lines: list[str]) -> None:
        for count, text in enumerate(lines):
            self.at(x, y + count * self.step, text)

    def money(self) -> str:
        return f"${self.rng.randrange(5, 90)}.{self.rng.randrange(100):02d}"


def address_lines(place: Address, unit_apart: bool) -> list[str]:
    """As an envelope has it, the unit on its own line or behind the street."""
    street = [place.street, place.unit] if unit_apart and place.unit else [f"{place.street} {place.unit}".strip()]
    return [*street, f"{place.city}, {place.state} {place.zip_code}"]
