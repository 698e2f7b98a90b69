"""A fact with its place, and the ways a value stands to its label: after it, right of it, or below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.reader.answer import Cell, PageText
from domain.porting.paper import PaperFact


@dataclass(frozen=True, slots=True)
class Candidate:
    """Text that may be a label's value. `nearness` falls from 1: same cell, right neighbour, cell below."""

    text: str
    cell: Cell
    nearness: float


def fact(value: str, page: PageText, candidate: Candidate) -> PaperFact:
    cell = candidate.cell
    return PaperFact(value, page.number, candidate.nearness, candidate.text, (cell.left, cell.top, cell.right, cell.bottom))


def labelled(page: PageText, label: re.Pattern[str]) -> Iterator[tuple[Candidate, ...]]:
    """For each place where the label stands, the texts that may be its value, nearest first."""
    for index, cell in enumerate(page.cells):
        for match in label.finditer(cell.text):
            yield _candidates(page, index, cell.text[match.end() :])


def _candidates(page: PageText, index: int, rest: str) -> tuple[Candidate, ...]:
    cell = page.cells[index]
    rest = rest.strip(" \t:#.-–—")
    found = [Candidate(rest, cell, 1.0)] if rest else []
    right = _right_of(page, index)
    if right is not None and not rest:
        found.append(Candidate(right.text, right, 0.95))
    if not rest:
        found.extend(Candidate(below.text, below, 0.85) for below in cells_below(page, index)[:1])
    return tuple(found)


def _right_of(page: PageText, index: int) -> Cell | None:
    cell = page.cells[index]
    middle = (cell.top + cell.bottom) / 2
    beside = [one for one in page.cells if one.left >= cell.right - 1 and one.top <= middle <= one.bottom]
    return min(beside, key=lambda one: one.left, default=None)


def cells_below(page: PageText, index: int, *, lines: int = 1) -> list[Cell]:
    """Cells under this one in its column, top first, at most `lines` of them and without a gap of two lines between."""
    cell = page.cells[index]
    bottom, height, found = cell.bottom, cell.bottom - cell.top, list[Cell]()
    for one in sorted(page.cells, key=lambda other: other.top):
        starts_below = one.top >= bottom - height * 0.35
        in_column = min(one.right, cell.right) - max(one.left, cell.left) > 0 or abs(one.left - cell.left) < height
        if not (starts_below and in_column) or one is cell:
            continue
        if one.top - bottom > 2 * height or len(found) == lines:
            break
        found.append(one)
        bottom = one.bottom
    return found


def cells_above(page: PageText, index: int, *, lines: int) -> list[Cell]:
    """Cells that begin at the same left edge above this one, nearest first, without a gap of a line between."""
    cell = page.cells[index]
    top, height, found = cell.top, cell.bottom - cell.top, list[Cell]()
    for one in sorted(page.cells, key=lambda other: -other.top):
        if one is cell or one.top >= top or abs(one.left - cell.left) > 3:
            continue
        if top - one.bottom > 1.2 * height or len(found) == lines:
            break
        found.append(one)
        top = one.top
    return found


def line_of(page: PageText, cell: Cell) -> str:
    """Everything printed on the cell's line, left to right."""
    middle = (cell.top + cell.bottom) / 2
    return "  ".join(one.text for one in sorted(page.cells, key=lambda other: other.left) if one.top <= middle <= one.bottom)
