import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.intake import MAX_BYTES, MAX_SIDE, MediaType, check_upload, png_size


def png_header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def test_a_pdf_is_known_by_its_content():
    verdict = check_upload(b"%PDF-1.7\n")
    assert verdict.accepted
    assert verdict.media_type is MediaType.PDF


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n", b"\r\n "])
def test_a_pdf_may_have_blanks_before_its_header(before):
    assert check_upload(before + b"%PDF-1.4\n").accepted


def test_a_pdf_header_that_comes_late_is_refused():
    assert check_upload(b"GIF89a" + b"%PDF-1.4").code == "upload.pdf_header_not_first"


@pytest.mark.parametrize("size, accepted", [(MAX_BYTES - 1, True), (MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_ten_megabytes_are_the_edge(size, accepted):
    verdict = check_upload(b"%PDF-1.4\n".ljust(size))
    assert verdict.accepted is accepted
    assert accepted or verdict.code == "upload.too_large"


@pytest.mark.parametrize(
    "width, height, code",
    [
        (MAX_SIDE, 3333, ""),
        (MAX_SIDE + 1, 10, "upload.png_side_too_long"),
        (10, MAX_SIDE + 1, "upload.png_side_too_long"),
        (8000, 5000, ""),
        (8000, 5001, "upload.png_too_many_pixels"),
        (0, 10, "upload.png_broken"),
        (2**32 - 1, 2**32 - 1, "upload.png_side_too_long"),
    ],
)
def test_a_png_is_measured_by_its_header(width, height, code):
    assert check_upload(png_header(width, height)).code == code


def test_a_png_without_its_header_chunk_is_broken():
    assert check_upload(b"\x89PNG\r\n\x1a\n" + bytes(40)).code == "upload.png_broken"
    assert png_size(png_header(640, 480)[:32]) is None


@pytest.mark.parametrize(
    "data, name",
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpeg"),
        (b"\x00\x00\x00\x18ftypheic", "heic"),
        (b"II*\x00\x08\x00", "tiff"),
        (b"MM\x00*\x00\x00", "tiff"),
        (b"GIF89a", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"PK\x03\x04....word/document.xml", "docx"),
        (b"PK\x03\x04....xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04....bill.txt", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "doc"),
        (b"  <!DOCTYPE html><html>", "html"),
        (b"Dear customer", "unknown"),
        (b"MZ\x90\x00", "unknown"),
    ],
)
def test_other_formats_are_refused_by_name(data, name):
    verdict = check_upload(data)
    assert (verdict.accepted, verdict.code, verdict.params) == (False, "upload.format_not_accepted", {"format": name})


def test_nothing_is_refused_as_nothing():
    assert check_upload(b"").code == "upload.empty"


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(data):
    verdict = check_upload(data)
    assert verdict.accepted is (verdict.code == "")
