"""A fact with its place, and the ways a value stands to its label: after it, right of it, or below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.bill.paper_lines import Paper, Sheet, Spot
from documents.reader.answer import Cell
from domain.porting.paper import PaperFact

_MARKS = " \t:#.-–—"
# "Account number (please quote when paying)", "Statement date (MM/DD/YY)", "Your account number is"
_STILL_LABEL = re.compile(r"^\s*(?:\([^)\d]*\)|is\b|with\s+us\b)\s*", re.I)
# "Bill date / Due date" over "11/03/2026 / 11/28/2026"
_BETWEEN = re.compile(r"\s+[/|]\s+|\s*\|\s*")
_OTHER_LABEL = re.compile(r"\b(?:date|due|paid|period|amount|balance|charges?|total|numbers?|no|by)\b|#", re.I)
_VALUE = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")
SAME_CELL, RIGHT, BELOW = 1.0, 0.95, 0.85


@dataclass(frozen=True, slots=True)
class Candidate:
    """Text that may be a label's value. `nearness` falls from 1: same cell, right neighbour, cell below."""

    text: str
    spot: Spot
    nearness: float

    @property
    def page(self) -> int:
        return self.spot.sheet.page.number


def fact(value: str, candidate: Candidate, *, sure: float = 1.0) -> PaperFact:
    """As sure as the label is near and the letters are clear."""
    cell = candidate.spot.cell
    confidence = round(candidate.nearness * cell.confidence * sure, 3)
    return PaperFact(value, candidate.page, confidence, candidate.text, place_of(cell))


def fact_at(value: str, text: str, spot: Spot, sure: float) -> PaperFact:
    return fact(value, Candidate(text, spot, 1.0), sure=sure)


def place_of(cell: Cell) -> tuple[float, float, float, float]:
    return cell.left, cell.top, cell.right, cell.bottom


def labelled(paper: Paper, label: re.Pattern[str]) -> Iterator[tuple[Candidate, ...]]:
    """For each place where the label stands, the texts that may be its value, nearest first."""
    for spot, match in paper.places(label):
        yield candidates(spot, spot.text[match.end() :], match.start())


def candidates(spot: Spot, rest: str, start: int = 0) -> tuple[Candidate, ...]:
    """rest: what stands in the label's own cell after it. start: where in that cell the label begins."""
    end = len(spot.text) - len(rest)
    share = _share(spot, start, end)
    if share is not None:
        return (share,)
    rest = _STILL_LABEL.sub("", rest).strip(_MARKS)
    among_others = _OTHER_LABEL.search(f"{spot.text[:start]} {rest}") is not None and not _DIGIT.search(spot.text)
    if rest or among_others:
        own = (Candidate(rest, spot, SAME_CELL),) if rest else ()
        return (*own, *(_under_its_letters(spot, start) if among_others else ()))
    sheet = spot.sheet
    right = None if sheet.heads_a_table(spot.index) else sheet.right_of(spot.index)
    near = [] if right is None else [_candidate(sheet, right, RIGHT)]
    return (*near, *(_candidate(sheet, one, BELOW) for one in sheet.below(spot.index)))


def _share(spot: Spot, start: int, end: int) -> Candidate | None:
    """Of as many values, the one for this label, where several labels stand together with lines between them."""
    sheet, text = spot.sheet, spot.text[:start] + "x" * (end - start) + spot.text[end:]
    labels, place = _BETWEEN.split(text), len(_BETWEEN.findall(text[:end]))
    if len(labels) < 2:
        return None
    if _DIGIT.search(text):
        values = _values_behind(labels)
        return Candidate(values[place], spot, BELOW) if place < len(values) else None
    right = sheet.right_of(spot.index)
    for index in (*(() if right is None else (right,)), *sheet.below(spot.index)):
        values = _BETWEEN.split(sheet.cells[index].text)
        if len(values) == len(labels):
            return Candidate(values[place].strip(_MARKS), Spot(sheet, index), BELOW)
    return None


def _values_behind(parts: list[str]) -> list[str]:
    """Of "Bill date", "Due date 11/03/2026", "11/28/2026" the last two dates; nothing where labels and values are not as many."""
    middle = len(parts) // 2
    figure = _DIGIT.search(parts[middle])
    if len(parts) % 2 == 0 or figure is None or any(map(_DIGIT.search, parts[:middle])) or not all(map(_DIGIT.search, parts[middle + 1 :])):
        return []
    return [parts[middle][figure.start() :], *parts[middle + 1 :]]


def _under_its_letters(spot: Spot, start: int) -> Iterator[Candidate]:
    """For one of several labels in a cell: what begins on the next line where this label does, as if all letters were as wide."""
    sheet, cell = spot.sheet, spot.cell
    first = cell.left + start * (cell.right - cell.left) / len(cell.text)
    below = sheet.below(spot.index)
    words = [
        (abs(under.left + word.start() * (under.right - under.left) / len(under.text) - first), index, word.start())
        for index in (sheet.line(below[0]) if below else ())
        for under in (sheet.cells[index],)
        for word in _VALUE.finditer(under.text)
    ]
    off, index, begin = min(words, default=(cell.bottom, 0, 0))
    if words and off < 1.3 * (cell.bottom - cell.top):
        yield Candidate(sheet.cells[index].text[begin:].strip(_MARKS), Spot(sheet, index), BELOW)


def _candidate(sheet: Sheet, index: int, nearness: float) -> Candidate:
    return Candidate(sheet.cells[index].text.strip(_MARKS), Spot(sheet, index), nearness)
