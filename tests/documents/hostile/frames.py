"""Files that are cut, locked, doubled, mislabelled or of a kind that nobody takes."""

from io import BytesIO

from pypdf import PdfWriter

from documents.intake import MAX_BYTES, MAX_SIDE
from tests.documents.hostile.making import (
    FONT,
    GOOD,
    Case,
    chunk,
    head,
    many_pages,
    packed,
    pdf,
    picture,
    png_of,
    stream,
    with_catalog,
)

_ZIP = b"PK\x03\x04a" + b"PK\x05\x06" + bytes(18)


def _locked(algorithm: str, password: str) -> bytes:
    writer, out = PdfWriter(BytesIO(GOOD)), BytesIO()
    writer.encrypt(password, "owner", algorithm=algorithm)
    writer.write(out)
    return out.getvalue()


def _many_objects() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", *[b"<<>>"] * 50_001)


def _much_text() -> bytes:
    """Twelve pages, each with the same hundred thousand letters."""
    words = b"".join(b"BT /F 1 Tf 9 %d Td (%s) Tj ET\n" % (row, b"Bill 100 " * 70) for row in range(0, 790, 5))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 17))
    pages = b"<</Type/Pages/Count 12/Kids[%s]>>" % kids
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, stream(words), FONT, *[page] * 12)


_LOCKS = [(algorithm, password) for algorithm in ("RC4-40", "RC4-128", "AES-128", "AES-256") for password in ("", "open sesame")]
_BEHIND = {
    "an archive": _ZIP,
    "a page of HTML": b"<html><script>alert(1)</script>" * 40,
    "a program": b"MZ" + bytes(2000) + b"This program cannot be run in DOS mode",
    "an archive with a comment": b"x" * 900 + _ZIP,
    "noise": b"x" * 1100,
}
_BEFORE = {"blanks": b" " * 1100, "a page of HTML": b"<!--" + b"-" * 1100 + b"-->", "another picture": picture("GIF", "P") + bytes(1100)}

PDFS = {
    **{
        f"pdf.encrypted {how} {'with a password' if word else 'without one'}": Case(
            lambda how=how, word=word: _locked(how, word), "pdf.encrypted"
        )
        for how, word in _LOCKS
    },
    **{
        f"pdf.truncated at {part} of ten": Case(lambda part=part: GOOD[: len(GOOD) * part // 10], "pdf.truncated")
        for part in (2, 4, 6, 8, 9)
    },
    "pdf.truncated before its last line": Case(lambda: GOOD[: GOOD.rfind(b"%%EOF")], "pdf.truncated"),
    **{f"pdf.data_after_end {name}": Case(lambda tail=tail: GOOD + tail, "pdf.data_after_end") for name, tail in _BEHIND.items()},
    **{
        f"pdf.data_before_header {name}": Case(lambda front=front: front + GOOD, "pdf.data_before_header")
        for name, front in _BEFORE.items()
    },
    "pdf.no_pages": Case(lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), "pdf.no_pages"),
    "pdf.page_broken": Case(
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"null"), "pdf.page_broken"
    ),
    "pdf.broken no table": Case(lambda: b"%PDF-1.4\nnothing here\n%%EOF", "pdf.broken"),
    "pdf.too_many_pages 201": Case(lambda: many_pages(201), "pdf.too_many_pages"),
    "pdf.too_many_pages 2000": Case(lambda: many_pages(2000), "pdf.too_many_pages"),
    "pdf.too_many_objects": Case(_many_objects, "pdf.too_many_objects"),
    "pdf.too_much_text": Case(_much_text, "pdf.too_much_text"),
    "text.too_long": Case(lambda: b"Account number 1\n" * 40_000, "text.too_long"),
}

