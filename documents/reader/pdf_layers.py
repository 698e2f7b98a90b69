"""What lies above what on a page: the order of drawing, what covers, how much of the page is pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from documents.reader.pdf_place import Frame, Place, share

MAX_OBJECTS = 40_000
_MAX_DEPTH = 8
_RECTANGLE = 6
_WHOLE = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cover:
    """Something opaque, by its place in the order of drawing."""

    order: int
    place: Place
    picture: bool


@dataclass(slots=True)
class Layers:
    """order: of each text object by its address; texts: those objects. renamed: addresses of text objects that say other digits than
    they show. drawings: how many things other than text are drawn."""

    order: dict[int, int] = field(default_factory=dict)
    texts: dict[int, pdfium.FPDF_PAGEOBJECT] = field(default_factory=dict)
    covers: list[Cover] = field(default_factory=list)
    renamed: set[int] = field(default_factory=set)
    drawings: int = 0

    def covered(self, address: int, place: Place) -> bool:
        """Whether something opaque was drawn over nine tenths of the place after that text."""
        mine = self.order.get(address)
        return mine is not None and any(each.order > mine and share(place, each.place) > 0.9 for each in self.covers)

    def pictured(self, width: float, height: float) -> float:
        """The share of the page that its largest pictures take: 1 where one fills it."""
        whole = (0.0, 0.0, width, height)
        return min(1.0, sum(share(whole, each.place) for each in self.covers if each.picture))


def layers_of(page: pdfium.FPDF_PAGE, frame: Frame) -> Layers:
    """Looks at no more than 40,000 objects: what comes after them counts as uncovered, and is looked at in pixels anyway."""
    layers = Layers()
    for order, (item, kind, matrix) in enumerate(_objects(page)):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            layers.order[_address(item)], layers.texts[_address(item)] = order, item
            if _says_other_digits(item):
                layers.renamed.add(_address(item))
            continue
        layers.drawings += 1
        picture = kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if (picture or _is_filled_rectangle(item, kind)) and not pdfium.FPDFPageObj_HasTransparency(item):
            place = _place(item, matrix, frame)
            if place is not None:
                layers.covers.append(Cover(order, place, picture))
    return layers


def _objects(page: pdfium.FPDF_PAGE) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int, Matrix]]:
    """Every object in the order of drawing, those within forms too, each with its kind and what turns its coordinates into the page's."""
    count = pdfium.FPDFPage_CountObjects(page)
    waiting = [(pdfium.FPDFPage_GetObject(page, index), _WHOLE, 0) for index in reversed(range(min(count, MAX_OBJECTS)))]
    left = MAX_OBJECTS
    while waiting and left > 0:
        left -= 1
        item, matrix, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, kind, matrix
        elif depth < _MAX_DEPTH:
            inner = _joined(_matrix(item), matrix)
            inside = min(pdfium.FPDFFormObj_CountObjects(item), left)
            waiting += [(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1) for index in reversed(range(inside))]


def _is_filled_rectangle(item: pdfium.FPDF_PAGEOBJECT, kind: int) -> bool:
    if kind != pdfium.FPDF_PAGEOBJ_PATH or pdfium.FPDFPath_CountSegments(item) > _RECTANGLE:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, fill, stroke) and fill.value)


def _says_other_digits(item: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Text may be marked with other words for whoever copies it (ActualText); with digits in them it is no witness."""
    for index in range(min(pdfium.FPDFPageObj_CountMarks(item), 20)):
        words, length = (ctypes.c_ushort * 256)(), ctypes.c_ulong()
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", words, ctypes.sizeof(words), length) and any(
            chr(word).isdigit() for word in words
        ):
            return True
    return False


def _place(item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, frame: Frame) -> Place | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    a, b, c, d, e, f = matrix
    across = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    up = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return frame.place(min(across), min(up), max(across), max(up))


def _matrix(item: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _joined(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    a2, b2, c2, d2, e2, f2 = then
    return a * a2 + b * c2, a * b2 + b * d2, c * a2 + d * c2, c * b2 + d * d2, e * a2 + f * c2 + e2, e * b2 + f * d2 + f2


def _address(item: pdfium.FPDF_PAGEOBJECT) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0
