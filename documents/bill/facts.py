"""Everything read from one bill, as proposals with their places. Reading decides nothing; `domain.policy` compares."""

import re
from collections.abc import Sequence

from documents.bill.account import find_accounts
from documents.bill.dates import find_bill_date
from documents.bill.names import find_whom
from documents.bill.numbers_on_bill import find_btns, find_numbers
from documents.bill.providers import find_provider
from documents.reader.answer import PageText, Reading
from domain.porting.paper import PaperFact, PaperFacts, PaperKind

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


def read_bill(reading: Reading) -> PaperFacts:
    """The facts of a document that was read; of an empty reading, facts that say it is no bill."""
    pages = reading.pages
    accounts = find_accounts(pages)
    btns = find_btns(pages)
    bill_dates, date_problem = find_bill_date(pages)
    numbers = find_numbers(pages, _texts_at(pages, accounts))
    whom = find_whom(pages)
    return PaperFacts(
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
        pages=tuple((page.width, page.height) for page in pages),
        warnings=reading.warnings,
    )


def _texts_at(pages: Sequence[PageText], facts: tuple[PaperFact, ...]) -> frozenset[str]:
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
