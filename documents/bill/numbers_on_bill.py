"""The customer's own numbers on a bill: not help lines, not calls made, not the account number.

A number that is not the customer's must never be offered, so whatever is in doubt is left out.
"""

import re
from collections.abc import Iterator, Sequence

from documents.bill.found import Candidate, fact, labelled, line_of
from documents.reader.answer import Cell, PageText
from domain.numbers.structure import objection_to
from domain.porting.paper import PaperFact

_NUMBER = r"(?:\+?1[\s.-]?)?\(?(?P<{0}area>[2-9]\d\d)\)?[\s.-]*(?P<{0}exchange>[2-9]\d\d)[\s.-]?(?P<{0}line>\d{{4}})(?!\d|[.-]\d)"
NUMBER = re.compile(r"(?<![\d.$#-])(?<!\d\s)" + _NUMBER.format(""))
_UNTIL = re.compile(
    r"\s*(?:-|–|—|to|thru|through)\s*(?:" + _NUMBER.format("last_") + r"|(?:\d{3}[\s.-])?(?P<tail>\d{4})(?!\d|[.-]\d))", re.I
)
BTN = re.compile(
    r"(?<![a-z])(?:billing\s+telephone(?:\s+number)?(?:\s*\(btn\))?|btn|billing\s+(?:phone\s+)?number|main\s+(?:billing\s+)?(?:telephone\s+|phone\s+)?number)",
    re.I,
)
_HELP = re.compile(
    r"call\s+us|customer\s+(?:service|care|support)|questions|support|contact\s+us|repair|help|assistance|pay\s+by\s+phone|inquir|sales"
    r"|to\s+order|report\s+(?:an?\s+)?outage|hearing|relay|tty|emergency|fraud|remit|visit|bank|routing|tax\s+id|call\s+before|\bcall\s+\(?\d|dial",
    re.I,
)
_CALL = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m?\b|\b)|\b\d+\s*min(?:s|utes?)?\b", re.I)
_CALLS_BEGIN = re.compile(
    r"^(?:itemi[sz]ed\s+calls|call\s+details?|usage\s+details?|calls\s+made|long\s+distance\s+calls|local\s+calls|call\s+log|messaging\s+details?)",
    re.I,
)
MAX_RANGE = 500


def find_numbers(pages: Sequence[PageText], account_texts: frozenset[str]) -> tuple[PaperFact, ...]:
    """The customer's numbers as E.164, ranges expanded, each once. account_texts: cells that hold an account number."""
    found: dict[str, PaperFact] = {}
    in_calls = False
    for page in pages:
        for cell in page.cells:
            in_calls = _in_calls(cell, in_calls)
            if in_calls or cell.text in account_texts or not _is_customers(page, cell):
                continue
            for number, text in numbers_in(cell.text):
                found.setdefault(number, fact(number, page, Candidate(text, cell, 0.9)))
    return tuple(found.values())


def find_btns(pages: Sequence[PageText]) -> tuple[PaperFact, ...]:
    """Each different number that is labelled as the billing number."""
    found: dict[str, PaperFact] = {}
    for page in pages:
        for candidates in labelled(page, BTN):
            for candidate in candidates:
                match = NUMBER.match(candidate.text)
                if match and _possible(match):
                    found.setdefault(_e164(match), fact(_e164(match), page, candidate))
                    break
    return tuple(found.values())


def numbers_in(text: str) -> Iterator[tuple[str, str]]:
    """E.164 and the text it was read from; a range gives each of its numbers."""
    position = 0
    while match := NUMBER.search(text, position):
        position = match.end()
        if not _possible(match):
            continue
        until = _UNTIL.match(text, match.end())
        if until is None:
            yield _e164(match), match[0]
            continue
        position = until.end()
        yield from ((number, text[match.start() : until.end()]) for number in _range(match, until))


def _range(first: re.Match[str], until: re.Match[str]) -> Iterator[str]:
    """Nothing at all when the end does not continue the start: half a range would be a guess."""
    if until["tail"] is None and (until["last_area"], until["last_exchange"]) != (first["area"], first["exchange"]):
        return
    low, high = int(first["line"]), int(until["tail"] or until["last_line"])
    if low <= high < low + MAX_RANGE:
        yield from (f"+1{first['area']}{first['exchange']}{line:04d}" for line in range(low, high + 1))


def _possible(match: re.Match[str]) -> bool:
    """A US number of a kind that can be ported: not toll-free, premium or in an area code out of service."""
    return objection_to(_e164(match)[2:], countries=("US",), opened=()) is None


def _e164(match: re.Match[str]) -> str:
    return f"+1{match['area']}{match['exchange']}{match['line']}"


def _in_calls(cell: Cell, before: bool) -> bool:
    """Whether this cell stands in a list of calls; a heading of another section ends the list."""
    if _CALLS_BEGIN.match(cell.text):
        return True
    ends = re.match(r"(?:your\s+)?(?:services?|lines?|telephone\s+numbers|numbers|equipment|charges\s+by)\b(?!.*\d)", cell.text, re.I)
    return before and ends is None


def _is_customers(page: PageText, cell: Cell) -> bool:
    if NUMBER.search(cell.text) is None:
        return False
    line = line_of(page, cell)
    return _HELP.search(line) is None and _CALL.search(line) is None
