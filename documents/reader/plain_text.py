"""A text file, such as a customer service record copied from a screen, laid out on pages as a printer would."""

import re

from documents.reader.answer import PageText, refuse
from documents.reader.cells import Piece, into_cells

MAX_CHARACTERS = 500_000
LINES_A_PAGE = 60
_LETTER, _LINE = 6.0, 12.0
_WIDTH, _HEIGHT = 612.0, 792.0
_MARGIN = 36.0
_COLUMN = re.compile(r"\S+(?: \S+)*")


def read_text(data: bytes) -> tuple[PageText, ...]:
    """Two blanks or a tab part cells. Raises Unsuitable for more than half a million characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if len(text) > MAX_CHARACTERS:
        raise refuse("text.too_long", limit=str(MAX_CHARACTERS))
    pages: list[list[str]] = [part.splitlines() for part in text.split("\f")]
    sheets = [lines[at : at + LINES_A_PAGE] for lines in pages for at in range(0, len(lines), LINES_A_PAGE)]
    return tuple(_page(number, lines) for number, lines in enumerate(sheets, 1))


def _page(number: int, lines: list[str]) -> PageText:
    pieces = [
        Piece(found[0], _MARGIN + _LETTER * found.start(), top, _MARGIN + _LETTER * found.end(), top + _LINE * 0.8)
        for row, line in enumerate(lines)
        for found in _COLUMN.finditer(line.expandtabs(8))
        for top in [_MARGIN + _LINE * row]
    ]
    return PageText(number, _WIDTH, _HEIGHT, into_cells(pieces))
