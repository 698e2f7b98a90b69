"""All hostile files through the real children: clear answers, nobody called, nothing left behind, and the service reads on."""

import asyncio

import psutil
import pytest

from documents.reading import PaperReader, ReadingState
from tests.documents.hostile import CASES
from tests.documents.hostile.judging import wrong_with
from tests.documents.hostile.making import GOOD
from tests.house.checkout import ROOT


class Listener:
    """Counts who calls."""

    def __init__(self) -> None:
        self.calls = 0

    async def heard(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.calls += 1
        writer.close()


@pytest.fixture(scope="module")
async def listener():
    heard = Listener()
    server = await asyncio.start_server(heard.heard, "127.0.0.1", 0)
    async with server:
        yield heard, server.sockets[0].getsockname()[1]


@pytest.fixture(scope="module")
async def papers():
    async with PaperReader() as reader:
        yield reader


@pytest.mark.parametrize("name", CASES)
async def test_a_hostile_file_gets_a_clear_answer(papers, listener, name):
    heard, port = listener
    before = sorted(ROOT.iterdir())
    assert await wrong_with(CASES[name], papers.read, port) == ""
    assert heard.calls == 0
    assert sorted(ROOT.iterdir()) == before


async def test_afterwards_good_files_are_read_and_no_process_is_left():
    before = set(psutil.Process().children())
    async with PaperReader() as reader:
        for name in sorted(CASES)[::25]:
            await wrong_with(CASES[name], reader.read)
            assert (await reader.read(GOOD)).state is ReadingState.READ, name
    assert set(psutil.Process().children()) <= before
