"""The text a person can see on each page, in cells with their places; what they cannot see is left out and told (R39)."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from documents.reader.answer import PageText, refuse
from documents.reader.cells import Piece, into_cells

MAX_PAGES = 200
MAX_CHARACTERS = 2_000_000
TINY = 3.0
_NEARLY_WHITE = 245
_INVISIBLE_MODES = frozenset({3, 7})
_TELLS = 4
_FINENESS = 10


@dataclass(frozen=True, slots=True)
class Text:
    pages: tuple[PageText, ...]
    hidden: bool


def read_pages(data: bytes) -> Text:
    """All pages. Raises Unsuitable for what the engine cannot open and for more than 200 pages."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise refuse("pdf.encrypted") if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else refuse("pdf.broken")
    count = pdfium.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        raise refuse("pdf.too_many_pages", pages=str(count), limit=str(MAX_PAGES))
    if count < 1:
        raise refuse("pdf.no_pages")
    pages, hidden, characters = [], 0, 0
    for index in range(count):
        page, unseen = _read_page(document, index)
        pages.append(page)
        hidden += unseen
        characters += sum(len(cell.text) for cell in page.cells)
        if characters > MAX_CHARACTERS:
            raise refuse("pdf.too_much_text", limit=str(MAX_CHARACTERS))
    return Text(tuple(pages), hidden >= _TELLS)


def _read_page(document: pdfium.FPDF_DOCUMENT, index: int) -> tuple[PageText, int]:
    """The page, and how many digits stand on it unseen."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise refuse("pdf.page_broken", page=str(index + 1))
    text = pdfium.FPDFText_LoadPage(page)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    frame = _Frame(page, width, height)
    seen: list[Piece] = []
    unseen = 0
    for piece, visible in _pieces(text, frame):
        if visible:
            seen.append(piece)
        else:
            unseen += sum(character.isdigit() for character in piece.text)
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return PageText(index + 1, round(width, 1), round(height, 1), into_cells(seen)), unseen


class _Frame:
    """Turns the page's own coordinates (rotation and crop box included) into points from the top left."""

    def __init__(self, page: pdfium.FPDF_PAGE, width: float, height: float) -> None:
        self._page, self._width, self._height = page, width, height

    def place(self, box: pdfium.FS_RECTF) -> tuple[float, float, float, float]:
        x1, y1 = self._point(box.left, box.top)
        x2, y2 = self._point(box.right, box.bottom)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def holds(self, left: float, top: float, right: float, bottom: float) -> bool:
        return right > 0 and bottom > 0 and left < self._width and top < self._height

    def _point(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        size = int(self._width * _FINENESS), int(self._height * _FINENESS)
        pdfium.FPDF_PageToDevice(self._page, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value / _FINENESS, down.value / _FINENESS


def _pieces(text: pdfium.FPDF_TEXTPAGE, frame: _Frame) -> Iterator[tuple[Piece, bool]]:
    """Runs of characters drawn by one text object, with whether a person can see them."""
    characters = _characters(text)
    start, owner = 0, None
    for position in range(len(characters) + 1):
        drawn_by = _owner(text, position) if position < len(characters) else None
        if drawn_by == owner and position < len(characters) and characters[position] not in "\r\n":
            continue
        if owner is not None and characters[start:position].strip():
            yield _piece(text, frame, characters, start, position)
        start, owner = position, drawn_by


def _characters(text: pdfium.FPDF_TEXTPAGE) -> str:
    count = max(0, pdfium.FPDFText_CountChars(text))
    get = pdfium.FPDFText_GetUnicode
    return "".join(chr(code) if (code := get(text, index)) < 0x110000 else "\ufffd" for index in range(count))


def _owner(text: pdfium.FPDF_TEXTPAGE, position: int) -> int | None:
    return ctypes.c_void_p.from_buffer(pdfium.FPDFText_GetTextObject(text, position)).value


def _piece(text: pdfium.FPDF_TEXTPAGE, frame: _Frame, characters: str, start: int, end: int) -> tuple[Piece, bool]:
    run = characters[start:end]
    first = start + len(run) - len(run.lstrip())
    last = end - 1 - (len(run) - len(run.rstrip()))
    box, other = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, first, ctypes.byref(box))
    pdfium.FPDFText_GetLooseCharBox(text, last, ctypes.byref(other))
    left, top, right, bottom = frame.place(box)
    left2, top2, right2, bottom2 = frame.place(other)
    place = (min(left, left2), min(top, top2), max(right, right2), max(bottom, bottom2))
    piece = Piece(run.strip(), *place)
    tiny = min(bottom - top, max(right - left, bottom - top)) < TINY
    return piece, frame.holds(*place) and not tiny and _is_drawn(text, first)


def _is_drawn(text: pdfium.FPDF_TEXTPAGE, position: int) -> bool:
    drawn_by = pdfium.FPDFText_GetTextObject(text, position)
    if pdfium.FPDFTextObj_GetTextRenderMode(drawn_by) in _INVISIBLE_MODES:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(text, position, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)):
        return True
    return alpha.value > 16 and min(red.value, green.value, blue.value) < _NEARLY_WHITE
