"""Pages turned into pixels: grey ones for OCR, PNGs without metadata for people."""

import io

import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

from documents.reader.image import flat, is_image, shrunk
from documents.reader.job import Job, Raster
from documents.reader.pdf_file import drawn, open_pdf, opened_page, page_count, size_of

SCAN_LONGEST = 1792
DRAW_LONGEST = 2000
IMAGE_WIDTH = 612.0
"""A picture counts as paper that is so many points wide."""
DRAW_PAGES = 5
_SEEN = 14
_FINEST = 300 / 72
_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


def scanned_page(document: pdfium.FPDF_DOCUMENT, number: int) -> Raster:
    """A page for OCR, its longer side as long as OCR reads well."""
    with opened_page(document, number) as page:
        width, height = _size(page, SCAN_LONGEST, _FINEST)
        return Raster(number, width, height, bytes(drawn(page, width, height, grey=True)))


def scanned_image(data: bytes) -> Raster:
    image = shrunk(flat(data, grey=True), SCAN_LONGEST)
    return Raster(1, image.width, image.height, image.tobytes())


def is_blank(raster: Raster) -> bool:
    """Whether a person sees nothing on the grey page."""
    counts = Image.frombytes("L", (raster.width, raster.height), raster.data).histogram()
    present = [value for value, count in enumerate(counts) if count]
    return present[-1] - present[0] < _SEEN


def drawn_pages(data: bytes, job: Job) -> tuple[Raster, ...]:
    """Each page as a PNG, upright, what is to be covered drawn over. Pages that the file does not have are left out."""
    made: list[Raster] = []
    document = None if is_image(data) else open_pdf(data)
    count = 1 if document is None else page_count(document)
    for number in [page for page in job.pages if 1 <= page <= count][:DRAW_PAGES]:
        image, scale = _picture(data) if document is None else _drawn(document, number, job.dpi)
        image = upright(image, job.turned.get(number, 0.0))
        for place in job.covered.get(number, ()):
            left, top, right, bottom = (side * scale for side in place)
            ImageDraw.Draw(image).rectangle((left, top, max(left, right), max(top, bottom)), fill="black")
        made.append(Raster(number, image.width, image.height, _png(image), scale))
    return tuple(made)


def upright(image: Image.Image, degrees: float) -> Image.Image:
    """Turned clockwise: whole quarters first, then what remains around the middle, the size kept."""
    quarters = round(degrees / 90)
    image = image.transpose(_TURNS[quarters % 4]) if quarters % 4 else image
    rest = degrees - quarters * 90
    return image.rotate(-rest, Image.Resampling.BICUBIC, fillcolor="white") if rest else image


def _picture(data: bytes) -> tuple[Image.Image, float]:
    image = shrunk(flat(data, grey=False), DRAW_LONGEST)
    return image, image.width / IMAGE_WIDTH


def _drawn(document: pdfium.FPDF_DOCUMENT, number: int, dpi: int) -> tuple[Image.Image, float]:
    """The page, and its pixels for each point."""
    with opened_page(document, number) as page:
        width, height = _size(page, DRAW_LONGEST, dpi / 72)
        image = Image.frombuffer("RGB", (width, height), bytes(drawn(page, width, height, grey=False)), "raw", "BGRX", 0, 1)
        return image, width / max(size_of(page)[0], 1.0)


def _size(page: pdfium.FPDF_PAGE, longest: int, finest: float) -> tuple[int, int]:
    width, height = size_of(page)
    scale = min(finest, longest / max(width, height, 1.0))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _png(image: Image.Image) -> bytes:
    """Bytes of nothing but pixels."""
    out = io.BytesIO()
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    bare.quantize(64).save(out, "PNG")
    return out.getvalue()
