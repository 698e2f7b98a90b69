"""A fact with its place, and the ways a value stands to its label: after it, right of it, or below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.bill.paper_lines import Paper, Sheet, Spot
from documents.reader.answer import Cell
from domain.porting.paper import PaperFact

_MARKS = " \t:#.-–—"
# "Account number (please quote when paying)", "Statement date (MM/DD/YY)", "Your account number is"
_STILL_LABEL = re.compile(r"^\s*(?:\([^)\d]*\)|is\b)\s*", re.I)
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
        yield candidates(spot, spot.text[match.end() :])


def candidates(spot: Spot, rest: str) -> tuple[Candidate, ...]:
    """rest: what stands in the label's own cell after it."""
    rest = _STILL_LABEL.sub("", rest).strip(_MARKS)
    if rest:
        return (Candidate(rest, spot, SAME_CELL),)
    sheet = spot.sheet
    right = None if sheet.heads_a_table(spot.index) else sheet.right_of(spot.index)
    near = [] if right is None else [_candidate(sheet, right, RIGHT)]
    return (*near, *(_candidate(sheet, below, BELOW) for below in sheet.below(spot.index)))


def _candidate(sheet: Sheet, index: int, nearness: float) -> Candidate:
    return Candidate(sheet.cells[index].text.strip(_MARKS), Spot(sheet, index), nearness)
