"""Read an uploaded file in child processes that may die of it (R37). A death is an answer, and the next file is read as ever."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from documents.errands import CHILD, WALL_SECONDS, bury, errand, start
from documents.reader.answer import Cell, Isolation, PageText, Reading, ReadingState
from documents.reader.job import Answer, Job, Task
from documents.scanned_pages import with_scans
from documents.scans import ReadsScans, WarmOcr

__all__ = ["Cell", "Isolation", "PageText", "PaperReader", "Reading", "ReadingState", "read_document"]


async def read_document(
    data: bytes, *, ocr: ReadsScans | None = None, timeout: float = WALL_SECONDS, command: tuple[str, ...] = CHILD
) -> Reading:
    """The reading of one file that passed `check_upload`. Never raises for what the file holds.

    ocr: reads scanned pages; without one a child is started for this file if it needs it. timeout: seconds of wall time until
    a reader child and all it started are killed. command: arguments to Python; another is given only to prove what happens
    when the child misbehaves.
    """

    async def ask(job: Job) -> Answer:
        return await errand(await start(command), job, data, timeout)

    own = WarmOcr() if ocr is None else None
    try:
        return await _read(ask, own or ocr)
    finally:
        if own is not None:
            await own.aclose()


class PaperReader:
    """Reads one file after the other with a child that already waits for the next and an OCR child that stays warm.

    ocr: another one is given only by tests.
    """

    def __init__(self, ocr: WarmOcr | None = None, command: tuple[str, ...] = CHILD) -> None:
        self._ocr, self._command = ocr or WarmOcr(), command
        self._spare: asyncio.Task[asyncio.subprocess.Process] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._ocr.aclose()
        if self._spare is not None:
            await bury(await self._spare)

    async def read(self, data: bytes) -> Reading:
        """As `read_document`."""

        async def ask(job: Job) -> Answer:
            return await errand(await self._taken(), job, data)

        try:
            return await _read(ask, self._ocr)
        finally:
            self.prepare()

    def prepare(self) -> None:
        """Have a child start that then waits for a file; it uses no processor meanwhile."""
        if self._spare is None:
            self._spare = asyncio.create_task(start(self._command))

    async def _taken(self) -> asyncio.subprocess.Process:
        spare, self._spare = self._spare, None
        child = None if spare is None else await spare
        if child is not None and child.returncode is None:
            return child
        return await start(self._command)


async def _read(ask: Callable[[Job], Awaitable[Answer]], ocr: ReadsScans | None) -> Reading:
    answer = await ask(Job())
    if not answer.to_scan or ocr is None:
        return answer.reading
    return await with_scans(answer, lambda pages: ask(Job(Task.SCAN, pages)), ocr)
