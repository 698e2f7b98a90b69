"""Hostile files of our own making, each with the answer that it must get."""

import struct
import zlib
from collections.abc import Callable

from pypdf import PdfWriter

from tests.documents.papers import lines, page_of

GOOD = page_of(*lines("Rehearsal Bell", "Bill date: November 3, 2026"))


def pdf(*objects: bytes, trailer: bytes = b"", root: bytes = b"1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a proper table."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer\n<</Size %d/Root %s%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, trailer, start))


def with_catalog(extra: bytes, *more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    text = b"BT /F 12 Tf 20 100 Td (Bill) Tj ET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    catalog = b"<</Type/Catalog/Pages 2 0 R" + extra + b">>"
    return pdf(catalog, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(text), font, *more)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), extra, data)


def with_content(data: bytes, extra: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(data, extra))


def encrypted() -> bytes:
    from io import BytesIO

    writer, out = PdfWriter(BytesIO(GOOD)), BytesIO()
    writer.encrypt("", "owner", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[page] * count)


def flate_bomb(megabytes: int, layers: int = 1) -> bytes:
    data = bytes(megabytes * 1_000_000)
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return with_content(data, b"/Filter[" + b"/FlateDecode " * layers + b"]")


def png(width: int, height: int, data: bytes, tail: bytes = b"", header: tuple[int, int] | None = None) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", *(header or (width, height)), 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"") + tail


def grey(width: int, height: int) -> bytes:
    return bytes((width + 1) * height)


