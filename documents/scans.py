"""Scanned pages read by one warm child: started on first need, one page at a time, ended when nobody needs it (R37)."""

import asyncio
import json
import math
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

import psutil

from documents.errands import bury, start
from documents.reader.answer import Cell, cells_from
from documents.reader.job import NO_ANSWER, Raster

OCR_CHILD = ("-P", "-s", "-m", "documents.reader.ocr_child")
RESIDENT = 900 * 1024 * 1024
_LONGEST_LINE = 4 * 1024 * 1024
_LOOK_SECONDS = 0.25
_MOST_PIXELS = 8_000_000


@dataclass(frozen=True, slots=True)
class Scan:
    """What OCR read on one page; pixels of the page as it reads upright. turned: as in `PageText.turned`."""

    turned: float
    width: int
    height: int
    cells: tuple[Cell, ...]
    hidden: tuple[Cell, ...]


class ScanFailed(Exception):
    """A page could not be read. Carries the code that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ReadsScans(Protocol):
    """Turns the pixels of a page into words and their places."""

    async def scan(self, raster: Raster) -> Scan:
        """Raises ScanFailed; the next page is read as ever."""
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for the child to start, for a page, and without a page until it is ended; and after how many pages it
    is replaced by a fresh one."""

    start: float = 60.0
    page: float = 60.0
    idle: float = 300.0
    pages: int = 200


class WarmOcr:
    """Owns the child. `aclose` ends it; so does the end of this process."""

    def __init__(self, command: tuple[str, ...] = OCR_CHILD, patience: Patience | None = None, resident: int = RESIDENT) -> None:
        self._command, self._patience, self._resident = command, patience or Patience(), resident
        self._child: asyncio.subprocess.Process | None = None
        self._pages = 0
        self._turn = asyncio.Lock()
        self._idle: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """Of the child that is there now."""
        return self._child.pid if self._child and self._child.returncode is None else None

    async def scan(self, raster: Raster) -> Scan:
        if len(raster.data) != raster.width * raster.height or len(raster.data) > _MOST_PIXELS:
            raise ScanFailed("ocr.answer_garbled")
        async with self._turn:
            self._wait_no_longer()
            try:
                child = await self._ready()
                return await self._asked(child, raster)
            except BaseException:
                await self._end()
                raise
            finally:
                self._wait_idle()

    async def aclose(self) -> None:
        self._wait_no_longer()
        async with self._turn:
            await self._end()
        if self._ending is not None:
            await self._ending

    async def _ready(self) -> asyncio.subprocess.Process:
        if self._pages >= self._patience.pages or (self._child and self._child.returncode is not None):
            await self._end()
        if self._child is None:
            self._child = await start(self._command)
            await self._hear(self._child, _exchange(self._child), self._patience.start)
        return self._child

    async def _asked(self, child: asyncio.subprocess.Process, raster: Raster) -> Scan:
        self._pages += 1
        head = json.dumps({"width": raster.width, "height": raster.height}).encode()
        said = await self._hear(child, _exchange(child, head + b"\n", raster.data), self._patience.page)
        if said.get("peak", 0) > self._resident:
            self._pages = self._patience.pages
        return _scan(said)

    async def _hear(self, child: asyncio.subprocess.Process, line: Coroutine[None, None, bytes], seconds: float) -> dict[str, Any]:
        """What the child says, waited for while its memory is watched."""
        coming = asyncio.create_task(line)
        try:
            for _ in range(math.ceil(seconds / _LOOK_SECONDS)):
                await asyncio.wait({coming}, timeout=_LOOK_SECONDS)
                if coming.done():
                    return _said(coming.result())
                if _resident(child.pid) > self._resident:
                    raise ScanFailed("ocr.too_much_memory")
            raise ScanFailed("ocr.timed_out")
        finally:
            coming.cancel()

    async def _end(self) -> None:
        child, self._child, self._pages = self._child, None, 0
        if child is not None:
            await bury(child)

    def _wait_idle(self) -> None:
        if self._child is not None:
            loop = asyncio.get_running_loop()
            self._idle = loop.call_later(self._patience.idle, self._end_idle)

    def _wait_no_longer(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _end_idle(self) -> None:
        child, self._child, self._pages = self._child, None, 0
        if child is not None:
            self._ending = asyncio.create_task(bury(child))


async def _exchange(child: asyncio.subprocess.Process, *parts: bytes) -> bytes:
    """The child's next line after it was given these; empty when it is gone."""
    assert child.stdin is not None and child.stdout is not None
    try:
        child.stdin.writelines(parts)
        await child.stdin.drain()
    except (BrokenPipeError, ConnectionResetError):
        return b""
    said = bytearray()
    while not said.endswith(b"\n") and len(said) < _LONGEST_LINE and (part := await child.stdout.read(1 << 16)):
        said += part
    return bytes(said)


def _resident(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def _said(line: bytes) -> dict[str, Any]:
    if not line:
        raise ScanFailed("ocr.died")
    try:
        said = json.loads(line)
    except NO_ANSWER as error:
        raise ScanFailed("ocr.answer_garbled") from error
    return said if isinstance(said, dict) else {}


def _scan(said: dict[str, Any]) -> Scan:
    try:
        found = said["scan"]
        return Scan(
            float(found["turned"]), int(found["width"]), int(found["height"]), cells_from(found["cells"]), cells_from(found["hidden"])
        )
    except NO_ANSWER as error:
        raise ScanFailed("ocr.answer_garbled") from error
