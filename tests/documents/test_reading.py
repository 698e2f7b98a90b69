import asyncio

import psutil
import pytest

from documents.errands import WALL_SECONDS
from documents.intake import check_upload
from documents.reader.cage import READER
from documents.reader.child import read
from documents.reading import Isolation, Reading, ReadingState, read_document
from documents.sample_bill import draw_sample_bill
from tests.documents.hostile import CASES
from tests.documents.hostile.making import GOOD, grey, many_pages, png, with_content
from tests.documents.papers import SAMPLE, page_of
from words.uploads import UPLOADS


def misbehaving(code: str) -> tuple[str, ...]:
    return ("-c", code)


async def test_a_text_bill_is_read_with_places():
    reading = await read_document(draw_sample_bill(SAMPLE))
    assert reading.state is ReadingState.READ
    assert "November 3, 2026" in reading.text
    cell = next(cell for cell in reading.pages[0].cells if cell.text == "Rehearsal Bell")
    assert 0 < cell.left < cell.right < reading.pages[0].width
    assert 0 < cell.top < cell.bottom < reading.pages[0].height / 4


async def test_the_child_reaches_no_network():
    reading = await read_document(GOOD)
    assert Isolation.NONE not in reading.isolation


async def test_the_walls_stand(tmp_path):
    code = (
        "import socket, os\nfrom documents.reader.cage import READER, limit, shut\nshut()\nlimit(READER)\n"
        "for act in (lambda: socket.create_connection(('127.0.0.1', 9), 1), lambda: os.fork() or os._exit(0),"
        f" lambda: bytearray(600_000_000), lambda: open({str(tmp_path / 'file')!r}, 'wb', 0).write(b'x')):\n"
        "    try:\n        act()\n    except (OSError, MemoryError):\n        continue\n    os._exit(7)\n"
    )
    assert (await read_document(GOOD, command=misbehaving(code))).code == "reader.answer_garbled"


def test_two_hundred_pages_are_the_edge():
    assert read(many_pages(200)).page_count == 200


def test_a_file_that_cannot_be_seen_is_for_a_person():
    white = read(with_content(b"1 1 1 rg BT /F 12 Tf 20 100 Td (4085550100) Tj ET", b""))
    assert white.state is ReadingState.NEEDS_REVIEW
    assert white.code == "ocr.no_text"


async def test_a_blank_png_is_for_a_person():
    data = png(200, 100, grey(200, 100))
    assert check_upload(data).accepted
    reading = await read_document(data)
    assert (reading.state, reading.code) == (ReadingState.NEEDS_REVIEW, "ocr.no_text")


async def test_the_largest_png_fits_the_walls():
    reading = await read_document(png(8000, 5000, grey(8000, 5000)))
    assert reading.code == "ocr.no_text"


@pytest.mark.parametrize(
    "code, expected",
    [
        ("import os; os.kill(os.getpid(), 9)", "reader.died"),
        ("import os; os.abort()", "reader.out_of_memory"),
        ("raise SystemExit(3)", "reader.died"),
        ("print('not an answer')", "reader.answer_garbled"),
        ("print('{}')", "reader.answer_garbled"),
        ("print('[]')", "reader.answer_garbled"),
        ("import sys\nwhile True: sys.stdout.write('x' * 65536)", "reader.answer_too_long"),
        ("import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass", "reader.too_much_work"),
    ],
)
async def test_a_child_that_fails_is_an_answer_and_the_next_file_is_read(code, expected):
    failed = await read_document(GOOD, command=misbehaving(code))
    assert (failed.state, failed.code) == (ReadingState.UNREADABLE, expected)
    assert (await read_document(GOOD)).state is ReadingState.READ


async def test_a_child_that_hangs_is_killed_with_all_it_started(tmp_path):
    told = tmp_path / "pid"
    code = (
        "import pathlib, signal, subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])\n"
        f"pathlib.Path({str(told)!r}).write_text(str(child.pid))\nsignal.pause()\n"
    )
    reading = await read_document(GOOD, timeout=1.5, command=misbehaving(code))
    assert reading.code == "reader.timed_out"
    assert await _gone(int(told.read_text()))


async def _gone(pid: int) -> bool:
    """Whether the process ends within two seconds; one that nobody has waited for yet has ended too."""
    for _ in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        await asyncio.sleep(0.02)
    return False


async def test_a_child_that_only_waits_for_the_processor_is_let_wait():
    code = "import time\ntime.sleep(1)\nimport documents.reader.child as child\nchild.main()"
    assert READER.cpu_seconds is not None
    assert READER.cpu_seconds * 4 < WALL_SECONDS
    assert (await read_document(GOOD, command=misbehaving(code))).state is ReadingState.READ


def test_too_much_work_and_too_little_time_are_told_apart():
    assert UPLOADS["reader.timed_out"] != UPLOADS["reader.too_much_work"]


async def test_uploads_are_read_side_by_side():
    bad, good = await asyncio.gather(read_document(CASES["deep arrays"].make()), read_document(page_of((60, 60, "Bill"))))
    assert isinstance(bad, Reading)
    assert good.text == "Bill"
