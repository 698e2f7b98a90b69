"""Pieces of drawn text put together as people read them: into words, cells and lines."""

from dataclasses import dataclass

from documents.reader.answer import Cell


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of text as the file draws it; points from the page's top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


_TOUCHING = 0.12
_COLUMN = 0.7


def into_cells(pieces: list[Piece]) -> tuple[Cell, ...]:
    """Cells in reading order: top to bottom, then left to right. A gap of about one letter's height ends a cell."""
    return tuple(cell for line in _lines(pieces) for cell in _cells_of(line))


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.middle, one.left)):
        if lines and piece.middle - lines[-1][0].middle < 0.45 * min(piece.height, lines[-1][0].height):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _cells_of(line: list[Piece]) -> list[Cell]:
    cells: list[Cell] = []
    near: list[Piece] = []
    for piece in line:
        if near and piece.left - max(one.right for one in near) > _COLUMN * piece.height:
            cells.append(_cell(near))
            near = []
        near.append(piece)
    return [*cells, _cell(near)]


def _cell(near: list[Piece]) -> Cell:
    words, right = near[0].text, near[0].right
    for piece in near[1:]:
        words += (" " if piece.left - right > _TOUCHING * piece.height else "") + piece.text
        right = max(right, piece.right)
    top, bottom = min(one.top for one in near), max(one.bottom for one in near)
    return Cell(words, near[0].left, top, right, bottom, min(one.confidence for one in near))
