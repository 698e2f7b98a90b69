"""What may be uploaded as paper? The cheap checks, made while the upload is still being answered (R36).

Accepted by content, never by name or declared type. What a costly look finds comes later, from `reading.py`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 12_000

PNG_HEADER = b"\x89PNG\r\n\x1a\n"
JPEG_HEADER = b"\xff\xd8\xff"
PDF_HEADER = b"%PDF-"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_IHDR_END = 33
_NOT_IN_TEXT = re.compile(b"[\x00-\x08\x0e-\x1f\x7f]")
_FRAME_OF_JPEG = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class MediaType(StrEnum):
    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TEXT = "text/plain"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class UploadVerdict:
    """Whether a file goes on to the reader. `code` and `params` say why not, and are empty when it does.

    media_type: what the content is, to be stored in place of what the browser said.
    """

    accepted: bool
    media_type: MediaType = MediaType.UNKNOWN
    code: str = ""
    params: dict[str, str] = field(default_factory=dict)


FOREIGN: tuple[tuple[int, bytes, str], ...] = (
    (0, JPEG_HEADER, "jpeg"),
    (4, b"ftypheic", "heic"),
    (4, b"ftypheix", "heic"),
    (4, b"ftypmif1", "heic"),
    (4, b"ftypavif", "avif"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (0, b"GIF8", "gif"),
    (8, b"WEBP", "webp"),
    (0, b"BM", "bmp"),
    (0, b"\xd0\xcf\x11\xe0", "doc"),
    (0, b"{\\rtf", "rtf"),
    (0, b"Rar!", "archive"),
    (0, b"7z\xbc\xaf", "archive"),
    (0, b"\x1f\x8b", "archive"),
)
"""Offset, magic bytes, format. Each has a remedy: how to make a PDF or PNG of it."""


_PICTURE_CODES = {
    MediaType.PNG: ("upload.png_broken", "upload.png_side_too_long", "upload.png_too_many_pixels"),
    MediaType.JPEG: ("upload.jpeg_broken", "upload.jpeg_side_too_long", "upload.jpeg_too_many_pixels"),
}
ORDINARY = frozenset({MediaType.PDF, MediaType.PNG})


def check_upload(data: bytes, allowed: Collection[str] = ORDINARY) -> UploadVerdict:
    """Say at once whether these bytes can be paper: not empty, at most 10 MB, a PDF or a picture of a sane size.

    allowed: media types that policy takes; JPEG pictures and plain text are known too.
    """
    if not data:
        return _refused("upload.empty")
    if len(data) > MAX_BYTES:
        return _refused("upload.too_large", bytes=str(len(data)), limit=str(MAX_BYTES))
    if data.startswith(PNG_HEADER):
        return _check_picture(MediaType.PNG, png_size(data)) if MediaType.PNG in allowed else _foreign("png")
    if _starts_as_pdf(data):
        return UploadVerdict(True, MediaType.PDF) if MediaType.PDF in allowed else _foreign("pdf")
    if PDF_HEADER in data[:1024]:
        return _refused("upload.pdf_header_not_first")
    if data.startswith(JPEG_HEADER) and MediaType.JPEG in allowed:
        return _check_picture(MediaType.JPEG, jpeg_size(data))
    if MediaType.TEXT in allowed and is_text(data):
        return UploadVerdict(True, MediaType.TEXT)
    return _foreign(_foreign_format(data))


def is_text(data: bytes) -> bool:
    """Whether it has no byte that text files do not have, and is not a page of markup."""
    return bool(data.strip()) and not _NOT_IN_TEXT.search(data) and _foreign_format(data) == "unknown"


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height by the IHDR chunk, which must be the first; None if it is not there."""
    if len(data) < _IHDR_END or data[8:16] != b"\x00\x00\x00\rIHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height by the first frame header; None if no segment before it leads there."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAME_OF_JPEG:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
    return None


def _check_picture(kind: MediaType, size: tuple[int, int] | None) -> UploadVerdict:
    broken, too_long, too_many = _PICTURE_CODES[kind]
    if size is None or 0 in size:
        return _refused(broken)
    width, height = size
    if max(size) > MAX_SIDE:
        return _refused(too_long, width=str(width), height=str(height), limit=str(MAX_SIDE))
    if width * height > MAX_PIXELS:
        return _refused(too_many, width=str(width), height=str(height), limit=str(MAX_PIXELS))
    return UploadVerdict(True, kind)


def _starts_as_pdf(data: bytes) -> bool:
    return data[:64].removeprefix(BYTE_ORDER_MARK).lstrip(b" \t\r\n\x00").startswith(PDF_HEADER)


def _foreign_format(data: bytes) -> str:
    for offset, magic, name in FOREIGN:
        if data[offset : offset + len(magic)] == magic:
            return name
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data[:256].lstrip().lower().startswith((b"<!doctype html", b"<html", b"<svg", b"<?xml")):
        return "html"
    return "unknown"


def _zip_kind(data: bytes) -> str:
    for folder, name in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx")):
        if folder in data[:65536]:
            return name
    return "archive"


def _foreign(format_name: str) -> UploadVerdict:
    return _refused("upload.format_not_accepted", format=format_name)


def _refused(code: str, **params: str) -> UploadVerdict:
    return UploadVerdict(False, MediaType.UNKNOWN, code, params)
