"""Where things stand on a page: its own coordinates turned into points from the top left of the page as it reads upright."""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2.raw as pdfium

Place = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_FINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's coordinates (x, y) stand at (a x + c y + e, b x + d y + f) points from its top left as shown; width and height as shown."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def place(self, left: float, bottom: float, right: float, top: float) -> Place:
        x1, y1 = self.a * left + self.c * bottom + self.e, self.b * left + self.d * bottom + self.f
        x2, y2 = self.a * right + self.c * top + self.e, self.b * right + self.d * top + self.f
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def turn_of(self, angle: float) -> int:
        """Quarter turns clockwise that make a line upright which is written at this angle (radians clockwise in its coordinates)."""
        x, y = math.cos(angle), -math.sin(angle)
        shown = math.atan2(self.b * x + self.d * y, self.a * x + self.c * y)
        return round(-shown / (math.pi / 2)) % 4


def frame_of(page: pdfium.FPDF_PAGE, width: float, height: float) -> Frame:
    """By three points through the engine, which knows the page's rotation and crop box."""
    (e, f), (ax, bx), (cx, dx) = (_shown(page, *corner) for corner in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)))
    wide, high = width / _FINE, height / _FINE
    return Frame(
        a=(ax - e) * wide / 1000,
        b=(bx - f) * high / 1000,
        c=(cx - e) * wide / 1000,
        d=(dx - f) * high / 1000,
        e=e * wide,
        f=f * high,
        width=width,
        height=height,
    )


def turned(place: Place, quarters: int, width: float, height: float) -> Place:
    """The place after the page (this wide and high) is turned clockwise by quarters."""
    left, top, right, bottom = place
    match quarters:
        case 1:
            return height - bottom, left, height - top, right
        case 2:
            return width - right, height - bottom, width - left, height - top
        case 3:
            return top, width - right, bottom, width - left
    return place


def share(inner: Place, outer: Place) -> float:
    """How much of the inner place lies within the outer one."""
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    across = min(inner[2], outer[2]) - max(inner[0], outer[0])
    down = min(inner[3], outer[3]) - max(inner[1], outer[1])
    return across * down / area if area > 0 and across > 0 and down > 0 else 0.0


def _shown(page: pdfium.FPDF_PAGE, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value
