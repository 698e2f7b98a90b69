"""The processes of `make run`, each a child of the test: killed one by one with -9, and started again after a moment."""

import asyncio
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from runtime.machine.embedded import Stack, plans, prepare
from runtime.machine.process import ProcessPlan, SupervisedProcess
from runtime.settings import env_name
from tests.kill import carrier
from tests.kill.battle import Battle
from tests.stack import own_ports

LONGEST_ABSENCE = 1.5
# Six processes that start at once on two busy cores.
PATIENCE = 120
# Lost webhooks are found by the watch; the tests have no fifteen seconds for that.
SETTINGS = {env_name("watch_seconds"): "2"}


class Standing:
    """kills: how often each was killed by us. falls: how often it ended by itself, for instance because a server was away."""

    def __init__(self, stack: Stack, battle: Battle) -> None:
        self.stack, self.settings = stack, stack.settings
        self.kills: Counter[str] = Counter()
        self.falls: Counter[str] = Counter()
        self._chance = random.Random(battle.seed + 2)
        self._processes = {plan.name: SupervisedProcess(plan, self.settings.data_dir / "logs") for plan in _plans(stack, battle)}
        self._doomed: set[int] = set()
        self._keepers: list[asyncio.Task[None]] = []

    @property
    def logs(self) -> Path:
        return self.settings.data_dir / "logs"

    async def begin(self) -> None:
        """The servers, then our own processes; each of the two side by side."""
        everybody = list(self._processes.values())
        for group in (everybody[:2], everybody[2:]):
            await asyncio.gather(*(self._begin(process) for process in group))

    async def kill(self, name: str) -> None:
        """Kill it with -9, also while it is still getting up; wait for it when it is gone at the moment."""
        process = self._processes[name]
        while not process.running:
            await asyncio.sleep(0.02)
        self._doomed.add(process.pid)
        process.signal(signal.SIGKILL)
        self.kills[name] += 1

    async def end(self) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for process in self._processes.values():
            process.signal(signal.SIGKILL)
        for process in self._processes.values():
            if process.created:
                await process.exited()

    async def _begin(self, process: SupervisedProcess) -> None:
        await process.start()
        assert await process.becomes_ready(), f"{process.plan.name} did not get ready:\n{process.log.tail()}"
        await process.plan.settle()
        self._keepers.append(asyncio.create_task(self._keep(process)))

    async def _keep(self, process: SupervisedProcess) -> None:
        while True:
            await process.exited()
            if process.pid not in self._doomed:
                self.falls[process.plan.name] += 1
            await asyncio.sleep(self._chance.uniform(0.1, LONGEST_ABSENCE))
            await process.start()
            if not await process.becomes_ready():
                await process.stop()


def _plans(stack: Stack, battle: Battle) -> list[ProcessPlan]:
    worse = carrier.command(battle.seed, honours_keys=battle.honours_keys)
    patient = [replace(plan, ready_within=PATIENCE) for plan in plans(stack)]
    return [replace(plan, argv=worse) if plan.name == "carrier" else plan for plan in patient]


@asynccontextmanager
async def standing(folder: Path, battle: Battle) -> AsyncIterator[Standing]:
    """Everything up and ready in this data folder; nothing left running afterwards."""
    up = Standing(prepare(SETTINGS | own_ports(), str(folder)), battle)
    try:
        await up.begin()
        yield up
    finally:
        await up.end()
