"""Everything read from one bill, as proposals with their places. Reading decides nothing; `documents.matching` compares."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.bill.account import find_accounts
from documents.bill.dates import DateProblem, find_bill_date
from documents.bill.found import FoundFact
from documents.bill.names import find_whom
from documents.bill.numbers_on_bill import find_btns, find_numbers
from documents.bill.providers import find_provider
from documents.reader.answer import PageText, Reading
from domain.policy.names import names_a_business


class PaperKind(StrEnum):
    BILL = "bill"
    LOA = "loa"
    CSR = "csr"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class BillFacts:
    """What the paper says. Every tuple is in order of appearance; a single fact is None when absent or when several differ.

    names: every customer name on it, people and companies. accounts, btns, bill_dates: all different ones.
    hidden_text: digits stand on it that a person cannot see.
    """

    kind: PaperKind
    provider: FoundFact | None
    bill_dates: tuple[FoundFact, ...]
    date_problem: DateProblem
    accounts: tuple[FoundFact, ...]
    billing_name: FoundFact | None
    names: tuple[FoundFact, ...]
    billing_address: FoundFact | None
    service_address: FoundFact | None
    btns: tuple[FoundFact, ...]
    numbers: tuple[FoundFact, ...]
    hidden_text: bool

    @property
    def bill_day(self) -> date | None:
        """The bill date when there is exactly one that can be read one way."""
        return date.fromisoformat(self.bill_dates[0].value) if self.bill_dates and not self.date_problem else None

    @property
    def account(self) -> FoundFact | None:
        return self.accounts[0] if len(self.accounts) == 1 else None

    @property
    def btn(self) -> FoundFact | None:
        return self.btns[0] if len(self.btns) == 1 else None

    @property
    def people(self) -> tuple[FoundFact, ...]:
        return tuple(name for name in self.names if not names_a_business(name.value))


_LOA = re.compile(r"letter\s+of\s+(?:authorization|agency)", re.I)
_CSR = re.compile(r"customer\s+service\s+record|equipment\s+record", re.I)
_BILLING = re.compile(
    r"amount\s+due|total\s+due|balance|payment|current\s+charges|(?:total|monthly)\s+charges|pay\s+by|autopay|due\s+date", re.I
)
_PAPER = re.compile(r"(?<![a-z])(?:bill|invoice|statement)(?:ing)?(?![a-z])", re.I)
_VOICE = re.compile(
    r"telephone|phone|voice|wireless|(?<![a-z])lines?(?![a-z])|calling|long\s+distance|mobile|sip\s+trunk|(?<![a-z])dids?(?![a-z])", re.I
)
_MONEY = re.compile(r"\$\s?\d|\d\.\d{2}(?!\d)")


def read_bill(reading: Reading) -> BillFacts:
    """The facts of a document that was read; of an empty reading, facts that say it is no bill."""
    pages = reading.pages
    accounts = find_accounts(pages)
    btns = find_btns(pages)
    bill_dates, date_problem = find_bill_date(pages)
    numbers = find_numbers(pages, _texts_at(pages, accounts))
    whom = find_whom(pages)
    return BillFacts(
        kind=_kind(reading.text, bool(numbers or btns)),
        provider=find_provider(pages),
        bill_dates=bill_dates,
        date_problem=date_problem,
        accounts=accounts,
        billing_name=whom.billing_name,
        names=whom.names,
        billing_address=whom.billing_address,
        service_address=whom.service_address,
        btns=btns,
        numbers=numbers,
        hidden_text="hidden_text" in reading.warnings,
    )


def _texts_at(pages: Sequence[PageText], facts: tuple[FoundFact, ...]) -> frozenset[str]:
    """The texts of the cells that hold these facts, and of every other cell that repeats them."""
    printed = [item.value for item in facts]
    return frozenset(cell.text for page in pages for cell in page.cells if any(value in cell.text for value in printed))


def _kind(text: str, has_numbers: bool) -> PaperKind:
    """By what such papers must say: a telephone bill asks for money for telephone service."""
    if _LOA.search(text):
        return PaperKind.LOA
    if _CSR.search(text):
        return PaperKind.CSR
    asks_money = len({match[0].lower() for match in _BILLING.finditer(text)}) >= 1 and _MONEY.search(text) is not None
    speaks_of_voice = has_numbers and _VOICE.search(text) is not None
    return PaperKind.BILL if asks_money and speaks_of_voice and _PAPER.search(text) else PaperKind.OTHER
