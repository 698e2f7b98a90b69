"""What a paper says, as it was read and is kept: proposals with their places, not truths (R39). Personal, so it is stored sealed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.policy.names import names_a_business

HIDDEN_TEXT = "hidden_text"


class PaperKind(StrEnum):
    BILL = "bill"
    CSR = "csr"
    LOA = "loa"
    FOREIGN_BILL = "foreign_bill"
    INTERNET_ONLY = "internet_only"
    OTHER_TRADE = "other_trade"
    LETTER = "letter"
    OTHER = "other"


class DateProblem(StrEnum):
    NONE = ""
    UNDATED = "undated"
    AMBIGUOUS = "ambiguous"


class ServiceKind(StrEnum):
    """Services printed on a bill whose numbers are not to be moved unwarned (rule 46)."""

    DSL = "dsl"
    ALARM = "alarm"
    ELEVATOR = "elevator"
    LINE_SYSTEM = "line_system"
    FAX = "fax"
    PAYMENT_TERMINAL = "payment_terminal"
    TOLL_FREE = "toll_free"


@dataclass(frozen=True, slots=True)
class PaperFact:
    """One value where it stands.

    value: normalised (a date as ISO text, a number as E.164, a service as its ServiceKind, else as printed). text: as it stands on the
    page. page: from 1. place: left, top, right, bottom in points from the page's top left. confidence: 0 to 1.
    """

    value: str
    page: int
    confidence: float
    text: str
    place: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """All that one paper says. Every tuple is in order of appearance; a single fact is None when absent or when several differ.

    country: ISO 3166, of the paper. bill_dates, accounts, btns: all different ones. names: every customer name, people and companies.
    numbers: the customer's own. masked: numbers of which part is hidden, as printed. services: by ServiceKind, text being the line that
    names them. hidden: what stands on the paper and a person cannot see. pages: width and height of each, in points.
    warnings: codes of what a person should look at although it was read.
    """

    kind: PaperKind
    country: str = "US"
    provider: PaperFact | None = None
    bill_dates: tuple[PaperFact, ...] = ()
    date_problem: DateProblem = DateProblem.NONE
    accounts: tuple[PaperFact, ...] = ()
    billing_name: PaperFact | None = None
    names: tuple[PaperFact, ...] = ()
    billing_address: PaperFact | None = None
    service_address: PaperFact | None = None
    btns: tuple[PaperFact, ...] = ()
    numbers: tuple[PaperFact, ...] = ()
    masked: tuple[PaperFact, ...] = ()
    services: tuple[PaperFact, ...] = ()
    hidden: tuple[PaperFact, ...] = ()
    pages: tuple[tuple[float, float], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def bill_day(self) -> date | None:
        """The bill date when there is exactly one that can be read one way."""
        return date.fromisoformat(self.bill_dates[0].value) if self.bill_dates and not self.date_problem else None

    @property
    def account(self) -> PaperFact | None:
        return self.accounts[0] if len(self.accounts) == 1 else None

    @property
    def btn(self) -> PaperFact | None:
        return self.btns[0] if len(self.btns) == 1 else None

    @property
    def all_names(self) -> tuple[PaperFact, ...]:
        """The billing name first, each name once."""
        first = (self.billing_name,) if self.billing_name else ()
        return _each_once((*first, *self.names))

    @property
    def people(self) -> tuple[PaperFact, ...]:
        return tuple(name for name in self.all_names if not names_a_business(name.value))

    @property
    def addresses(self) -> tuple[PaperFact, ...]:
        """The service address first."""
        return tuple(place for place in (self.service_address, self.billing_address) if place is not None)

    @property
    def all_numbers(self) -> tuple[PaperFact, ...]:
        """Billing numbers first, each number once."""
        return _each_once((*self.btns, *self.numbers))

    @property
    def hidden_text(self) -> bool:
        return bool(self.hidden) or HIDDEN_TEXT in self.warnings


def plain_account(printed: str) -> str:
    """An account number for comparing: letters and digits only, upper case. Leading zeros count."""
    return "".join(character for character in printed.upper() if character.isalnum())


def _each_once(facts: tuple[PaperFact, ...]) -> tuple[PaperFact, ...]:
    once: dict[str, PaperFact] = {}
    for fact in facts:
        once.setdefault(fact.value, fact)
    return tuple(once.values())
