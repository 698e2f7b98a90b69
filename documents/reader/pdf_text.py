"""The text a person can see on each page, in cells with their places; what they cannot see is kept apart (R39)."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2.raw as pdfium

from documents.reader.answer import PageText, refuse
from documents.reader.cells import Piece, into_cells
from documents.reader.pdf_file import opened_page, page_count, size_of
from documents.reader.pdf_layers import Layers, layers_of
from documents.reader.pdf_overlap import Drawn, overlapping
from documents.reader.pdf_place import Frame, Place, frame_of, turned
from documents.reader.pdf_sight import Colour, Seen, Sight, sight_of

MAX_CHARACTERS = 1_000_000
TINY = 3.0
_NARROW = 0.8
_MOST_ON_ANOTHER = 40
_INVISIBLE_MODES = frozenset({3, 7})
_FILLED_ONLY = frozenset({0, 4})
_NO_INK: Colour = (-1, -1, -1)
_CLEAR = 16
_MOSTLY_PICTURES = 0.4
_LITTLE_TEXT = 200
_STRANGE = 0.3
_STRANGE_WORD = 4
_STRANGE_PAGE = 20
_WIDE_GAP = 1.2
_STRANGE_LETTER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
"""What no bill is written in: a font that does not tell which letters its shapes are."""

_owner_of = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
"""The address of the text object that draws a character; a tenth of the time of the same call through the typed binding."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one text object draws without a wide gap.

    strange: the file does not tell which letters its shapes are. faint: in the colour of what is most around it, as bold letters that
    fill their place are, and letters on a ground like them near other ones.
    """

    text: str
    place: Place
    quarters: int
    seen: bool
    strange: bool
    owner: int
    faint: bool


@dataclass(frozen=True, slots=True)
class PageRead:
    """unsure: what a person sees may be something else than the text says, so that the page must be looked at."""

    page: PageText
    unsure: bool


def read_pages(document: pdfium.FPDF_DOCUMENT) -> list[PageRead]:
    """All pages. Raises Unsuitable for more than 200 pages or a million characters."""
    pages, characters = [], 0
    for number in range(1, page_count(document) + 1):
        with opened_page(document, number) as page:
            read = _read_page(page, number)
        pages.append(read)
        characters += sum(len(cell.text) for cells in (read.page.cells, read.page.hidden) for cell in cells)
        if characters > MAX_CHARACTERS:
            raise refuse("pdf.too_much_text", limit=str(MAX_CHARACTERS))
    return pages


def _read_page(page: pdfium.FPDF_PAGE, number: int) -> PageRead:
    width, height = size_of(page)
    text = pdfium.FPDFText_LoadPage(page)
    frame = frame_of(page, width, height)
    layers = layers_of(page, frame)
    sight = sight_of(page, width, height, layers.texts.values() if layers.drawings else ())
    runs = _told_apart(page, list(_Runs(text, frame, layers, sight).all()), layers, sight)
    pdfium.FPDFText_ClosePage(text)
    quarters = _turn(runs)
    seen = into_cells([_piece(run, quarters, frame) for run in runs if run.seen and not run.strange])
    hidden = into_cells([_piece(run, quarters, frame) for run in runs if not run.seen])
    wide, high = (height, width) if quarters % 2 else (width, height)
    shown = PageText(number, round(wide, 1), round(high, 1), seen, turned=quarters * 90.0, hidden=hidden)
    return PageRead(shown, _is_unsure(runs, layers, frame))


def _told_apart(page: pdfium.FPDF_PAGE, runs: list[Run], layers: Layers, sight: Sight) -> list[Run]:
    """Of texts that lie on one another only those count as seen without which the page would look another way."""
    written = [Drawn(run.text, run.place, run.owner) for run in runs if run.seen and run.owner in layers.texts]
    unseen = {
        (each.owner, each.place)
        for count, each in enumerate(overlapping(written))
        if count >= _MOST_ON_ANOTHER or not sight.misses(page, layers.texts[each.owner], each.place)
    }
    faint = [run for run in runs if run.seen and run.faint]
    unseen |= {
        (run.owner, run.place)
        for count, run in enumerate(faint)
        if count >= _MOST_ON_ANOTHER or run.owner not in layers.texts or not sight.fills(page, layers.texts[run.owner], run.place)
    }
    return [replace(run, seen=False) if (run.owner, run.place) in unseen else run for run in runs]


def _turn(runs: list[Run]) -> int:
    """Quarter turns clockwise that most of the text needs to read upright."""
    letters: Counter[int] = Counter()
    for run in runs:
        letters[run.quarters] += len(run.text) if run.seen else 0
    return letters.most_common(1)[0][0] if letters else 0


def _piece(run: Run, quarters: int, frame: Frame) -> Piece:
    return Piece(run.text, *turned(run.place, quarters, frame.width, frame.height))


def _is_unsure(runs: list[Run], layers: Layers, frame: Frame) -> bool:
    letters = sum(len(run.text) for run in runs if run.seen)
    strange = [len(run.text) for run in runs if run.seen and run.strange]
    if layers.renamed or sum(strange) >= _STRANGE_PAGE or max(strange, default=0) >= _STRANGE_WORD:
        return True
    if letters == 0:
        return layers.drawings > 0 or bool(runs)
    return letters < _LITTLE_TEXT and layers.pictured(frame.width, frame.height) > _MOSTLY_PICTURES


class _Runs:
    def __init__(self, text: pdfium.FPDF_TEXTPAGE, frame: Frame, layers: Layers, sight: Sight) -> None:
        self._text, self._frame, self._layers, self._sight = text, frame, layers, sight
        self._characters = _characters(text)

    def all(self) -> Iterator[Run]:
        """Each stretch of characters that one text object draws without a wide gap, and whether a person can see it."""
        address = ctypes.cast(self._text, ctypes.c_void_p).value
        owners = [None if letter in "\r\n" else _owner_of(address, at) for at, letter in enumerate(self._characters)]
        end = 0
        for owner, same in groupby(owners):
            start, end = end, end + len(list(same))
            if owner is not None and self._characters[start:end].strip():
                yield from (self._run(*part, owner) for part in self._parts(start, end))

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Columns that are written as one text, with nothing but room between them."""
        for space in range(start + 1, end - 1):
            if self._characters[space] == " " and space > start and self._is_wide(space):
                yield start, space
                start = space + 1
        yield start, end

    def _is_wide(self, space: int) -> bool:
        one, other = self._box(space - 1), self._box(space + 1)
        gap = max(other[0] - one[2], one[0] - other[2], other[1] - one[3], one[1] - other[3])
        return gap > _WIDE_GAP * max(one[2] - one[0], one[3] - one[1])

    def _run(self, start: int, end: int, owner: int) -> Run:
        words = self._characters[start:end]
        first, last = start + len(words) - len(words.lstrip()), end - 1 - (len(words) - len(words.rstrip()))
        one, other = self._box(first), self._box(last)
        place = min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
        quarters = self._frame.turn_of(pdfium.FPDFText_GetCharAngle(self._text, first))
        along = place[3] - place[1] if quarters % 2 else place[2] - place[0]
        tiny = max(one[2] - one[0], one[3] - one[1]) < TINY or along < _NARROW * (last - first)
        lies = owner in self._layers.renamed or self._layers.covered(owner, place)
        written = owner not in self._layers.texts or self._sight.written(place)
        fill = self._fill_of(first)
        looked = not tiny and not lies and self._on_page(place) and written and fill is not _NO_INK
        seen = self._sight.shows(place, fill) if looked else Seen.NOT
        return Run(_whole_letters(words.strip()), place, quarters, bool(seen), self._is_strange(first, words), owner, seen is Seen.FAINTLY)

    def _is_strange(self, first: int, words: str) -> bool:
        unknown = pdfium.FPDFText_HasUnicodeMapError(self._text, first) == 1
        return unknown or len(_STRANGE_LETTER.findall(words)) > _STRANGE * len(words)

    def _box(self, position: int) -> Place:
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._text, position, box)
        return self._frame.place(box.left, box.bottom, box.right, box.top)

    def _on_page(self, place: Place) -> bool:
        across, down = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
        return 0 < across < self._frame.width and 0 < down < self._frame.height

    def _fill_of(self, position: int) -> Colour | None:
        """The colour of its letters, None where they have an edge as well, _NO_INK where they are not drawn."""
        mode = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(self._text, position))
        fill, alpha = _fill(self._text, position)
        if mode in _INVISIBLE_MODES or alpha <= _CLEAR:
            return _NO_INK
        return fill if mode in _FILLED_ONLY else None


def _fill(text: pdfium.FPDF_TEXTPAGE, position: int) -> tuple[Colour | None, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(text, position, red, green, blue, alpha):
        return None, 255
    return (red.value, green.value, blue.value), alpha.value


def _whole_letters(words: str) -> str:
    """The engine counts halves of rare letters; a half without its other is no letter at all."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _characters(text: pdfium.FPDF_TEXTPAGE) -> str:
    """One for each that the engine counts, so that positions agree."""
    count = max(0, pdfium.FPDFText_CountChars(text))
    store = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, store) == count + 1:
        written = bytes(store)[: 2 * count].decode("utf-16-le", "replace")
        if len(written) == count:
            return written
    get = pdfium.FPDFText_GetUnicode
    return "".join(chr(code) if (code := get(text, index)) < 0x110000 else "\ufffd" for index in range(count))
