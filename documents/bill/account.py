"""The account number as printed: with its leading zeros, spaces and dashes, even where it looks like a telephone number."""

import re
from itertools import chain

from documents.bill.broken_labels import broken, next_line
from documents.bill.date_forms import read_date
from documents.bill.found import Candidate, fact, labelled, place_of
from documents.bill.paper_lines import Paper, Spot
from domain.porting.paper import PaperFact, plain_account

_NOT_BEFORE = (
    *("bank ", "checking ", "savings ", "debit ", "deposit ", "aba ", "on your ", "card "),
    *("to ", "from ", "old ", "former ", "previous ", "prior ", "another "),
)
ACCOUNT = re.compile(
    r"(?<![a-z])"
    + "".join(f"(?<!{word})" for word in _NOT_BEFORE)
    + r"(?:(?:customer|cust|billing|service|master|your)\.?\s*)?(?:account|acct)\.?"
    r"(?:\s*(?:number|numb|no|num|nbr|id)\b\.?|\s*#|\s*:|(?=\s+(?:[A-Z]{1,3}-?)?\d{3}))|^(?:(?:master|customer|billing"
    r"|your|main|parent)\s*)?(?:account|acct)\.?$"
    r"|(?<![a-z])(?:customer|cust)\.?\s*(?:number|no|id|#)\b\.?|(?<![a-z])\bBAN\b:?",
    re.I,
)
_BEGINS = re.compile(r"(?:account|acct\.?|customer|cust\.?)$", re.I)
_BANKING = re.compile(r"bank|\bwire\b|routing|checking|savings|debit(?:ed)?\b|\baba\b|charged|swift", re.I)
_TOKEN = re.compile(r"[A-Z0-9][A-Z0-9./-]*", re.I)
_MASK = re.compile(r"[*•]{2,}|x{3,}|ending\s*in", re.I)
_STOP = re.compile(r"\s{3,}|\s(?=(?:bill|invoice|statement|due|date|page|amount|service|pin|security|customer|total|continued)\b)", re.I)
_REST = re.compile(r"-?[A-Z]{0,3}\d+(?:-\d+)*", re.I)
MIN_DIGITS = 4
MIN_WITH_LETTERS = 6
MAX_LENGTH = 30


def find_accounts(paper: Paper) -> tuple[PaperFact, ...]:
    """Each different account number once, in order of appearance; value and text as printed."""
    found: dict[str, PaperFact] = {}
    for options in chain(labelled(paper, ACCOUNT), broken(paper, ACCOUNT, _BEGINS)):
        option = next((each for each in options if read_account(each.text) and not _of_a_bank(each)), None)
        if option is not None:
            printed = _to_its_end(option)
            found.setdefault(plain_account(printed), fact(printed, option))
    return tuple(each for plain, each in found.items() if not _goes_on(paper, each, [other for other in found if other != plain]))


def _goes_on(paper: Paper, account: PaperFact, others: list[str]) -> bool:
    """Whether the line below completes it to an account number that stands elsewhere in one piece."""
    longer = [other for other in others if other.startswith(plain_account(account.value))]
    for sheet in paper.sheets if longer else ():
        for index, cell in enumerate(sheet.cells):
            if sheet.page.number == account.page and place_of(cell) == account.place:
                below = next_line(Spot(sheet, index))
                return below is not None and plain_account(cell.text + below.text) in longer
    return False


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
    digits = sum(map(str.isdigit, printed))
    enough = digits >= MIN_DIGITS or (digits >= 2 and printed.isupper() and len(plain_account(printed)) >= MIN_WITH_LETTERS)
    return printed if enough and len(printed) <= MAX_LENGTH else ""


def _to_its_end(option: Candidate) -> str:
    """With what its column's width broke off behind a dash or before one."""
    printed, below = read_account(option.text), next_line(option.spot)
    rest = below.text.strip() if below is not None else ""
    dash = option.spot.text.rstrip()[-1:] + rest[:1]
    if not _REST.fullmatch(rest) or "-" not in dash or option.spot.text.rstrip().endswith(printed) == (dash[0] == "-"):
        return printed
    return f"{printed}-{rest.lstrip('-')}"


def _of_a_bank(candidate: Candidate) -> bool:
    sheet = candidate.spot.sheet
    return any(_BANKING.search(sheet.cells[index].text) for index in sheet.line(candidate.spot.index))
