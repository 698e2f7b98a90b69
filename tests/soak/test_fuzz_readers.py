"""Damaged files by the thousand are answered. What kills or holds up a process here must get a clear answer from the real child."""

import asyncio
import sys
import time

import pytest

from documents.reading import ReadingState, read_document
from tests.house.checkout import ROOT
from tests.soak.fuzzing import damaged, seeds

SECONDS = 80.0
A_ROUND = 400
LONGEST = 20.0
SEED = "2026-11"
pytestmark = pytest.mark.timeout(600)


async def one_round(first: int) -> tuple[int, list[int]]:
    """The number to go on with, and those that were slow or killed the process."""
    argv = ("-m", "tests.soak.fuzzing", SEED, str(first), str(A_ROUND))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *argv, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    last, strange = first, []
    try:
        while line := await asyncio.wait_for(process.stdout.readline(), LONGEST):
            last = int(line.split()[0])
            strange += [last] if b" " in line.strip() else []
    except TimeoutError:
        process.kill()
    if await process.wait() != 0:
        strange.append(last)
    return last + 1, strange


async def test_damaged_files_get_an_answer():
    began, first, strange = time.monotonic(), 0, []
    while time.monotonic() - began < SECONDS:
        first, found = await one_round(first)
        strange += found
    print(f"{first} damaged files, {len(strange)} of them slow or deadly: {strange}")
    assert first > A_ROUND // 4
    for number in dict.fromkeys(strange[:20]):
        data = damaged(SEED, number, seeds())
        reading = await read_document(data)
        assert reading.state in {ReadingState.READ, ReadingState.NEEDS_REVIEW} or reading.code, number
