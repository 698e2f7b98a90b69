"""Does a person see it? The page drawn small, with and without its text, and the pixels where a text claims to stand."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum

import pypdfium2.raw as pdfium

from documents.reader.pdf_file import drawn
from documents.reader.pdf_place import Place

Colour = tuple[int, int, int]

_LONGEST = 1600
_INK = 12
_ALIKE = 20
_SAMPLES = 32
_FILLED = 0.15
_ROWS = 8


class Seen(IntEnum):
    """FAINTLY: in the colour of most of its own place."""

    NOT = 0
    FAINTLY = 1
    PLAINLY = 2


@dataclass(frozen=True, slots=True)
class Sight:
    """pixels: one 32-bit value each; bare: the same page without its text, None where nothing else is on it; scale: pixels for each
    point."""

    pixels: memoryview
    bare: memoryview | None
    width: int
    height: int
    scale: float

    def shows(self, place: Place, fill: Colour | None) -> Seen:
        """Whether something is drawn there, and in a colour other than what is around it. fill: None where it cannot be told."""
        within = self._counted(place, 0)
        if not within:
            return Seen.NOT
        ground = _colour(within.most_common(1)[0][0])
        if not any(_apart(_colour(pixel), ground) >= _INK for pixel in within):
            return Seen.NOT
        if fill is None or _apart(fill, ground) >= _ALIKE:
            return Seen.PLAINLY
        return Seen.FAINTLY if self._on_other_ground(place, fill) else Seen.NOT

    def fills(self, page: pdfium.FPDF_PAGE, text: pdfium.FPDF_PAGEOBJECT, place: Place) -> bool:
        """Whether a good part of the place looks another way when this one text is not drawn, as under bold letters."""
        left, top, right, bottom = self._within(place, 0)
        with _left_out((text,)):
            bare = _pixels(page, self.width, self.height)
        changed = 0
        for row in range(top, bottom):
            mine, yours = (each[row * self.width + left : row * self.width + right] for each in (self.pixels, bare))
            changed += sum(a != b and _apart(_colour(a), _colour(b)) >= _INK for a, b in zip(mine, yours, strict=True))
        return changed >= _FILLED * (right - left) * (bottom - top)

    def written(self, place: Place) -> bool:
        """Whether the page's text leaves a mark there. What is cut away, switched off or lies under something does not."""
        return self.bare is None or self._differs(self.bare, place)

    def misses(self, page: pdfium.FPDF_PAGE, text: pdfium.FPDF_PAGEOBJECT, place: Place) -> bool:
        """Whether the place looks another way when this one text is not drawn."""
        with _left_out((text,)):
            return self._differs(_pixels(page, self.width, self.height), place)

    def _differs(self, other: memoryview, place: Place) -> bool:
        left, top, right, bottom = self._within(place, 0)
        for row in range(top, bottom):
            mine, yours = (each[row * self.width + left : row * self.width + right] for each in (self.pixels, other))
            if mine != yours and any(_apart(_colour(a), _colour(b)) >= _INK for a, b in zip(mine, yours, strict=True) if a != b):
                return True
        return False

    def _within(self, place: Place, margin: int) -> tuple[int, int, int, int]:
        left, top = max(0, int(place[0] * self.scale) - margin), max(0, int(place[1] * self.scale) - margin)
        return (
            left,
            top,
            min(self.width, int(place[2] * self.scale) + 1 + margin),
            min(self.height, int(place[3] * self.scale) + 1 + margin),
        )

    def _on_other_ground(self, place: Place, fill: Colour) -> bool:
        """Bold letters may fill most of their own place: look around it."""
        around = self._counted(place, 2) - self._counted(place, 0)
        return bool(around) and _apart(fill, _colour(around.most_common(1)[0][0])) >= _ALIKE

    def _counted(self, place: Place, margin: int) -> Counter[int]:
        left, top, right, bottom = self._within(place, margin)
        step = max(1, (right - left) // _SAMPLES)
        found: list[int] = []
        for row in range(top, bottom, max(1, (bottom - top) // _ROWS)):
            found += self.pixels[row * self.width + left : row * self.width + right : step].tolist()
        return Counter(found)


def sight_of(page: pdfium.FPDF_PAGE, width: float, height: float, texts: Collection[pdfium.FPDF_PAGEOBJECT]) -> Sight:
    """A pixel a point, less on pages larger than paper is. texts: those of a page on which there is something else as well."""
    scale = min(1.0, _LONGEST / max(width, height, 1.0))
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    whole = _pixels(page, across, down)
    with _left_out(texts):
        return Sight(whole, _pixels(page, across, down) if texts else None, across, down, scale)


def _pixels(page: pdfium.FPDF_PAGE, width: int, height: int) -> memoryview:
    return drawn(page, width, height, grey=False).cast("I")


@contextmanager
def _left_out(texts: Collection[pdfium.FPDF_PAGEOBJECT]) -> Iterator[None]:
    """The page is drawn without these meanwhile."""
    for text in texts:
        pdfium.FPDFPageObj_SetIsActive(text, False)
    try:
        yield
    finally:
        for text in texts:
            pdfium.FPDFPageObj_SetIsActive(text, True)


def _colour(pixel: int) -> Colour:
    return pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255


def _apart(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
