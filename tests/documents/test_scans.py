"""Scans, photos and turned pages, read by the real engine."""

import io

import pytest
from PIL import Image

from documents.page_images import NoPageImages, page_images
from documents.reading import ReadingState, read_document
from documents.scans import WarmOcr
from tests.documents.hostile import CASES
from tests.documents.scans import WORDS, as_file, photo, placed_words, scan, small_page, small_pages, transparent

TURNS = {
    "turned left": (lambda image: image.transpose(Image.Transpose.ROTATE_90), 90.0),
    "upside down": (lambda image: image.transpose(Image.Transpose.ROTATE_180), 180.0),
    "photographed": (photo, -2.0),
    "on a transparent ground": (transparent, 0.0),
}


@pytest.fixture(scope="module")
async def ocr():
    warm = WarmOcr()
    yield warm
    await warm.aclose()


def words_of(reading):
    return [cell.text for page in reading.pages for cell in page.cells]


@pytest.mark.parametrize("how", sorted(TURNS))
async def test_a_picture_of_a_page_is_read_as_it_reads_upright(ocr, how):
    change, degrees = TURNS[how]
    reading = await read_document(as_file(change(scan())), ocr=ocr)
    assert reading.state is ReadingState.READ
    assert words_of(reading) == list(WORDS)
    assert abs(reading.pages[0].turned - degrees) < 1
    assert reading.pages[0].scanned
    assert all(0.5 < cell.confidence <= 1 for cell in reading.pages[0].cells)


async def test_scanned_pages_among_others_are_read_and_the_words_a_scanner_put_under_them_are_no_secret(ocr):
    image = scan()
    reading = await read_document(small_pages([([(40, 60, "Page one")], (), None), ((), placed_words(), image)]), ocr=ocr)
    assert words_of(reading) == ["Page one", *WORDS]
    assert [page.scanned for page in reading.pages] == [False, True]
    assert (reading.warnings, reading.hidden) == ((), ())
    first = reading.pages[1].cells[0]
    assert abs(first.left - 40) < 5 and abs(first.bottom - 64) < 6


async def test_words_under_a_picture_that_does_not_show_them_are_told(ocr):
    reading = await read_document(small_page(invisible=[(40, 280, "Account 4085550199")], picture=scan()), ocr=ocr)
    assert words_of(reading) == list(WORDS)
    assert reading.warnings == ("hidden_text",)
    assert [(page, cell.text) for page, cell in reading.hidden] == [(1, "Account 4085550199")]


async def test_marks_fit_the_picture_of_a_turned_page(ocr):
    data = as_file(scan().transpose(Image.Transpose.ROTATE_90))
    (page,) = (await read_document(data, ocr=ocr)).pages
    (image,) = await page_images(data, [1, 7], turned={1: page.turned})
    cell = page.cells[0]
    place = [round(side * image.scale) for side in (cell.left, cell.top, cell.right, cell.bottom)]
    assert image.width > image.height
    assert dark_in(image.png, place) and not dark_in(image.png, [place[2] + 30, place[1], place[2] + 200, place[3]])


async def test_many_pages_are_drawn_and_a_broken_file_is_not():
    drawn = await page_images(small_pages([([(40, 60, f"Page {number}")], (), None) for number in range(1, 8)]), range(1, 9))
    assert [image.number for image in drawn] == [1, 2, 3, 4, 5, 6, 7]
    with pytest.raises(NoPageImages) as refusal:
        await page_images(CASES["pdf.launch Launch on opening"].make(), [1])
    assert refusal.value.code == "pdf.launch"


def dark_in(png, place):
    with Image.open(io.BytesIO(png)) as image:
        assert set(image.info) <= {"transparency"}
        return image.convert("L").crop(place).getextrema()[0] < 100