ACTION = b"/OpenAction<</S/%s %s>>"
DEEP = b"[" * 50_000 + b"]" * 50_000
SELF = b"<</Type/Pages/Kids[2 0 R]/Count 1>>"

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "javascript on opening": (lambda: with_catalog(ACTION % (b"JavaScript", b"/JS(app.alert(1))")), "pdf.javascript"),
    "javascript with an escaped name": (lambda: with_catalog(b"/OpenAction<</S/J#61vaScript/J#53(1)>>"), "pdf.javascript"),
    "javascript in the name tree": (lambda: with_catalog(b"/Names<</JavaScript<</Names[(a)6 0 R]>>>>", b"<</JS(1)>>"), "pdf.javascript"),
    "javascript that no page leads to": (lambda: with_catalog(b"", b"<</S/JavaScript/JS(1)>>"), "pdf.javascript"),
    "a program to launch": (lambda: with_catalog(ACTION % (b"Launch", b"/F(calc.exe)")), "pdf.launch"),
    "a form to submit": (lambda: with_catalog(ACTION % (b"SubmitForm", b"/F(http://192.0.2.1/)")), "pdf.submit_form"),
    "data to import": (lambda: with_catalog(ACTION % (b"ImportData", b"/F(a.fdf)")), "pdf.submit_form"),
    "another file to go to": (lambda: with_catalog(ACTION % (b"GoToR", b"/F(other.pdf)")), "pdf.remote_goto"),
    "an embedded file to go to": (lambda: with_catalog(ACTION % (b"GoToE", b"/F(other.pdf)")), "pdf.remote_goto"),
    "an address opened by itself": (lambda: with_catalog(ACTION % (b"URI", b"/URI(http://192.0.2.1/)")), "pdf.open_action"),
    "an address opened by a page": (lambda: with_catalog(b"/AA<</O<</S/URI/URI(http://192.0.2.1/)>>>>"), "pdf.open_action"),
    "an address by reference": (lambda: with_catalog(b"/OpenAction 6 0 R", b"<</S/URI/URI(http://192.0.2.1/)>>"), "pdf.open_action"),
    "an address after another action": (
        lambda: with_catalog(b"/OpenAction<</S/GoTo/D[3 0 R]/Next[<</S/GoTo/Next 6 0 R>>]>>", b"<</S/URI/URI(http://192.0.2.1/)>>"),
        "pdf.open_action",
    ),
    "javascript by a name elsewhere": (lambda: with_catalog(b"", b"<</S 7 0 R>>", b"/JavaScript"), "pdf.javascript"),
    "embedded files": (lambda: with_catalog(b"/Names<</EmbeddedFiles<</Names[]>>>>"), "pdf.embedded_file"),
    "a file annotation": (lambda: with_catalog(b"", b"<</Type/Annot/Subtype/FileAttachment>>"), "pdf.embedded_file"),
    "an XFA form": (lambda: with_catalog(b"/AcroForm<</XFA(x)>>"), "pdf.xfa"),
    "rich media": (lambda: with_catalog(b"", b"<</Type/Annot/Subtype/RichMedia>>"), "pdf.rich_media"),
    "a movie": (lambda: with_catalog(b"", b"<</S/Movie>>"), "pdf.rich_media"),
    "a stream in another file": (lambda: with_content(b"", b"/F(http://192.0.2.1/a)"), "pdf.external_stream"),
    "a shadowed object": (lambda: GOOD.replace(b"startxref", b"9 0 obj\n<</S/JavaScript>>\nendobj\nstartxref"), "pdf.active_content"),
    "encryption": (encrypted, "pdf.encrypted"),
    "a cut end": (lambda: GOOD[: len(GOOD) // 2], "pdf.truncated"),
    "an archive behind it": (lambda: GOOD + b"PK\x03\x04" + b"PK\x05\x06" + bytes(18), "pdf.data_after_end"),
    "much data behind it": (lambda: GOOD + b"x" * 1100, "pdf.data_after_end"),
    "much data before it": (lambda: b" " * 1100 + GOOD, "pdf.data_before_header"),
    "201 pages": (lambda: many_pages(201), "pdf.too_many_pages"),
    "a PNG cut short": (lambda: png(100, 100, grey(100, 100))[:-20], "png.truncated"),
    "a PNG with a lying header": (lambda: png(10, 10, grey(10, 10), header=(12_000, 3_000)), "png.broken"),
    "a PNG larger than it may be": (lambda: png(10, 10, grey(10, 10), header=(60_000, 60_000)), "png.too_large"),
    "a PNG with an archive": (lambda: png(10, 10, grey(10, 10), tail=b"PK\x05\x06" + bytes(18)), "png.data_after_end"),
    "a PNG with a page behind it": (lambda: png(10, 10, grey(10, 10), tail=b"<?php ?>" * 200), "png.data_after_end"),
}
"""What must be refused by this code."""

BOUNDED: dict[str, Callable[[], bytes]] = {
    "a PNG with less than it says": lambda: png(100, 100, grey(100, 50)),
    "a bomb of 300 MB": lambda: flate_bomb(300),
    "a bomb in a bomb": lambda: flate_bomb(100, layers=3),
    "a page tree that holds itself": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", SELF),
    "a reference to itself": lambda: pdf(b"1 0 R"),
    "no catalog": lambda: pdf(b"<</Type/Nothing>>"),
    "a catalog that is not there": lambda: pdf(b"<<>>", root=b"99 0 R"),
    "deep arrays": lambda: with_catalog(b"/X" + DEEP),
    "a table that points to itself": lambda: pdf(b"<</Type/Catalog>>", trailer=b"/Prev 9"),
    "a length that lies": lambda: with_content(b"BT ET", b"/Length 999999999"),
    "a table of nonsense": lambda: b"%PDF-1.4\nxref\n0 99999999\nstartxref\n9\n%%EOF",
    "nothing but the frame": lambda: b"%PDF-1.4\n%%EOF",
    "a count that lies": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2000000000>>"),
    "a page as large as a field": lambda: with_catalog(b"").replace(b"0 0 200 200", b"0 0 2e9 2e9"),
    "a page of no size": lambda: with_catalog(b"").replace(b"0 0 200 200", b"0 0 0 000"),
    "many filters": lambda: with_content(b"", b"/Filter[" + b"/ASCIIHexDecode " * 500 + b"]"),
    "an object stream that holds itself": lambda: pdf(b"<</Type/ObjStm/N 1/First 4/Extends 1 0 R/Length 0>>\nstream\n\nendstream"),
}
"""What must get any clear answer, soon, and be no bill that was read with facts in it."""
