"""A PNG decoded whole under limits, and written out again to nowhere: it must survive what storing it clean would ask."""

import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image

from documents.intake import MAX_PIXELS, MAX_SIDE
from documents.reader.answer import refuse
from documents.reader.pdf_frame import MAX_STRAY

if TYPE_CHECKING:
    from typing_extensions import Buffer


class _Nowhere(io.BytesIO):
    """Takes bytes and forgets them, so that encoding costs no memory."""

    def write(self, data: "Buffer", /) -> int:
        return memoryview(data).nbytes


def check_png(data: bytes) -> tuple[int, int]:
    """Width and height. Raises Unsuitable for a broken, oversized or doubled file."""
    _check_tail(data)
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            if max(image.size) > MAX_SIDE or image.width * image.height > MAX_PIXELS:
                raise refuse("png.too_large", width=str(image.width), height=str(image.height))
            image.load()
            image.save(_Nowhere(), "PNG", compress_level=1)
            return image.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refuse("png.too_large") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise refuse("png.broken") from error


def _check_tail(data: bytes) -> None:
    end = data.rfind(b"IEND\xaeB`\x82")
    if end < 0:
        raise refuse("png.truncated")
    stray = len(data) - end - 8
    if stray > MAX_STRAY or b"PK\x05\x06" in data[end:]:
        raise refuse("png.data_after_end", bytes=str(stray))
