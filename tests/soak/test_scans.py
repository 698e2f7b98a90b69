"""Scans of every kind through the real engine in its walls: turned, leaning, faint, large, many, and a child killed in the middle."""

import asyncio
import os
import signal

import psutil
import pytest
from PIL import Image, ImageFilter

from documents.reading import PaperReader, ReadingState
from documents.sample_bill import draw_sample_bill
from documents.scanned_pages import MAX_SCANNED
from documents.scans import WarmOcr
from tests.documents.papers import SAMPLE
from tests.documents.scans import WORDS, as_file, photo, scan, small_pages, transparent

pytestmark = pytest.mark.timeout(900)
SMALL, BILL = scan(), scan(draw_sample_bill(SAMPLE))
PICTURES = {
    **{f"turned by {turn}": as_file(SMALL.rotate(turn, expand=True)) for turn in (0, 90, 180, 270)},
    **{f"leaning by {lean}": as_file(SMALL.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)) for lean in (-4, -1, 1, 4)},
    **{f"photographed at {lean}": as_file(photo(SMALL, lean)) for lean in (-3, 3)},
    "photographed upside down": as_file(photo(SMALL, 178)),
    "blurred": as_file(SMALL.filter(ImageFilter.GaussianBlur(2))),
    "faint": as_file(SMALL.point(lambda value: 170 + value // 3)),
    "dark": as_file(SMALL.point(lambda value: value // 2)),
    "white on black": as_file(SMALL.point(lambda value: 255 - value)),
    "transparent": as_file(transparent(SMALL)),
    "in colour": as_file(SMALL.convert("RGB")),
    "in sixteen bits": as_file(SMALL.convert("I").point(lambda value: value * 257).convert("I;16")),
    "in black and white": as_file(SMALL.convert("1")),
    "as JPEG": as_file(SMALL, "JPEG"),
    "on a wide sheet": as_file(transparent(SMALL).resize((2400, 860))),
}


ALL_WORDS = sorted(word.replace(" ", "") for word in WORDS)


@pytest.fixture(scope="module")
async def ocr():
    return WarmOcr()


@pytest.fixture(scope="module")
async def papers(ocr):
    async with PaperReader(ocr) as reader:
        yield reader


def squeezed(text):
    """OCR now and then loses the blank behind a bracket or between words that stand close."""
    return text.replace(" ", "")


def words_of(reading):
    return sorted(squeezed(cell.text) for page in reading.pages for cell in page.cells)


@pytest.mark.parametrize("how", sorted(PICTURES))
async def test_a_picture_is_read_word_for_word(papers, how):
    reading = await papers.read(PICTURES[how])
    assert words_of(reading) == ALL_WORDS
    assert reading.warnings == ()


@pytest.mark.parametrize("dpi", [110, 150, 200, 300])
async def test_a_whole_bill_is_read_at_every_fineness(papers, dpi):
    reading = await papers.read(as_file(scan(draw_sample_bill(SAMPLE), dpi)))
    found = squeezed(reading.text)
    assert [last for last in range(10) if f"(303)555-010{last}" not in found] == []
    assert all(squeezed(fact) in found for fact in ("000412-77 9", "November 3, 2026", "Blue Sun Outfitters LLC"))


async def test_of_many_scanned_pages_the_first_are_read_within_the_limits(papers, ocr):
    reading = await papers.read(small_pages([((), (), SMALL)] * (MAX_SCANNED + 3)))
    assert [page.number for page in reading.pages if page.cells] == list(range(1, MAX_SCANNED + 1))
    assert reading.warnings == ("pages_left_out",)
    assert psutil.Process(ocr.pid).memory_info().rss < 900 * 2**20


async def test_a_child_killed_in_the_middle_of_a_page_costs_that_page_only(papers, ocr):
    await papers.read(as_file(SMALL))
    reading = asyncio.create_task(papers.read(as_file(BILL)))
    before = psutil.Process(ocr.pid).cpu_times().user
    while psutil.Process(ocr.pid).cpu_times().user < before + 0.2:
        await asyncio.wait({reading}, timeout=0.05)
    os.kill(ocr.pid, signal.SIGKILL)
    failed = await reading
    assert (failed.state, failed.code) == (ReadingState.UNREADABLE, "ocr.died")
    assert words_of(await papers.read(as_file(SMALL))) == ALL_WORDS


async def test_the_child_has_no_network_and_little_room(ocr, papers):
    await papers.read(as_file(SMALL))
    child = psutil.Process(ocr.pid)
    assert child.net_connections() == []
    assert child.rlimit(psutil.RLIMIT_AS)[0] == 2 * 2**30
    assert child.rlimit(psutil.RLIMIT_FSIZE)[0] == 0
