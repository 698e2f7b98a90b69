"""What the child says about a file: a small typed answer that crosses the process border as JSON."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


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
    """Words that stand together on one line. Points, origin at the page's top left; y grows downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The visible text of a page, cells in reading order; number counts from 1."""

    number: int
    width: float
    height: float
    cells: tuple[Cell, ...]


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


def to_json(reading: Reading) -> bytes:
    pages = [
        [page.number, page.width, page.height, [[c.text, c.left, c.top, c.right, c.bottom] for c in page.cells]] for page in reading.pages
    ]
    body = {
        "state": reading.state,
        "code": reading.code,
        "params": reading.params,
        "pages": pages,
        "page_count": reading.page_count,
        "warnings": reading.warnings,
        "isolation": reading.isolation,
    }
    return json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode()


def from_json(data: bytes) -> Reading:
    """Raises ValueError, KeyError or TypeError when the bytes are not an answer: the child is not trusted."""
    body: dict[str, Any] = json.loads(data)
    return Reading(
        state=ReadingState(body["state"]),
        code=str(body["code"]),
        params={str(key): str(value) for key, value in body["params"].items()},
        pages=tuple(_page(*page) for page in body["pages"]),
        page_count=int(body["page_count"]),
        warnings=tuple(str(code) for code in body["warnings"]),
        isolation=tuple(Isolation(kind) for kind in body["isolation"]),
    )


def _page(number: int, width: float, height: float, cells: list[list[Any]]) -> PageText:
    return PageText(
        int(number),
        float(width),
        float(height),
        tuple(Cell(str(text), float(left), float(top), float(right), float(bottom)) for text, left, top, right, bottom in cells),
    )
