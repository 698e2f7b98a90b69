"""Reading paper: what a text bill costs beyond the child's start, a scan beside bare RapidOCR, and the memory that four scans take."""

import asyncio
import io
import os
import statistics
import time

import numpy as np
import psutil
from PIL import Image
from rapidocr import RapidOCR

from benchmarks.figures import Figure, at_most
from documents.page_images import page_images
from documents.reader.answer import ReadingState
from documents.reading import PaperReader, Reading
from documents.sample_bill import draw_sample_bill
from tests.documents.hostile.making import text_pages
from tests.documents.papers import SAMPLE

ROUNDS = 10
SCANS = 4
SETTLED = 2.0
SCAN_DPI = 200
"""What office scanners do unless told otherwise."""


async def _readings(data: bytes, rounds: int) -> list[float]:
    """Milliseconds from handing over the file to its reading, the child waiting for it as it does in service."""
    took = []
    async with PaperReader() as papers:
        for _ in range(rounds):
            papers.prepare()
            await asyncio.sleep(SETTLED)
            began = time.perf_counter()
            _sound(await papers.read(data))
            took.append((time.perf_counter() - began) * 1000)
    return took


def _sound(reading: Reading) -> Reading:
    assert reading.state is ReadingState.READ, reading.code
    return reading


async def _scan() -> Image.Image:
    (page,) = await page_images(draw_sample_bill(SAMPLE), [1], dpi=SCAN_DPI)
    with Image.open(io.BytesIO(page.png)) as image:
        return image.convert("L")


def _as_png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


async def _scanned(data: bytes) -> tuple[list[float], list[float], float, float]:
    """Seconds a page once warm, and by bare RapidOCR, in turns; the most that all children had resident, in MB, and one alone."""
    ours, bare, most, ocr = [], [], 0.0, 0.0
    engine = RapidOCR(params={"Global.log_level": "critical"})
    async with PaperReader() as papers:
        _sound(await papers.read(data))
        _bare(engine, data)
        for _ in range(SCANS):
            began = time.perf_counter()
            reading = asyncio.create_task(papers.read(data))
            while not (await asyncio.wait({reading}, timeout=0.05))[0]:
                found = _resident()
                most, ocr = max(most, sum(found)), max(ocr, *found)
            ours.append(time.perf_counter() - began)
            _sound(reading.result())
            bare.append(_bare(engine, data))
    return ours, bare, most, ocr


def _resident() -> list[float]:
    """Of each child, in MB."""
    found = [0.0]
    for child in psutil.Process().children():
        try:
            found.append(child.memory_info().rss / 2**20)
        except psutil.NoSuchProcess:
            continue
    return found


def _bare(engine: RapidOCR, data: bytes) -> float:
    """Seconds for a page of RapidOCR as it comes, decoding the same file too."""
    began = time.perf_counter()
    with Image.open(io.BytesIO(data)) as opened:
        found = engine(np.asarray(opened.convert("RGB"))[:, :, ::-1])
    assert found.txts
    return time.perf_counter() - began


def figures() -> list[Figure]:
    one, ninety = asyncio.run(_readings(draw_sample_bill(SAMPLE), ROUNDS)), asyncio.run(_readings(text_pages(90), 3))
    scans, plain, most, ocr = asyncio.run(_scanned(_as_png(asyncio.run(_scan()))))
    ours, bare, cores = statistics.median(scans), statistics.median(plain), os.cpu_count()
    return [
        at_most("text bill of one page beyond child start, ms", statistics.median(one), 30),
        at_most("text bill of 90 pages beyond child start, ms", statistics.median(ninety), 1500),
        at_most(f"scanned page against bare RapidOCR ({ours:.2f} s, {bare:.2f} s, {cores} cores)", ours / bare, 1.2),
        at_most("resident memory of the OCR child, MB", ocr, 900),
        Figure(f"resident memory of all reader children with {SCANS} scans waiting", f"{most:.0f} MB"),
    ]
