"""The child that reads scans may die, hang, swell or babble: each is said, and the next page is read. Another program stands in for it."""

import asyncio

import psutil
import pytest

from documents.reader.answer import Cell, PageText, Reading, ReadingState
from documents.reader.job import Answer, Raster
from documents.scanned_pages import MAX_SCANNED, joined, with_scans
from documents.scans import Patience, Scan, ScanFailed, WarmOcr

DYING, HANGING, BABBLING, SWELLING, SILENT, WELL = 1, 2, 3, 4, 5, 100
CODE = """
import json, os, signal, sys
print(json.dumps({"isolation": []}), flush=True)
while line := sys.stdin.buffer.readline():
    page = json.loads(line)
    sys.stdin.buffer.read(page["width"] * page["height"])
    match page["width"]:
        case 1: os.kill(os.getpid(), 9)
        case 2: signal.pause()
        case 3: print("no answer", flush=True)
        case 4: hoard = b"x" * 400_000_000; signal.pause()
        case 5: print(json.dumps({"scan": {"turned": 0}}), flush=True)
        case width:
            cells = [["Bill", 10, 10, 50, 20, 0.9]]
            print(json.dumps({"scan": {"turned": 0, "width": width, "height": 1, "cells": cells, "hidden": []}, "peak": 0}), flush=True)
"""


def page_of(width, number=1):
    return Raster(number, width, 1, bytes(width))


async def with_ocr(**patience):
    return WarmOcr(("-c", CODE), Patience(**{"start": 20, "page": 20, "idle": 60, "pages": 50} | patience), 200 * 1024 * 1024)


@pytest.mark.parametrize(
    "width, patience, code",
    [
        (DYING, 20, "ocr.died"),
        (HANGING, 0.5, "ocr.timed_out"),
        (BABBLING, 20, "ocr.answer_garbled"),
        (SILENT, 20, "ocr.answer_garbled"),
        (SWELLING, 20, "ocr.too_much_memory"),
    ],
)
async def test_a_child_that_fails_says_so_and_the_next_page_is_read(width, patience, code):
    ocr = await with_ocr(page=patience)
    with pytest.raises(ScanFailed) as failure:
        await ocr.scan(page_of(width))
    assert failure.value.code == code
    assert (await ocr.scan(page_of(WELL))).cells[0].text == "Bill"
    await ocr.aclose()


async def test_the_child_stays_for_many_pages_and_is_then_replaced():
    ocr = await with_ocr(pages=3)
    pids = []
    for _ in range(4):
        await ocr.scan(page_of(WELL))
        pids.append(ocr.pid)
    await ocr.aclose()
    assert len(set(pids[:3])) == 1 and pids[3] != pids[0]
    assert not any(psutil.pid_exists(pid) for pid in pids)


async def test_the_child_is_ended_when_nobody_needs_it():
    ocr = await with_ocr(idle=0.05)
    await ocr.scan(page_of(WELL))
    child = psutil.Process(ocr.pid)
    await asyncio.to_thread(child.wait, 10)
    assert ocr.pid is None
    assert (await ocr.scan(page_of(WELL))).cells
    await ocr.aclose()


async def test_pages_from_several_files_are_read_one_at_a_time():
    ocr = await with_ocr()
    scans = await asyncio.gather(*(ocr.scan(page_of(WELL + number)) for number in range(5)))
    assert [scan.width for scan in scans] == [100, 101, 102, 103, 104]
    await ocr.aclose()


class Pretended:
    """Reads each page as its number; fails on some."""

    def __init__(self, *failing):
        self.failing = failing

    async def scan(self, raster):
        if raster.page in self.failing:
            raise ScanFailed("ocr.died")
        return Scan(0.0, 100, 100, (Cell(f"Page {raster.page}", 0, 0, 50, 10, 0.9),), ())


def scanned(count):
    pages = tuple(PageText(number, 100.0, 100.0, ()) for number in range(1, count + 1))
    numbers = tuple(range(1, count + 1))
    return Answer(
        Reading(ReadingState.NEEDS_REVIEW, "ocr.no_text", pages=pages, page_count=count), numbers, tuple(page_of(1, n) for n in numbers[:4])
    )


async def fetch(pages):
    return Answer(Reading(ReadingState.READ), rasters=tuple(page_of(1, number) for number in pages))


async def test_of_many_scanned_pages_the_first_twenty_are_read_and_a_warning_says_so():
    reading = await with_scans(scanned(23), fetch, Pretended())
    assert [page.number for page in reading.pages if page.cells] == list(range(1, MAX_SCANNED + 1))
    assert (reading.warnings, reading.params) == (("pages_left_out",), {"left_out": "21,22,23"})


async def test_a_page_that_cannot_be_read_is_told_and_the_others_are_read():
    reading = await with_scans(scanned(3), fetch, Pretended(2))
    assert (reading.text, reading.warnings, reading.params) == ("Page 1\nPage 3", ("page_unreadable",), {"unreadable": "2"})


async def test_after_two_failures_the_rest_is_left_out():
    reading = await with_scans(scanned(5), fetch, Pretended(1, 2))
    assert (reading.state, reading.code) == (ReadingState.UNREADABLE, "ocr.died")
    assert reading.params == {"unreadable": "1,2", "left_out": "3,4,5"}


def test_text_of_the_file_stays_beside_what_was_scanned():
    page = PageText(1, 200.0, 200.0, (Cell("Page 1 of 1", 0, 0, 80, 10),))
    scan = Scan(0.0, 400, 400, (Cell("Page1 of l", 0, 0, 160, 20, 0.8), Cell("Bill", 0, 200, 80, 220, 0.9)), ())
    assert [(cell.text, cell.confidence) for cell in joined(page, scan).cells] == [("Page 1 of 1", 1.0), ("Bill", 0.9)]


def test_a_scan_that_lies_on_its_side_has_its_places_on_the_upright_page():
    page = PageText(1, 612.0, 306.0, (Cell("lying", 0, 0, 9, 9),))
    upright = joined(page, Scan(90.0, 500, 1000, (Cell("Bill", 250, 500, 300, 520, 0.9),), ()))
    assert (upright.width, upright.height, upright.cells[0].left, upright.cells[0].top) == (306.0, 612.0, 153.0, 306.0)
    assert [cell.text for cell in upright.cells] == ["Bill"]
