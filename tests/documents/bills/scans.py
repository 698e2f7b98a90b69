"""A drawn bill as a scanner gives it: pictures of its pages, a little turned, with specks and uneven light; no text in the file."""

from dataclasses import replace
from io import BytesIO
from random import Random

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter

from tests.documents.bills.drawn import Drawn

DPI = (110, 200)
MOST_PAGES = 2


def scanned(paper: Drawn) -> Drawn:
    """The same truth in pictures: a PNG for one page, else a PDF of pictures. For papers of at most two pages."""
    rng = Random(f"scan/{paper.name}")
    dpi = rng.randint(*DPI)
    pages = [_worn(image, rng) for image in _pictures(paper.pdf, dpi)]
    out = BytesIO()
    if len(pages) == 1:
        pages[0].save(out, "PNG")
    else:
        pages[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pages[1:])
    return replace(paper, pdf=out.getvalue())


def page_count(paper: Drawn) -> int:
    return len(pdfium.PdfDocument(paper.pdf))


def _pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    return [page.render(scale=dpi / 72).to_pil().convert("L") for page in pdfium.PdfDocument(pdf)]


def _worn(image: Image.Image, rng: Random) -> Image.Image:
    turned = image.rotate(rng.uniform(-1.2, 1.2), resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.0)))
    specks = Image.effect_noise((image.width // 4, image.height // 4), rng.uniform(15, 60)).resize(image.size)
    light = specks.point(lambda value: min(255, value + 110))
    return ImageChops.multiply(soft, light)
