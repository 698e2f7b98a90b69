"""The bill's own date: never the due date, the service period, or the day it was paid, printed or will come again.

Where day and month could be swapped, the other dates of the paper settle it; where they do not, a person must.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from documents.bill.broken_labels import A_ROW, broken, line_before, next_line
from documents.bill.date_forms import PART_OF_A_DATE, WrittenDate, only_day_first, only_month_first, periods, written_date
from documents.bill.found import Candidate, candidates, fact, labelled
from documents.bill.paper_lines import Paper, Spot
from documents.bill.providers import is_of_the_trade
from domain.porting.paper import DateProblem, PaperFact

_NOT_BEFORE = (
    "due|next|last|previous|prior|first|final|promotional|average|future|upcoming|original|your next|pay|paid|payment|auto|print|new"
    "|estimated|expected|old|changed|copy of"
)
BILL_DATE = re.compile(
    r"(?<![a-z])"
    + "".join(f"(?<!{word} )" for word in _NOT_BEFORE.split("|"))
    + r"(?:(?:bill?(?:ing)?|invoice|statement)\s*(?:/\s*(?:bill|invoice|statement)\s*)?(?:(?:issue|closing|close)\s*)?date"
    r"|date\s*(?:billed|invoiced|of\s*billing)"
    r"|date\s*of\s*(?:this\s*)?(?:bill|invoice|statement|issue)|(?:bill|invoice|statement)\s*(?:issued|dated|prepared)(?:\s*on)?"
    r"|issue\s*date|date\s*issued|(?:bill|invoice|statement)\s*of)(?!\s*(?:range|due|paid|period))(?!s?\s+(?:will"
    r"|was|and))(?![a-z])(?:\s*is\b)?",
    re.I,
)
_BARE = re.compile(r"^(?:date|dated)\s*(?::|$)", re.I)
DUE = re.compile(
    r"(?<![a-z])(?:due(?:\s*(?:date|by|on))?|pay(?:ment)?\s*(?:of\s*)?(?:\$[\d.,]+\s*)?by|pay(?:able)?\s*(?:on\s*or\s*)?(?:before|until|by))(?![a-z])",
    re.I,
)
_BEGINS = re.compile(r"\b(?:bill|billing|invoice|statement|issue|closing|close|date|of|this)$", re.I)
_ANOTHERS = re.compile(r"^(?:your\s*)?(?:next|last|previous|prior|first|final|future|upcoming|original|new|old|estimated|expected)$", re.I)
_LONGEST_CREDIT = timedelta(days=62)
_WORDS_OF_A_LABEL = 2
_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"\d[/.-]\d|\d,?\s*20\d\d|20\d\d-")


@dataclass(frozen=True, slots=True)
class _Dated:
    written: WrittenDate
    candidate: Candidate


def find_bill_date(paper: Paper) -> tuple[tuple[PaperFact, ...], DateProblem]:
    """Every date labelled as the bill's, value as ISO text; both readings where day and month may be swapped."""
    labels = _dated(_whole_labels(paper)) + _dated(broken(paper, BILL_DATE, _BEGINS)) or _in_the_head(paper)
    if not labels:
        return (), DateProblem.UNDATED
    order = _Order(paper) if any(each.written.unsure for each in labels) else None
    found: dict[str, PaperFact] = {}
    for each in labels:
        for day in (each.written.month_first,) if order is None else order.days(each.written):
            found.setdefault(day.isoformat(), fact(day.isoformat(), each.candidate))
    return tuple(found.values()), DateProblem.AMBIGUOUS if len(found) > 1 else DateProblem.NONE


def _dated(labels: Iterable[tuple[Candidate, ...]]) -> list[_Dated]:
    found = []
    for options in labels:
        dated = ((_written(option), option) for option in options)
        first = next((_Dated(written, option) for written, option in dated if written is not None), None)
        if first is not None:
            found.append(first)
    return found


def _whole_labels(paper: Paper) -> Iterator[tuple[Candidate, ...]]:
    """But for those whose first word stands on the line above: "Next" over "bill date"."""
    for spot, match in paper.places(BILL_DATE):
        over = None if match.start() else line_before(spot, A_ROW)
        if over is None or not _ANOTHERS.match(over.text.strip()):
            yield candidates(spot, spot.text[match.end() :], match.start())


def _written(option: Candidate) -> WrittenDate | None:
    """The date of this text, or of it and the line below where it is broken off after its month or day."""
    below = option.spot.sheet.below(option.spot.index) if PART_OF_A_DATE.fullmatch(option.text) else []
    under = next((Spot(option.spot.sheet, one) for one in below), None)
    if under is None:
        return written_date(option.text)
    text = f"{option.text} {under.text.strip()}"
    written = written_date(text)
    return written if written is not None and written.end == len(text) else None


def _in_the_head(paper: Paper) -> list[_Dated]:
    """A date under the bare word "Date" in the head of the first page, unless that is half a label or a list begins there."""
    for spot, match in paper.places(_BARE):
        if spot.sheet.page.number > 1 or spot.cell.top > spot.sheet.page.height / 3:
            return []
        beside = [one for one in spot.sheet.line(spot.index) if _BARE.match(spot.sheet.cells[one].text)]
        if len(beside) > 1 or _is_half_a_label(spot):
            continue
        below = spot.sheet.below(spot.index, lines=2)
        if sum(written_date(spot.sheet.cells[index].text) is not None for index in below) < 2:
            return _dated([candidates(spot, spot.text[match.end() :])])
    return []


def _is_half_a_label(spot: Spot) -> bool:
    """Whether a word or two stand close over or under it, in the same label: "Due" over "date", "Date" over "paid"."""
    over, under = line_before(spot, A_ROW), next_line(spot)
    return any(
        near is not None and len(near.text.split()) <= _WORDS_OF_A_LABEL and not _DIGIT.search(near.text) and not is_of_the_trade(near.text)
        for near in (over, under)
    )


class _Order:
    """What the paper's other dates say about which figure is the month."""

    def __init__(self, paper: Paper) -> None:
        self._due = [each.written for each in _dated(labelled(paper, DUE))]
        texts = [cell.text for sheet in paper.sheets for cell in sheet.cells if _DATED.search(cell.text)]
        self._day_first = any(only_day_first(text) for text in texts)
        self._month_first = any(only_month_first(text) for text in texts)
        self._periods = [period for text in texts for period in periods(text)]

    def days(self, written: WrittenDate) -> Sequence[date]:
        """The days that a date may be: one where the paper settles it."""
        if not written.unsure:
            return (written.month_first,)
        us, other = self._fits(written.month_first, us=True), self._fits(written.day_first, us=False)
        return [day for day, fits in ((written.month_first, us), (written.day_first, other)) if fits or us == other]

    def _fits(self, day: date, *, us: bool) -> bool:
        """Whether a bill of this day is due after it, and its periods run forwards, if all dates are of this order."""
        against = self._day_first and not self._month_first if us else self._month_first and not self._day_first
        due = [each.month_first if us else each.day_first for each in self._due]
        late = any(not day <= each <= day + _LONGEST_CREDIT for each in due)
        back = any(_length(first, second, us=us) < 0 or _length(first, second, us=us) > 100 for first, second in self._periods)
        return not (against or late or back)


def _length(first: WrittenDate, second: WrittenDate, *, us: bool) -> int:
    """Days from one date to another when both are read in this order."""
    return ((second.month_first - first.month_first) if us else (second.day_first - first.day_first)).days
