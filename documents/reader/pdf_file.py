"""A PDF opened by the drawing engine, page by page."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as pdfium

from documents.reader.answer import refuse

MAX_PAGES = 200
_DRAWN_BY_VIEWERS = frozenset(range(1, 29)) - {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}


def open_pdf(data: bytes) -> pdfium.FPDF_DOCUMENT:
    """The document, for as long as the process lives: it handles one file. Raises Unsuitable for what the engine cannot open."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise refuse("pdf.encrypted") if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else refuse("pdf.broken")
    # The engine reads from these bytes as long as the document is used, and keeps no hold of them itself.
    document.bytes_read_from = data
    return document


def page_count(document: pdfium.FPDF_DOCUMENT) -> int:
    """From 1 to 200; raises Unsuitable for any other."""
    count = int(pdfium.FPDF_GetPageCount(document))
    if count > MAX_PAGES:
        raise refuse("pdf.too_many_pages", pages=str(count), limit=str(MAX_PAGES))
    if count < 1:
        raise refuse("pdf.no_pages")
    return count


@contextmanager
def opened_page(document: pdfium.FPDF_DOCUMENT, number: int) -> Iterator[pdfium.FPDF_PAGE]:
    """A page (from 1) with what viewers draw on top of it, such as filled form fields and notes, made part of it."""
    page = _load(document, number)
    if _has_drawn_notes(page):
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        pdfium.FPDF_ClosePage(page)
        page = _load(document, number)
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def size_of(page: pdfium.FPDF_PAGE) -> tuple[float, float]:
    """Width and height in points, as shown."""
    return float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))


def drawn(page: pdfium.FPDF_PAGE, width: int, height: int, grey: bool) -> memoryview:
    """The page's pixels on white, row after row without gaps: one byte each if grey, else four (blue, green, red, unused)."""
    depth = 1 if grey else 4
    store = (ctypes.c_ubyte * (width * height * depth))()
    kind = pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGRx
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, kind, store, width * depth)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    flags = pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if grey else 0)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return memoryview(store).cast("B")


def _load(document: pdfium.FPDF_DOCUMENT, number: int) -> pdfium.FPDF_PAGE:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise refuse("pdf.page_broken", page=str(number))
    return page


def _has_drawn_notes(page: pdfium.FPDF_PAGE) -> bool:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 1000)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind in _DRAWN_BY_VIEWERS:
            return True
    return False