_FOREIGN = {
    "HEIC": b"\x00\x00\x00\x18ftypheic" + bytes(40),
    "AVIF": b"\x00\x00\x00\x18ftypavif" + bytes(40),
    "TIFF": picture("TIFF"),
    "GIF": picture("GIF", "P"),
    "WebP": b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(30),
    "BMP": picture("BMP"),
    "Word of old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rich text": b"{\\rtf1 Bill}",
    "RAR": b"Rar!\x1a\x07\x00" + bytes(20),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(20),
    "gzip": b"\x1f\x8b\x08" + bytes(20),
    "zip": _ZIP,
    "Word": b"PK\x03\x04" + bytes(26) + b"word/document.xml" + bytes(30),
    "Excel": b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml" + bytes(30),
    "HTML": b"<!DOCTYPE html><html><body>Bill</body></html>",
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "XML with an entity": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "a Windows program": b"MZ\x90\x00\x03" + bytes(60),
    "a Linux program": b"\x7fELF\x02\x01\x01" + bytes(60),
    "PostScript": b"%!PS-Adobe-3.0\n\x04showpage",
    "video": b"\x00\x00\x00\x20ftypisom" + bytes(40),
    "blanks": b" \n\t" * 30,
    "zeros": bytes(3000),
}

UPLOADS = {
    "upload.empty": Case(lambda: b"", "upload.empty"),
    "upload.too_large by a byte": Case(lambda: GOOD.ljust(MAX_BYTES + 1), "upload.too_large"),
    "upload.pdf_header_not_first behind HTML": Case(lambda: b"<html>" + GOOD, "upload.pdf_header_not_first"),
    "upload.pdf_header_not_first behind a picture": Case(lambda: picture("GIF", "P")[:200] + GOOD, "upload.pdf_header_not_first"),
    "upload.pdf_header_not_first in an archive": Case(lambda: b"PK\x03\x04" + bytes(30) + GOOD, "upload.pdf_header_not_first"),
    **{f"upload.format_not_accepted {name}": Case(lambda data=data: data, "upload.format_not_accepted") for name, data in _FOREIGN.items()},
    "upload.png_broken without its header": Case(lambda: png_of(chunk(b"IDAT", b"")), "upload.png_broken"),
    "upload.png_broken of no size": Case(lambda: png_of(head(0, 10)), "upload.png_broken"),
    "upload.png_side_too_long": Case(lambda: png_of(head(MAX_SIDE + 1, 1)), "upload.png_side_too_long"),
    "upload.png_side_too_long as long as can be": Case(lambda: png_of(head(2**31 - 1, 1)), "upload.png_side_too_long"),
    "upload.png_too_many_pixels": Case(lambda: png_of(head(8000, 5001)), "upload.png_too_many_pixels"),
    "upload.jpeg_broken": Case(lambda: b"\xff\xd8\xff\xe0" + bytes(40), "upload.jpeg_broken"),
    "upload.jpeg_side_too_long": Case(lambda: picture("JPEG", "L", (MAX_SIDE + 1, 8)), "upload.jpeg_side_too_long"),
    "upload.jpeg_too_many_pixels": Case(
        lambda: b"\xff\xd8\xff\xc0\x00\x11\x08" + (8000).to_bytes(2, "big") + (5001).to_bytes(2, "big") + bytes(20),
        "upload.jpeg_too_many_pixels",
    ),
}

ACCEPTED = {
    "a PDF of one page": GOOD,
    "a PDF packed into streams": packed(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/MediaBox[0 0 9 9]>>"
    ),
    "a PDF with a byte order mark": b"\xef\xbb\xbf" + GOOD,
    "a PDF with blank lines around it": b"\r\n" + GOOD + b"\r\n" * 300,
    "a PDF with a little behind it": GOOD + b"x" * 1000,
    "a PDF with a link to click": with_catalog(
        b"", page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.com/)>>>>]"
    ),
    "a PDF that opens at a page": with_catalog(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"),
    "a PDF with a form": with_catalog(b"/AcroForm<</Fields[6 0 R]>>", b"<</FT/Tx/T(name)/V(Zoe)>>"),
    "a PDF with metadata": with_catalog(
        b"/Metadata 6 0 R", stream(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>", b"/Type/Metadata/Subtype/XML")
    ),
    "a PDF of 200 pages": many_pages(200),
    "a PNG": picture("PNG"),
    "a PNG in black and white": picture("PNG", "1"),
    "a PNG with a palette": picture("PNG", "P"),
    "a PNG in sixteen bits": picture("PNG", "I;16"),
    "a PNG with transparency": picture("PNG", "LA"),
    "a JPEG": picture("JPEG"),
    "a JPEG for print": picture("JPEG", "CMYK"),
    "a text": b"Account number  000412-77 9\r\n",
}
"""Ordinary files that must not be refused."""
