"""The account number as printed: with its leading zeros, spaces and dashes, even where it looks like a telephone number."""

import re
from collections.abc import Sequence

from documents.bill.dates import read_date
from documents.bill.found import fact, labelled
from documents.reader.answer import PageText
from domain.porting.paper import PaperFact, plain_account

ACCOUNT = re.compile(
    r"(?<![a-z])(?<!bank )(?<!checking )(?<!savings )(?<!your bank )(?:customer\s+|billing\s+|service\s+)?(?:account|acct)\.?"
    r"(?:\s+(?:number|no|num|id)\b\.?|\s*#|\s*:)",
    re.I,
)
_TOKEN = re.compile(r"[A-Z0-9][A-Z0-9./-]*", re.I)
_MASK = re.compile(r"[*•]{2,}|x{3,}|ending\s+in", re.I)
_STOP = re.compile(r"\s{3,}|\s(?=(?:bill|invoice|statement|due|date|page|amount|service|pin)\b)", re.I)
MIN_DIGITS = 4
MAX_LENGTH = 30


def find_accounts(pages: Sequence[PageText]) -> tuple[PaperFact, ...]:
    """Each different account number once, in order of appearance; value and text as printed."""
    found: dict[str, PaperFact] = {}
    for page in pages:
        for candidates in labelled(page, ACCOUNT):
            for candidate in candidates:
                printed = read_account(candidate.text)
                if printed:
                    found.setdefault(plain_account(printed), fact(printed, page, candidate))
                    break
    return tuple(found.values())


def read_account(text: str) -> str:
    """The account number that the text begins with, as printed; empty when there is none or it is masked."""
    head = _STOP.split(text.strip(), maxsplit=1)[0]
    if _MASK.search(head) or read_date(head) is not None:
        return ""
    end = 0
    for match in _TOKEN.finditer(head):
        if head[end : match.start()].strip() or not (any(map(str.isdigit, match[0])) or match.start() == 0):
            break
        end = match.end()
    printed = head[:end].rstrip("./-")
    enough = sum(character.isdigit() for character in printed) >= MIN_DIGITS
    return printed if enough and len(printed) <= MAX_LENGTH else ""
