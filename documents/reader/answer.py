"""What the child says about a file: a small typed answer that crosses the process border as JSON."""

import math
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

HIDDEN_TEXT = "hidden_text"
_TELLS = 4
"""So many digits that nobody can see are more than a page number."""


class ReadingState(StrEnum):
    READ = "read"
    NEEDS_REVIEW = "needs_review"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class Isolation(StrEnum):
    """How the child is kept from the network. `portwright doctor` shows it."""

    NAMESPACE = "namespace"
    SECCOMP = "seccomp"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that stand together on one line. Points, origin at the page's top left; y grows downwards.

    confidence: how sure OCR is, up to 1; text that a PDF carries is 1.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class PageText:
    """The visible text of a page as it reads upright, cells in reading order; number counts from 1.

    turned: degrees clockwise by which the page as shown must be turned to read upright; width, height and all places are
    those after the turn. hidden: what stands on the page and a person cannot see. scanned: read by OCR.
    """

    number: int
    width: float
    height: float
    cells: tuple[Cell, ...]
    turned: float = 0.0
    hidden: tuple[Cell, ...] = ()
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a file.

    code: why it was not simply read; empty when it was. warnings: codes of what a person should look at although it was
    read (`hidden_text`). pages is empty unless the state is READ or NEEDS_REVIEW.
    """

    state: ReadingState
    code: str = ""
    params: dict[str, str] = field(default_factory=dict)
    pages: tuple[PageText, ...] = ()
    page_count: int = 0
    warnings: tuple[str, ...] = ()
    isolation: tuple[Isolation, ...] = ()

    @property
    def hidden(self) -> tuple[tuple[int, Cell], ...]:
        """Page number and cell of what a person cannot see."""
        return tuple((page.number, cell) for page in self.pages for cell in page.hidden)

    @property
    def text(self) -> str:
        """All visible text, a line for each cell."""
        return "\n".join(cell.text for page in self.pages for cell in page.cells)


class Unsuitable(Exception):
    """The file was understood and will not be taken. Carries a code and parameters, never the file's content."""

    def __init__(self, state: ReadingState, code: str, **params: str) -> None:
        super().__init__(code)
        self.reading = Reading(state, code, params)


def refuse(code: str, **params: str) -> Unsuitable:
    return Unsuitable(ReadingState.REFUSED, code, **params)


def settled(reading: Reading) -> Reading:
    """The reading with its state and the warning of hidden text, as its pages have them now."""
    hidden = sum(character.isdigit() for _, cell in reading.hidden for character in cell.text)
    told = (HIDDEN_TEXT,) if hidden >= _TELLS else ()
    warnings = (*(code for code in reading.warnings if code != HIDDEN_TEXT), *told)
    if any(page.cells for page in reading.pages):
        return replace(reading, state=ReadingState.READ, code="", warnings=warnings)
    return replace(reading, state=ReadingState.NEEDS_REVIEW, code="ocr.no_text", warnings=warnings)


def to_json(reading: Reading) -> dict[str, Any]:
    return {
        "state": reading.state,
        "code": reading.code,
        "params": reading.params,
        "pages": [
            [page.number, page.width, page.height, page.turned, page.scanned, _listed(page.cells), _listed(page.hidden)]
            for page in reading.pages
        ],
        "page_count": reading.page_count,
        "warnings": reading.warnings,
        "isolation": reading.isolation,
    }


def from_json(body: dict[str, Any]) -> Reading:
    """Raises ValueError, KeyError or TypeError when it is not an answer: the child is not trusted."""
    return Reading(
        state=ReadingState(body["state"]),
        code=str(body["code"]),
        params={str(key): str(value) for key, value in body["params"].items()},
        pages=tuple(_page(*page) for page in body["pages"]),
        page_count=int(body["page_count"]),
        warnings=tuple(str(code) for code in body["warnings"]),
        isolation=tuple(Isolation(kind) for kind in body["isolation"]),
    )


def cells_from(listed: list[list[Any]]) -> tuple[Cell, ...]:
    """Raises ValueError or TypeError when it is no list of cells."""
    return tuple(Cell(str(text), *(_finite(number) for number in numbers)) for text, *numbers in listed)


def _finite(number: object) -> float:
    if not isinstance(number, int | float) or not math.isfinite(number):
        raise ValueError("no number")
    return float(number)


def _page(number: int, width: float, height: float, turned: float, scanned: bool, cells: list[Any], hidden: list[Any]) -> PageText:
    return PageText(int(number), _finite(width), _finite(height), cells_from(cells), _finite(turned), cells_from(hidden), bool(scanned))


def _listed(cells: tuple[Cell, ...]) -> list[list[str | float]]:
    return [[cell.text, cell.left, cell.top, cell.right, cell.bottom, cell.confidence] for cell in cells]
