"""Files made byte by byte, so that they can be wrong in just one way."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from tests.documents.papers import lines, page_of, pages_of

LISTENER = b"127.0.0.1:65000"
"""Where files that call home call; a test puts its own port of five digits there."""
URL = b"http://" + LISTENER + b"/"
GOOD = page_of(*lines("Rehearsal Bell", "Bill date: November 3, 2026"))
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%s>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F 12 Tf 20 100 Td (Bill) Tj ET"


@dataclass(frozen=True, slots=True)
class Case:
    """code: of the refusal that it must get; empty where any clear answer will do that takes no more than the bill's own words."""

    make: Callable[[], bytes]
    code: str = ""


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


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), extra, data)


def with_catalog(extra: bytes, *more: bytes, page: bytes = b"") -> bytes:
    """One page that says Bill; `more` are objects from 6 on."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R" + extra + b">>", PAGES, PAGE % page, stream(WORDS), FONT, *more)


def with_content(data: bytes, extra: bytes = b"", *more: bytes, resources: bytes = b"") -> bytes:
    """One page with this content; resources may name objects from 6 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % resources
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", PAGES, page, stream(data, extra), FONT, *more)


def packed(*objects: bytes) -> bytes:
    """The objects (no streams among them) in a compressed object stream, as modern writers do."""
    heads, bodies = b"", b""
    for number, body in enumerate(objects, 1):
        heads += b"%d %d " % (number, len(bodies))
        bodies += body + b" "
    count, squeezed = len(objects), zlib.compress(heads + bodies)
    out = b"%PDF-1.7\n"
    store = len(out)
    out += b"%d 0 obj\n%s\nendobj\n" % (
        count + 1,
        stream(squeezed, b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (count, len(heads))),
    )
    table = len(out)
    rows = [struct.pack(">BIB", 0, 0, 255), *(struct.pack(">BIB", 2, count + 1, index) for index in range(count))]
    rows += [struct.pack(">BIB", 1, store, 0), struct.pack(">BIB", 1, table, 0)]
    told = b"/Type/XRef/Size %d/W[1 4 1]/Root 1 0 R" % (count + 3)
    return out + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (count + 2, stream(b"".join(rows), told), table)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[page] * count)


def text_pages(count: int) -> bytes:
    return pages_of([[(40, 40 + 12 * row, "Call to (303) 555-0100 on November 3, 12 minutes, $1.20") for row in range(58)]] * count, size=8)


def flate_bomb(megabytes: int, layers: int = 1) -> bytes:
    data = bytes(megabytes * 1_000_000)
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return with_content(data, b"/Filter[" + b"/FlateDecode " * layers + b"]")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def head(width: int, height: int, depth: int = 8, colour: int = 0, interlaced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


def png_of(*chunks: bytes, tail: bytes = b"") -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b"") + tail


def png(width: int, height: int, data: bytes, tail: bytes = b"", header: tuple[int, int] | None = None) -> bytes:
    return png_of(head(*(header or (width, height))), chunk(b"IDAT", zlib.compress(data)), tail=tail)


def grey(width: int, height: int) -> bytes:
    return bytes((width + 1) * height)


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (200, 100), **options: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()
