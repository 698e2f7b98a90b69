"""The cells of a paper in lines, so that neighbours are found without asking every cell of the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.reader.answer import Cell, PageText

_DIGIT = re.compile(r"\d")
# No fact is longer; what is, was made to keep the finders busy.
_LONGEST = 240
_FAR = 2.5
_MUCH_ROOM = re.compile(r"\s{4,}")
_FIGURES = re.compile(r"(?<![A-Za-z])[\dOoIl|.,/()$:+-]*\d[\dOoIl|.,/()$:+-]*(?![A-Za-z])")
_MEANT = str.maketrans("OoIl|", "00111")
_SPACED_OUT = re.compile(r"\S(?: {1,2}\S){4,}")
# What typesetting makes of letters and hyphens, and numbers written with dashes: 303–555–0100.
_PLAIN = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", **dict.fromkeys("‐‑‒−﹣－", "-"), "\u00ad": ""})
_DASHED = re.compile(r"(?<!\d)\d{3}–\d{3}–\d{4}(?!\d)")
_WORDY = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell where it stands: its sheet, its place among the sheet's cells, its line and its place in that."""

    sheet: "Sheet"
    index: int

    @property
    def cell(self) -> Cell:
        return self.sheet.cells[self.index]

    @property
    def text(self) -> str:
        return self.sheet.cells[self.index].text


class Sheet:
    """One page. `lines` holds indexes into `cells`, top to bottom and in each line left to right."""

    __slots__ = ("_line_of", "cells", "lines", "page", "tops")

    def __init__(self, page: PageText) -> None:
        self.page = page
        self.cells = tuple(map(_usable, page.cells))
        self.lines = _lines(page.cells)
        self._line_of = {index: number for number, line in enumerate(self.lines) for index in line}
        self.tops = [min(self.cells[index].top for index in line) for line in self.lines]

    def line_number(self, index: int) -> int:
        return self._line_of[index]

    def line(self, index: int) -> list[int]:
        return self.lines[self._line_of[index]]

    def right_of(self, index: int) -> int | None:
        line = self.line(index)
        place = line.index(index) + 1
        return line[place] if place < len(line) else None

    def heads_a_table(self, index: int) -> bool:
        """Whether the cell's line is a row of labels, each over its value."""
        number = self._line_of[index]
        line = self.lines[number]
        if len(line) < 3 or number + 1 == len(self.lines) or any(_DIGIT.search(self.cells[one].text) for one in line):
            return False
        under = [self.cells[one] for one in self.lines[number + 1]]
        stand_under = sum(any(abs(cell.left - self.cells[one].left) < 6 for cell in under) for one in line)
        return stand_under >= 2 and any(_DIGIT.search(cell.text) for cell in under)

    def below(self, index: int, *, lines: int = 1) -> list[int]:
        """Cells under this one in its column, nearest first, ending at a gap of more than two lines."""
        cell, found = self.cells[index], list[int]()
        bottom, height = cell.bottom, cell.bottom - cell.top
        for number in range(self._line_of[index] + 1, len(self.lines)):
            if self.tops[number] - bottom > _FAR * height or len(found) == lines:
                break
            under = next((one for one in self.lines[number] if _in_column(self.cells[one], cell)), None)
            if under is not None:
                found.append(under)
                bottom = self.cells[under].bottom
        return found

    def above(self, index: int, *, lines: int) -> list[int]:
        """Cells that begin at the same left edge above this one, nearest first, without a gap of a line between."""
        cell, found = self.cells[index], list[int]()
        top, height = cell.top, cell.bottom - cell.top
        for number in range(self._line_of[index] - 1, -1, -1):
            if len(found) == lines:
                break
            over = next((one for one in self.lines[number] if abs(self.cells[one].left - cell.left) <= 0.5 * height), None)
            if over is not None and top - self.cells[over].bottom > 1.3 * height:
                break
            if over is not None:
                found.append(over)
                top = self.cells[over].top
            elif top - max(self.cells[one].bottom for one in self.lines[number]) > 3 * height:
                break
        return found


class Paper:
    """All pages, and where each text with words in it stands: a text that repeats is looked at once."""

    __slots__ = ("sheets", "words")

    def __init__(self, pages: Sequence[PageText]) -> None:
        self.sheets = tuple(Sheet(page) for page in pages)
        self.words: dict[str, list[Spot]] = {}
        for sheet in self.sheets:
            for index, cell in enumerate(sheet.cells):
                if _WORDY.search(cell.text):
                    self.words.setdefault(cell.text, []).append(Spot(sheet, index))

    def places(self, pattern: re.Pattern[str]) -> Iterator[tuple[Spot, re.Match[str]]]:
        """Each cell in which the pattern is found, in order of appearance, with every match in it."""
        found = [(spot, match) for text, spots in self.words.items() for match in pattern.finditer(text) for spot in spots]
        yield from sorted(found, key=lambda each: (each[0].sheet.page.number, each[0].index, each[1].start()))

    def has(self, pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(text) for text in self.words)

    def kinds_of(self, pattern: re.Pattern[str]) -> set[str]:
        """What the pattern finds, each once, in lower case."""
        return {match[0].lower() for text in self.words for match in pattern.finditer(text)}


def _usable(cell: Cell) -> Cell:
    """Cut to the length of a fact; where OCR read it, letters taken for figures put right inside what is plainly figures."""
    text = _MUCH_ROOM.sub("   ", cell.text[:_LONGEST])
    if not text.isascii():
        text = _DASHED.sub(lambda match: match[0].replace("–", "-"), text.translate(_PLAIN))
    if _SPACED_OUT.fullmatch(text):
        text = text.replace("  ", "\0").replace(" ", "").replace("\0", " ")
    if cell.confidence < 1:
        text = _FIGURES.sub(lambda match: match[0].translate(_MEANT) if _mostly_figures(match[0]) else match[0], text)
    return cell if text == cell.text else replace(cell, text=text)


def _mostly_figures(text: str) -> bool:
    return len(text) > 1 and sum(map(str.isdigit, text)) >= 0.5 * sum(map(str.isalnum, text))


def _lines(cells: Sequence[Cell]) -> list[list[int]]:
    lines: list[list[int]] = []
    middle = height = 0.0
    for index in sorted(range(len(cells)), key=lambda one: cells[one].top + cells[one].bottom):
        cell = cells[index]
        own = (cell.top + cell.bottom) / 2
        if lines and own - middle < 0.45 * min(height, cell.bottom - cell.top):
            lines[-1].append(index)
        else:
            lines.append([index])
            middle, height = own, cell.bottom - cell.top
    return [sorted(line, key=lambda one: cells[one].left) for line in lines]


def _in_column(one: Cell, other: Cell) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0 or abs(one.left - other.left) < other.bottom - other.top
