"""PNG and JPEG files that lie about themselves, hide something, or swell."""

import struct
import zlib

from tests.documents.hostile.making import GOOD, Case, chunk, grey, head, picture, png, png_of

_SMALL = chunk(b"IDAT", zlib.compress(grey(10, 10)))
_ZIP = b"PK\x05\x06" + bytes(18)
_PAGE = b"<?php system($_GET[0]); ?>" * 60


def _swollen(width: int, height: int, depth: int, colour: int, row: int) -> bytes:
    """As many pixels as may be, of nothing, in a few kilobytes."""
    packer = zlib.compressobj(9)
    data = b"".join([*(packer.compress(bytes(row + 1)) for _ in range(height)), packer.flush()])
    return png_of(head(width, height, depth, colour), chunk(b"IDAT", data))


def _tall_jpeg() -> bytes:
    """Says that it is 11,999 by 3,000 and holds the data of 200 by 100."""
    data = picture("JPEG", "L")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", 3000, 11_999) + data[at + 4 :]


CASES = {
    "png.truncated in its pixels": Case(lambda: png(100, 100, grey(100, 100))[:-20], "png.truncated"),
    "png.truncated before its end": Case(lambda: png(100, 100, grey(100, 100))[:-12], "png.truncated"),
    "png.truncated after its header": Case(lambda: png(100, 100, grey(100, 100))[:40], "png.truncated"),
    "png.broken by a lying header": Case(lambda: png(10, 10, grey(10, 10), header=(12_000, 3_000)), "png.broken"),
    "png.broken without pixels": Case(lambda: png_of(head(10, 10)), "png.broken"),
    "png.broken by a colour type that is none": Case(lambda: png_of(head(10, 10, 8, 5), _SMALL), "png.broken"),
    "png.broken by a depth that is none": Case(lambda: png_of(head(10, 10, 3, 0), _SMALL), "png.broken"),
    "png.broken by pixels that are no stream": Case(lambda: png_of(head(10, 10), chunk(b"IDAT", b"nothing of that kind")), "png.broken"),
    "png.broken by a wrong sum": Case(
        lambda: png(10, 10, grey(10, 10)).replace(b"IHDR\x00\x00\x00\x0a", b"IHDR\x00\x00\x00\x0b"), "png.broken"
    ),
    "png.broken by a bomb of notes": Case(
        lambda: png_of(head(10, 10), *[chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(20_000_000), 9))] * 5, _SMALL), "png.broken"
    ),
    "png.too_large": Case(lambda: png(10, 10, grey(10, 10), header=(60_000, 60_000)), "png.too_large"),
    "png.too_large by its pixels": Case(lambda: png(10, 10, grey(10, 10), header=(11_000, 11_000)), "png.too_large"),
    "png.data_after_end an archive": Case(lambda: png(10, 10, grey(10, 10), tail=_ZIP), "png.data_after_end"),
    "png.data_after_end a page": Case(lambda: png(10, 10, grey(10, 10), tail=_PAGE), "png.data_after_end"),
    "png.data_after_end a PDF": Case(lambda: png(10, 10, grey(10, 10), tail=GOOD), "png.data_after_end"),
    "jpeg.truncated": Case(lambda: picture("JPEG")[:300], "jpeg.truncated"),
    "jpeg.broken inside": Case(lambda: picture("JPEG")[:250] + b"\xff\xd9", "jpeg.broken"),
    "jpeg.too_large": Case(
        lambda: _tall_jpeg().replace(struct.pack(">HH", 3000, 11_999), struct.pack(">HH", 30_000, 30_000)), "jpeg.too_large"
    ),
    "jpeg.data_after_end an archive": Case(lambda: picture("JPEG") + _ZIP, "jpeg.data_after_end"),
    "jpeg.data_after_end a page": Case(lambda: picture("JPEG") + _PAGE, "jpeg.data_after_end"),
    "a JPEG with a lying header": Case(_tall_jpeg),
    "a JPEG with notes by the megabyte": Case(lambda: b"\xff\xd8" + (b"\xff\xfe\xff\xff" + bytes(65_533)) * 60 + picture("JPEG")[2:]),
    "a PNG with less than it says": Case(lambda: png(100, 100, grey(100, 50))),
    "a PNG with more than it says": Case(lambda: png(100, 100, grey(100, 5000))),
    "a PNG with filters that are none": Case(lambda: png(100, 100, b"\x09" * 10_100)),
    "a PNG without its palette": Case(lambda: png_of(head(10, 10, 8, 3), _SMALL)),
    "a PNG with two headers": Case(lambda: png_of(head(10, 10), head(11_000, 3_000), _SMALL)),
    "a PNG of 40 million grey pixels": Case(lambda: _swollen(8000, 5000, 8, 0, 8000)),
    "a PNG of 40 million pixels with transparency": Case(lambda: _swollen(8000, 5000, 8, 6, 32_000)),
    "a PNG of 40 million deep pixels": Case(lambda: _swollen(8000, 5000, 16, 6, 64_000)),
    "a PNG as narrow as can be": Case(lambda: _swollen(1, 12_000, 8, 2, 3)),
    "a PNG that swells behind its pixels": Case(lambda: png(10, 10, bytes(110 + 200_000_000))),
    "a PNG in a thousand pieces": Case(
        lambda: png_of(head(10, 10), *[chunk(b"IDAT", bytes([byte])) for byte in zlib.compress(grey(10, 10), 0)] * 9)
    ),
    "a PNG that moves": Case(
        lambda: png_of(head(10, 10), chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)), chunk(b"fcTL", bytes(26)), _SMALL)
    ),
    "a PNG with a colour profile of noise": Case(lambda: png_of(head(10, 10), chunk(b"iCCP", b"a\x00\x00" + b"noise" * 99), _SMALL)),
    "a PNG with a chunk of two gigabytes": Case(lambda: png_of(head(10, 10), b"\x7f\xff\xff\xfftEXt" + bytes(99), _SMALL)),
}
