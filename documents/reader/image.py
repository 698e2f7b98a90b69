"""An uploaded picture decoded whole under limits: flattened on white, grey, and as small as OCR needs it."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageOps

from documents.intake import JPEG_HEADER, MAX_PIXELS, MAX_SIDE, PDF_HEADER, PNG_HEADER
from documents.reader.answer import refuse
from documents.reader.pdf_frame import MAX_STRAY

_STRIP = 512
_WHERE_VIEWERS_LOOK = 2048
_ARCHIVE_END = b"PK\x05\x06"
_WITH_ALPHA = frozenset({"LA", "La", "PA", "RGBA", "RGBa"})


@dataclass(frozen=True, slots=True)
class _Kind:
    """A format: how its file ends, and the codes of what can be wrong with one."""

    name: str
    end: bytes
    broken: str
    truncated: str
    too_large: str
    data_after_end: str


_PNG = _Kind("PNG", b"IEND\xaeB`\x82", "png.broken", "png.truncated", "png.too_large", "png.data_after_end")
_JPEG = _Kind("JPEG", b"\xff\xd9", "jpeg.broken", "jpeg.truncated", "jpeg.too_large", "jpeg.data_after_end")


def is_image(data: bytes) -> bool:
    return data.startswith((PNG_HEADER, JPEG_HEADER))


def flat(data: bytes, grey: bool) -> Image.Image:
    """The picture on white, in mode L or RGB, its first frame only, upright as the camera noted it.

    Raises Unsuitable for a broken, oversized or doubled file.
    """
    kind = _PNG if data.startswith(PNG_HEADER) else _JPEG
    _check_tail(data, kind)
    with _told_as(kind), Image.open(io.BytesIO(data), formats=[kind.name]) as image:
        if max(image.size) > MAX_SIDE or image.width * image.height > MAX_PIXELS:
            raise refuse(kind.too_large, width=str(image.width), height=str(image.height))
        image.load()
        flattened = _flattened(image, "L" if grey else "RGB")
        return ImageOps.exif_transpose(flattened) if kind is _JPEG else flattened


def shrunk(image: Image.Image, longest: int) -> Image.Image:
    """At most so many pixels on its longer side."""
    if max(image.size) <= longest:
        return image
    share = longest / max(image.size)
    size = max(1, round(image.width * share)), max(1, round(image.height * share))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


@contextmanager
def _told_as(kind: _Kind) -> Iterator[None]:
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refuse(kind.too_large) from error
    except (OSError, ValueError, SyntaxError, IndexError) as error:
        raise refuse(kind.broken) from error


def _flattened(image: Image.Image, mode: str) -> Image.Image:
    """Strip by strip, so that a large picture is never held twice in colour."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert(mode)
    if image.mode not in _WITH_ALPHA and "transparency" not in image.info:
        return image.convert(mode)
    whole = Image.new(mode, image.size, "white")
    for top in range(0, image.height, _STRIP):
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        strip.info = image.info
        coloured = strip.convert("RGBA")
        whole.paste(coloured.convert(mode), (0, top), coloured.getchannel("A"))
    return whole


def _check_tail(data: bytes, kind: _Kind) -> None:
    end = data.rfind(kind.end)
    if end < 0:
        raise refuse(kind.truncated)
    stray = len(data) - end - len(kind.end)
    other = _ARCHIVE_END in data[end:] or PDF_HEADER in data[end:] or PDF_HEADER in data[:_WHERE_VIEWERS_LOOK]
    if stray > MAX_STRAY or other:
        raise refuse(kind.data_after_end, bytes=str(stray))
