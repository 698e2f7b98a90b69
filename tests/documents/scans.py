"""Pages as a scanner, a telephone's camera or a screen would give them."""

import io
from collections.abc import Sequence

from fpdf import FPDF
from PIL import Image, ImageChops, ImageFilter, ImageOps

from documents.reader.pdf_file import drawn, open_pdf, opened_page, size_of
from tests.documents.papers import Placed

WORDS = ("Rehearsal Bell", "Bill date November 3, 2026", "Account 000412-77 9", "(303) 555-0100")
SIZE = (420.0, 300.0)


def small_page(*placed: Placed, invisible: Sequence[Placed] = (), picture: Image.Image | None = None) -> bytes:
    """A small page: a picture that fills it, words that nobody sees, words that everybody sees."""
    return small_pages([(placed, invisible, picture)])


def small_pages(pages: Sequence[tuple[Sequence[Placed], Sequence[Placed], Image.Image | None]]) -> bytes:
    pdf = FPDF(format=SIZE, unit="pt")
    for placed, invisible, picture in pages:
        pdf.add_page()
        pdf.set_font("helvetica", size=16)
        if picture is not None:
            pdf.image(picture, 0, 0, *SIZE)
        with pdf.local_context(text_mode="INVISIBLE"):
            for x, y, text in invisible:
                pdf.text(x, y, text)
        for x, y, text in placed:
            pdf.text(x, y, text)
    return bytes(pdf.output())


def placed_words() -> list[Placed]:
    return [(40, 60 + 50 * row, text) for row, text in enumerate(WORDS)]


def scan(pdf: bytes | None = None, dpi: int = 200, page: int = 1) -> Image.Image:
    """A page as a scanner sees it; the words above, if none is given."""
    document = open_pdf(pdf or small_page(*placed_words()))
    with opened_page(document, page) as opened:
        width, height = (round(side * dpi / 72) for side in size_of(opened))
        return Image.frombytes("L", (width, height), bytes(drawn(opened, width, height, grey=True)))


def photo(image: Image.Image, degrees: float = -2.0) -> Image.Image:
    """In uneven light, a little blurred and not quite straight."""
    light = Image.linear_gradient("L").resize(image.size).point(lambda value: 120 + value // 2)
    lit = ImageChops.multiply(image, light)
    return lit.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=110).filter(ImageFilter.GaussianBlur(0.8))


def transparent(image: Image.Image) -> Image.Image:
    """Black ink on nothing."""
    whole = Image.new("LA", image.size, (0, 0))
    whole.putalpha(ImageOps.invert(image))
    return whole


def as_file(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()
