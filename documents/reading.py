"""Read an uploaded file in a child process that may die of it (R37). Its death is an answer, and the next file is read as ever."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from documents.reader.answer import Cell, Isolation, PageText, Reading, ReadingState, from_json

__all__ = ["Cell", "Isolation", "PageText", "Reading", "ReadingState", "read_document"]

WALL_SECONDS = 15.0
MAX_ANSWER = 16 * 1024 * 1024
CHILD = ("-P", "-s", "-m", "documents.reader.child")
_ROOT = Path(__file__).resolve().parent.parent


async def read_document(data: bytes, *, timeout: float = WALL_SECONDS, command: tuple[str, ...] = CHILD) -> Reading:
    """The reading of one file that passed `check_upload`. Never raises for what the file holds.

    timeout: seconds of wall time until the child and all it started are killed. command: arguments to Python; another is
    given only to prove what happens when the child misbehaves.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
        env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
    )
    try:
        async with asyncio.timeout(timeout):
            _, answer = await asyncio.gather(_give(child, data), _take(child))
            code = await child.wait()
    except TimeoutError:
        return _unreadable("reader.timed_out", seconds=f"{timeout:g}")
    finally:
        await _bury(child)
    return _understood(answer, code)


async def _give(child: asyncio.subprocess.Process, data: bytes) -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(data)
        await child.stdin.drain()
        child.stdin.close()
        await child.stdin.wait_closed()
    except (BrokenPipeError, ConnectionResetError):
        return


async def _take(child: asyncio.subprocess.Process) -> bytes:
    """At most a byte more than an answer may have; a child that says more is killed."""
    assert child.stdout is not None
    parts: list[bytes] = []
    size = 0
    while size <= MAX_ANSWER and (part := await child.stdout.read(65536)):
        parts.append(part)
        size += len(part)
    if size > MAX_ANSWER:
        _kill(child)
    return b"".join(parts)


def _understood(answer: bytes, code: int) -> Reading:
    if len(answer) > MAX_ANSWER:
        return _unreadable("reader.answer_too_long")
    if code == -signal.SIGXCPU:
        return _unreadable("reader.too_much_work")
    if code != 0:
        return _unreadable("reader.died", status=str(code))
    try:
        return from_json(answer)
    except (ValueError, KeyError, TypeError, AttributeError):
        return _unreadable("reader.answer_garbled")


def _unreadable(code: str, **params: str) -> Reading:
    return Reading(ReadingState.UNREADABLE, code, params)


def _kill(child: asyncio.subprocess.Process) -> None:
    """The child leads its own group, so that whatever it started goes with it."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


async def _bury(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        _kill(child)
        await child.wait()
