"""What is running in a data folder? One file says so, also after everything was killed."""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import psutil

from runtime.machine.process import created_at


@dataclass(frozen=True, slots=True)
class ProcessStatus:
    """`created` goes with `pid`: only both together name a process."""

    name: str
    pid: int
    created: float
    state: str
    restarts: int
    log: str

    @property
    def alive(self) -> bool:
        return bool(self.pid) and abs(created_at(self.pid) - self.created) < 0.1

    def memory(self) -> int:
        """Resident bytes with all descendants; 0 when it is gone."""
        try:
            process = psutil.Process(self.pid)
            return sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))
        except psutil.Error:
            return 0


class StatusFile:
    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "status.json"

    def write(self, statuses: list[ProcessStatus]) -> None:
        scratch = self._path.with_suffix(".new")
        scratch.write_text(json.dumps([asdict(status) for status in statuses], indent=1))
        scratch.replace(self._path)

    def read(self) -> list[ProcessStatus]:
        if not self._path.exists():
            return []
        return [ProcessStatus(**status) for status in json.loads(self._path.read_text())]

    def sweep(self) -> list[str]:
        """Kill what an earlier supervisor left running; the names of those."""
        left = [status for status in self.read() if status.alive]
        processes = [psutil.Process(status.pid) for status in left]
        for process in processes:
            process.kill()
        psutil.wait_procs(processes, timeout=10)
        return [status.name for status in left]


class AlreadyRunning(Exception):
    """Another supervisor holds this data folder."""


class FolderLock:
    """One supervisor for each data folder. The kernel lets go of the lock when the holder dies, however it dies."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "supervisor.lock"
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises AlreadyRunning."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise self._held_already() from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def refuse_if_held(self) -> None:
        """Raises AlreadyRunning."""
        if self.held():
            raise self._held_already()

    def _held_already(self) -> AlreadyRunning:
        return AlreadyRunning(f"process {self._path.read_text() or '?'} is running Portwright in {self._path.parent} already")

    def held(self) -> bool:
        """Whether any process holds it."""
        if not self._path.exists():
            return False
        with self._path.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return True
        return False
