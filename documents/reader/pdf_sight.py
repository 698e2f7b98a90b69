"""Does a person see it? The page drawn small, and the pixels where a text claims to stand."""

from collections import Counter
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from documents.reader.pdf_file import drawn
from documents.reader.pdf_place import Place

Colour = tuple[int, int, int]

_LONGEST = 1600
_INK = 12
_ALIKE = 20
_SAMPLES = 32
_ROWS = 8


@dataclass(frozen=True, slots=True)
class Sight:
    """pixels: one 32-bit value each; scale: pixels for each point."""

    pixels: memoryview
    width: int
    height: int
    scale: float

    def shows(self, place: Place, fill: Colour | None) -> bool:
        """Whether something is drawn there, and in a colour other than what is around it. fill: None where it cannot be told."""
        within = self._counted(place, 0)
        if not within:
            return False
        ground = _colour(within.most_common(1)[0][0])
        if not any(_apart(_colour(pixel), ground) >= _INK for pixel in within):
            return False
        return fill is None or _apart(fill, ground) >= _ALIKE or self._on_other_ground(place, fill)

    def _on_other_ground(self, place: Place, fill: Colour) -> bool:
        """Bold letters may fill most of their own place: look around it."""
        around = self._counted(place, 2) - self._counted(place, 0)
        return bool(around) and _apart(fill, _colour(around.most_common(1)[0][0])) >= _ALIKE

    def _counted(self, place: Place, margin: int) -> Counter[int]:
        left, top = max(0, int(place[0] * self.scale) - margin), max(0, int(place[1] * self.scale) - margin)
        right, bottom = min(self.width, int(place[2] * self.scale) + 1 + margin), min(self.height, int(place[3] * self.scale) + 1 + margin)
        step = max(1, (right - left) // _SAMPLES)
        found: list[int] = []
        for row in range(top, bottom, max(1, (bottom - top) // _ROWS)):
            found += self.pixels[row * self.width + left : row * self.width + right : step].tolist()
        return Counter(found)


def sight_of(page: pdfium.FPDF_PAGE, width: float, height: float) -> Sight:
    """A pixel a point, less on pages larger than paper is."""
    scale = min(1.0, _LONGEST / max(width, height, 1.0))
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    return Sight(drawn(page, across, down, grey=False).cast("I"), across, down, scale)


def _colour(pixel: int) -> Colour:
    return pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255


def _apart(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
