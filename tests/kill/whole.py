"""Everything under the product's own supervisor, in a process to be killed: `python -m tests.kill.whole <data folder>`."""

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from runtime.machine.embedded import prepare
from runtime.machine.secrets_file import environment_of
from runtime.machine.stage import standing
from runtime.machine.status import StatusFile
from runtime.processes.stopping import until_stopped
from runtime.settings import Settings
from tests.kill.standing import SETTINGS
from tests.stack import wait_until

_UP = "all up"


class Whole:
    """kills, falls: of the supervisor, which takes everything with it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.logs = folder, folder / "logs"
        self.kills: Counter[str] = Counter()
        self.falls: Counter[str] = Counter()
        self._process: subprocess.Popen[str] | None = None
        self.start()
        self.settings = Settings.from_env(environment_of({}, folder))

    def start(self) -> None:
        """Everything up and ready, on the ports of the first start."""
        argv = [sys.executable, "-m", "tests.kill.whole", str(self._folder)]
        self._process = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        said = []
        while (line := self._process.stdout.readline()) and _UP not in line:
            said.append(line)
        assert line, said

    def kill(self) -> None:
        """Kill the supervisor with -9 and see that nobody outlives it."""
        assert self._process
        running = [status.pid for status in StatusFile(self._folder).read() if status.alive]
        self._process.kill()
        self._process.communicate(timeout=10)
        wait_until(lambda: not any(psutil.pid_exists(pid) for pid in running), "the end of every process")
        self.kills["all"] += 1


@contextmanager
def whole(folder: Path) -> Iterator[Whole]:
    up = Whole(folder)
    try:
        yield up
    finally:
        up.kill()


async def main(folder: str) -> None:
    async with standing(prepare(SETTINGS, folder), print):
        print(_UP, flush=True)
        await until_stopped()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
