"""How do all processes of one machine start in order, stay up, and end together?"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from runtime.machine.process import ProcessPlan, SupervisedProcess
from runtime.machine.status import FolderLock, ProcessStatus, StatusFile

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
FIRST_TRIES = 4
# A process that stayed up this long is started again without waiting.
STEADY_AFTER = 60.0


class ProcessState(StrEnum):
    STARTING = "starting"
    READY = "ready"
    WAITING = "waiting to start again"
    STOPPED = "stopped"


class ProcessFailed(Exception):
    """A process did not get ready. The message holds the end of its log."""


class Supervisor:
    """Starts `plans` in order, each once those before are ready; restarts what ends; stops in the reverse order."""

    def __init__(self, data_dir: Path, plans: Sequence[ProcessPlan], say: Callable[[str], None]) -> None:
        self._processes = [SupervisedProcess(plan, data_dir / "logs") for plan in plans]
        self._states = {plan.name: ProcessState.STOPPED for plan in plans}
        self._lock, self._status, self._say = FolderLock(data_dir), StatusFile(data_dir), say
        self._keepers: list[asyncio.Task[None]] = []
        self._stopping = False

    async def start(self) -> None:
        """All up and ready, or nothing left running. Raises AlreadyRunning, ProcessFailed."""
        self._lock.take()
        for name in await asyncio.to_thread(self._status.sweep):
            self._say(f"{name}: ended what an earlier run had left")
        try:
            for group in self._groups():
                await _all_or_none([self._begin(process) for process in group])
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End all, the last started first."""
        self._stopping = True
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for process in reversed(self._processes):
            await process.stop()
            self._note(process, ProcessState.STOPPED)
        self._lock.release()

    def _groups(self) -> list[list[SupervisedProcess]]:
        groups: list[list[SupervisedProcess]] = []
        for process in self._processes:
            if process.plan.beside and groups:
                groups[-1].append(process)
            else:
                groups.append([process])
        return groups

    async def _begin(self, process: SupervisedProcess) -> None:
        await self._bring_up(process)
        await process.plan.settle()
        self._keepers.append(asyncio.create_task(self._keep(process)))

    async def _bring_up(self, process: SupervisedProcess) -> None:
        """The first start. One that ends early is tried again a few times: what it needs may just be getting up."""
        plan, pause = process.plan, FIRST_PAUSE
        how = f"in {FIRST_TRIES} tries"
        try:
            async with asyncio.timeout(plan.ready_within):
                for _ in range(FIRST_TRIES):
                    if await self._try(process):
                        self._say(f"{plan.name} is ready ({process.age:.1f} s)")
                        return
                    await asyncio.sleep(pause)
                    pause *= 2
                    process.restarts += 1
        except TimeoutError:
            how = f"within {plan.ready_within:.0f} s"
        told = f"its log {process.log.path} ends:\n{tail}" if (tail := process.log.tail()) else "it has said nothing"
        raise ProcessFailed(f"{plan.name} did not get ready {how}; {told}")

    async def _keep(self, process: SupervisedProcess) -> None:
        pause = FIRST_PAUSE
        while not self._stopping:
            code = await process.exited()
            if process.age > STEADY_AFTER:
                pause = FIRST_PAUSE
            process.log.write(f"ended with {code}; starts again in {pause:.1f} s")
            self._note(process, ProcessState.WAITING)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            process.restarts += 1
            try:
                await self._try(process)
            except OSError as error:
                process.log.write(f"could not be started: {error}")

    async def _try(self, process: SupervisedProcess) -> bool:
        """Start it; whether it got ready. One that hangs is ended."""
        await process.start()
        self._note(process, ProcessState.STARTING)
        if await process.becomes_ready():
            self._note(process, ProcessState.READY)
            return True
        await process.stop()
        return False

    def _note(self, process: SupervisedProcess, state: ProcessState) -> None:
        """A full disk keeps nobody from being restarted or stopped: what could not be noted comes with the next note."""
        self._states[process.plan.name] = state
        with suppress(OSError):
            self._status.write([self._status_of(one) for one in self._processes])

    def _status_of(self, process: SupervisedProcess) -> ProcessStatus:
        name = process.plan.name
        pid = process.pid if process.running else 0
        return ProcessStatus(name, pid, process.created, self._states[name], process.restarts, str(process.log.path))


async def _all_or_none(beginnings: Sequence[Coroutine[None, None, None]]) -> None:
    """Run them side by side. When one fails the others are called off before its error goes on."""
    tasks = [asyncio.create_task(beginning) for beginning in beginnings]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
