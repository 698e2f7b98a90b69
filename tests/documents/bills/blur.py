"""A reading as OCR would have given it: places that tremble, lost spaces, O for 0 and l for 1. Figures are never exchanged for others."""

from dataclasses import replace
from random import Random

from documents.reader.answer import Cell, PageText, Reading

_MISREAD = str.maketrans({"0": "O", "1": "l"})


def blurred(reading: Reading, seed: str) -> Reading:
    rng = Random(seed)
    return replace(reading, pages=tuple(_page(page, rng) for page in reading.pages))


def _page(page: PageText, rng: Random) -> PageText:
    return replace(page, scanned=True, cells=tuple(_cell(cell, rng) for cell in page.cells))


def _cell(cell: Cell, rng: Random) -> Cell:
    text = "".join(_letter(letter, rng) for letter in cell.text)
    across, down = rng.uniform(-1.2, 1.2), rng.uniform(-0.8, 0.8)
    return Cell(text or cell.text, cell.left + across, cell.top + down, cell.right + across, cell.bottom + down, rng.uniform(0.85, 0.99))


def _letter(letter: str, rng: Random) -> str:
    if letter == " " and rng.random() < 0.06:
        return ""
    return letter.translate(_MISREAD) if rng.random() < 0.03 else letter
