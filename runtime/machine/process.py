"""What is one supervised process, and how is it started, watched and ended?"""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

from runtime.machine.tether import tethered

LOG_BYTES = 10_000_000


def nothing_to_do() -> None:
    return None


async def nothing_to_wait_for() -> None:
    return None


@dataclass(frozen=True, slots=True)
class ProcessPlan:
    """How to run one process.

    tidy: before every start. settle: once, after the first time it was ready. beside: starts together with the one before it in the list.
    """

    name: str
    argv: tuple[str, ...]
    ready: Callable[[], Awaitable[bool]]
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    tidy: Callable[[], None] = nothing_to_do
    settle: Callable[[], Awaitable[None]] = nothing_to_wait_for
    beside: bool = False
    ready_within: float = 180
    stop_signal: signal.Signals = signal.SIGTERM
    stop_within: float = 15


class LogFile:
    """Lines with time and name. At ten megabytes the file moves to `.1`, over the one before.

    What a full disk does not take is lost: whoever speaks must not be held up by it.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path, self._name = path, name
        path.parent.mkdir(parents=True, exist_ok=True)

    def write(self, line: str) -> None:
        with suppress(OSError):
            if self.path.exists() and self.path.stat().st_size > LOG_BYTES:
                self.path.replace(self.path.with_suffix(".log.1"))
            with self.path.open("a") as file:
                file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {self._name} | {line}\n")

    def tail(self, lines: int = 15) -> str:
        if not self.path.exists():
            return ""
        return "\n".join(self.path.read_text(errors="replace").splitlines()[-lines:])


class SupervisedProcess:
    """One plan and the process that runs it now. It dies with this one, and has a process group of its own, so Ctrl-C does not reach it."""

    def __init__(self, plan: ProcessPlan, logs: Path) -> None:
        self.plan, self.log = plan, LogFile(logs / f"{plan.name}.log", plan.name)
        self.restarts = 0
        self.created = self._began = 0.0
        self._child: asyncio.subprocess.Process | None = None
        self._pump: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int:
        return self._child.pid if self._child else 0

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.returncode is None

    @property
    def age(self) -> float:
        """Seconds since the last start."""
        return time.monotonic() - self._began

    async def start(self) -> None:
        await asyncio.to_thread(self.plan.tidy)
        # Must be called from the main thread: the tether is bound to the life of the calling thread.
        self._child = await asyncio.create_subprocess_exec(
            *tethered(self.plan.argv),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=dict(self.plan.environment) or None,
            process_group=0,
        )
        self._began, self.created = time.monotonic(), created_at(self._child.pid)
        self._pump = asyncio.create_task(self._copy_lines(self._child))

    async def exited(self) -> int:
        """Wait for the end; the exit code, negative for a signal."""
        assert self._child
        code = await self._child.wait()
        if self._pump:
            await self._pump
        return code

    async def becomes_ready(self) -> bool:
        """Poll until ready (True), or until it ended or its time was up (False)."""
        while self.running and self.age < self.plan.ready_within:
            if await self.plan.ready():
                return True
            await asyncio.sleep(0.05)
        return False

    async def stop(self) -> None:
        """Ask to end; kill what has not ended in time."""
        if not self.running:
            return
        self.signal(self.plan.stop_signal)
        try:
            await asyncio.wait_for(self.exited(), self.plan.stop_within)
        except TimeoutError:
            self.log.write(f"did not end within {self.plan.stop_within} s and was killed")
            self.signal(signal.SIGKILL)
            await self.exited()

    def signal(self, number: signal.Signals) -> None:
        if self._child and self.running:
            try:
                os.kill(self._child.pid, number)
            except ProcessLookupError:
                return

    async def _copy_lines(self, child: asyncio.subprocess.Process) -> None:
        assert child.stdout
        rest = b""
        while data := await child.stdout.read(65_536):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                self.log.write(line.decode(errors="replace"))
        if rest:
            self.log.write(rest.decode(errors="replace"))


def created_at(pid: int) -> float:
    """When that process began, 0 when it is gone. With the pid it names a process for good: pids are used again."""
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return 0.0
