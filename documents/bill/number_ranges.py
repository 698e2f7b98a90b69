"""Ranges of numbers in two columns of a table, first and last; a list of calls from one to another looks much the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.bill.number_words import CALL_ROW, OTHERS
from documents.bill.telephone import NUMBER, NUMBER_ALONE
from documents.reader.answer import Cell

_OF_NUMBERS = r"(?:\s*(?:(?:tele)?phone|did|tn|line|station))?(?:\s*(?:number|no\.?|tn|did|#))?s?"
_PLAIN = (re.compile(rf"^from{_OF_NUMBERS}$", re.I), re.compile(rf"^(?:to|thru|through){_OF_NUMBERS}$", re.I))
_PLAINLY = (
    re.compile(rf"^(?:range\s*)?(?:start(?:s|ing)?|begin(?:s|ning)?|first){_OF_NUMBERS}$|^range\s*from$", re.I),
    re.compile(rf"^(?:range\s*)?(?:end(?:s|ing)?|last){_OF_NUMBERS}$|^range\s*to$", re.I),
)
_OF_CALLS = re.compile(
    r"\b(?:date|time|min(?:ute)?s?|duration|length|seconds|call(?:s|ed|er|ee|ing)?|dialed|destination|origination|place|city|rate"
    r"|forward\w*|old|new|redirect\w*|transfer\w*)\b",
    re.I,
)
_OF_RANGES = re.compile(r"\b(?:dids?|blocks?|ranges?|station\s*numbers|number\s*group)\b", re.I)
_LAST_FOUR = re.compile(r"\d{4}$")
_ALIGNED = 6.0


@dataclass(frozen=True, slots=True)
class RangeHeads:
    """The heads over the first and the last numbers. plain: they, and the others of their row, do not say that these are ranges."""

    first: Cell
    last: Cell
    plain: bool


def range_heads(line: Sequence[Cell]) -> RangeHeads | None:
    """In this head row of a table; None where it may be a list of calls."""
    if any(_OF_CALLS.search(cell.text) for cell in line):
        return None
    for first, last in (_PLAINLY, _PLAIN):
        for left, right in pairwise(line):
            if first.match(left.text.strip(" :")) and last.match(right.text.strip(" :")):
                return RangeHeads(left, right, first is _PLAIN[0] and not _speaks_of_ranges(line))
    return None


def range_in(line: Sequence[Cell], heads: RangeHeads) -> tuple[int, int] | None:
    """Places on this line of the first and the last number, where no word on it says that they are somebody else's."""
    text = "  ".join(cell.text for cell in line)
    if OTHERS.search(text) or CALL_ROW.search(text) or (heads.plain and not _speaks_of_ranges(line)):
        return None
    first = next((place for place, cell in enumerate(line) if _in_column(cell, heads.first) and NUMBER.fullmatch(cell.text)), None)
    if first is None or first + 1 == len(line):
        return None
    last = line[first + 1]
    whole = NUMBER_ALONE.fullmatch(last.text) or _LAST_FOUR.match(last.text)
    return (first, first + 1) if whole and _in_column(last, heads.last) else None


def _speaks_of_ranges(line: Sequence[Cell]) -> bool:
    return any(_OF_RANGES.search(cell.text) for cell in line)


def _in_column(cell: Cell, head: Cell) -> bool:
    return abs(cell.left - head.left) < _ALIGNED or (cell.left < head.right and head.left < cell.right)
