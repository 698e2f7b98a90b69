"""One job for one child process that may die of it (R37). Its death is an answer, and the next job is done as ever."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from documents.reader.answer import Reading, ReadingState
from documents.reader.job import NO_ANSWER, Answer, Job, from_bytes

CHILD = ("-P", "-s", "-m", "documents.reader.child")
WALL_SECONDS = 60.0
"""What a file may cost is bounded by the child's own processor time (`documents.reader.cage`); where others use the machine it may wait."""
MAX_ANSWER = 64 * 1024 * 1024
_ROOT = Path(__file__).resolve().parent.parent
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Array arithmetic needs none of its own beside those of the OCR engine."""


async def start(command: tuple[str, ...]) -> asyncio.subprocess.Process:
    """A child that waits for its job, in a group of its own, knowing nothing of this process's settings and secrets."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
        env={"PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8", **_ONE_THREAD, **_compiled_modules()},
    )


def _compiled_modules() -> dict[str, str]:
    """Where this process keeps its compiled modules: the child starts from the same."""
    return {"PYTHONPYCACHEPREFIX": sys.pycache_prefix} if sys.pycache_prefix else {}


async def errand(child: asyncio.subprocess.Process, job: Job, data: bytes, timeout: float = WALL_SECONDS) -> Answer:
    """The child's answer, after which it is gone. Never raises for what the file holds.

    timeout: seconds of wall time until the child and all it started are killed.
    """
    try:
        async with asyncio.timeout(timeout):
            _, said = await asyncio.gather(_give(child, job.line() + data), _take(child))
            code = await child.wait()
    except TimeoutError:
        return _unreadable("reader.timed_out", seconds=f"{timeout:g}")
    finally:
        await bury(child)
    return _understood(said, code)


def kill(child: asyncio.subprocess.Process) -> None:
    """The child leads its own group, so that whatever it started goes with it."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


async def bury(child: asyncio.subprocess.Process) -> None:
    """See a child to its end, which nothing delays."""
    if child.returncode is None:
        kill(child)
        await child.wait()


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
    """At most a little more than an answer may have; a child that says more is killed."""
    assert child.stdout is not None
    said = bytearray()
    while len(said) <= MAX_ANSWER and (part := await child.stdout.read(1 << 18)):
        said += part
    if len(said) > MAX_ANSWER:
        kill(child)
    return bytes(said)


def _understood(said: bytes, code: int) -> Answer:
    if len(said) > MAX_ANSWER:
        return _unreadable("reader.answer_too_long")
    if code == -signal.SIGXCPU:
        return _unreadable("reader.too_much_work")
    if code == -signal.SIGABRT:
        # The drawing engine ends its process when it is given no more memory.
        return _unreadable("reader.out_of_memory")
    if code != 0:
        return _unreadable("reader.died", status=str(code))
    try:
        return from_bytes(said)
    except NO_ANSWER:
        return _unreadable("reader.answer_garbled")


def _unreadable(code: str, **params: str) -> Answer:
    return Answer(Reading(ReadingState.UNREADABLE, code, params))
