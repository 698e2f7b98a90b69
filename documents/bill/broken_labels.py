"""Labels that their column's width broke over two lines: "Account" over "number:", and the words of others over a label."""

import re
from collections.abc import Iterator

from documents.bill.date_forms import PART_OF_A_DATE
from documents.bill.found import BELOW, RIGHT, SAME_CELL, Candidate, candidates
from documents.bill.paper_lines import Paper, Sheet, Spot

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = " \t:#.-–—"
_MOST_WORDS = 3
_CLOSE = 0.6
A_ROW = 1.7
"""As far as rows of a table stand apart: what may belong to a label counts against it from there."""


def broken(paper: Paper, label: re.Pattern[str], begins: re.Pattern[str]) -> Iterator[tuple[Candidate, ...]]:
    """For each label that goes over the end of its line, the texts that may be its value.

    begins: what the label's first line begins or ends with, so that not every cell is asked. The lines above and below are read
    along, so that "Next", "bill" and "date" in three lines are no bill date.
    """
    for spot, _ in paper.places(begins):
        under = None if _DIGIT.search(spot.text) or _words(spot.text) > _MOST_WORDS else next_line(spot)
        match = None if under is None else label.search(_in_full(spot, under))
        if under is None or match is None:
            continue
        before = len(_in_full(spot, under)) - len(_ending(under)) - len(under.text)
        if match.start() < before < match.end() and not label.search(spot.text + " "):
            yield _values(spot, under, under.text[match.end() - before :])


def next_line(spot: Spot) -> Spot | None:
    """The cell close under this one that begins, ends or is centred where it does."""
    return _close(spot, spot.sheet.below(spot.index), _CLOSE, down=True)


def line_before(spot: Spot, gap: float = _CLOSE) -> Spot | None:
    """The cell close over this one that begins, ends or is centred where it does. gap: in heights of a line."""
    sheet = spot.sheet
    number = sheet.line_number(spot.index)
    return _close(spot, sheet.lines[number - 1] if number else [], gap, down=False)


def _close(spot: Spot, near: list[int], most: float, *, down: bool) -> Spot | None:
    cell = spot.cell
    for index in near:
        other = spot.sheet.cells[index]
        gap = other.top - cell.bottom if down else cell.top - other.bottom
        height = min(cell.bottom - cell.top, other.bottom - other.top)
        sides = (other.left - cell.left, other.right - cell.right, (other.left + other.right - cell.left - cell.right) / 2)
        if gap < most * height and min(map(abs, sides)) < 0.4 * height:
            return Spot(spot.sheet, index)
    return None


def _in_full(spot: Spot, under: Spot) -> str:
    over = line_before(spot, A_ROW)
    above = "" if over is None or _DIGIT.search(over.text) else over.text + " "
    return f"{above}{spot.text} {under.text}{_ending(under)}"


def _ending(under: Spot) -> str:
    """A lone word under the label's last line belongs to it: "Invoice", "date", "due"."""
    third = None if _DIGIT.search(under.text) else next_line(under)
    return "" if third is None or _words(third.text) != 1 or _DIGIT.search(third.text) else " " + third.text


def _values(spot: Spot, under: Spot, rest: str) -> tuple[Candidate, ...]:
    rest = rest.strip(_MARKS)
    if rest:
        return (Candidate(rest, under, SAME_CELL),)
    beside = () if spot.sheet.heads_a_table(under.index) else _beside(spot, under)
    return (*beside, *(each for each in candidates(under, "") if each.nearness == BELOW))


def _beside(spot: Spot, under: Spot) -> tuple[Candidate, ...]:
    """Right of either line or, centred, between them; nothing where both lines have a value of their own."""
    sheet = spot.sheet
    number, last = sheet.line_number(spot.index), sheet.line_number(under.index)
    found = [one for line in range(number, last + 1) if (one := _first_right(sheet, line, spot, under)) is not None]
    values = [one for one in found if _DIGIT.search(text := sheet.cells[one].text) or PART_OF_A_DATE.fullmatch(text)]
    whole = values[:1] if len(values) < 2 or Spot(sheet, values[1]) == next_line(Spot(sheet, values[0])) else []
    return tuple(Candidate(sheet.cells[one].text.strip(_MARKS), Spot(sheet, one), RIGHT) for one in whole)


def _first_right(sheet: Sheet, line: int, spot: Spot, under: Spot) -> int | None:
    edge = max(spot.cell.right, under.cell.right)
    return next((one for one in sheet.lines[line] if sheet.cells[one].left >= edge), None)


def _words(text: str) -> int:
    return len(_WORD.findall(text))
