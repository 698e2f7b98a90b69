"""What the stories of one file share: engines, server, worker and carrier, and numbers nobody else in the file uses."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.testing import WorkflowEnvironment

from runtime.rounds.relay import Relay
from runtime.rounds.watch import Watch
from tests.carriers.in_process import InProcessCarrier
from vault.envelope import Envelope
from workflows.gateway import PortGateway

AREAS = ("303", "720", "408", "415", "512", "617", "206", "212", "312")


def real() -> datetime:
    return datetime.now(UTC)


async def come(true: Callable[[], Awaitable[bool]], what: str, within: float = 60) -> None:
    """Poll until it is true; AssertionError that names what did not come."""
    end = asyncio.get_running_loop().time() + within
    while not await true():
        assert asyncio.get_running_loop().time() < end, f"{what} did not come within {within} s"
        await asyncio.sleep(0.02)


@dataclass
class HastyClock:
    """Real time as the activities see it, so much ahead as a test wants: fences fall without being waited for."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return real() + self.ahead

    def fences_fall(self) -> None:
        self.ahead += timedelta(seconds=30)


@dataclass
class Stage:
    app: AsyncEngine
    system: AsyncEngine
    envelope: Envelope
    environment: WorkflowEnvironment
    gateway: PortGateway
    carrier: InProcessCarrier
    relay: Relay
    watch: Watch
    clock: HastyClock
    _given: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def numbers(self, count: int) -> tuple[str, ...]:
        """So many portable numbers of one area, in a row, without a meaning of their own at the carrier."""
        for area in AREAS:
            given = self._given[area]
            first = given[-1] if given else 0
            if first + count <= 57:
                given.append(first + count)
                return tuple(f"+1{area}5550{100 + first + place}" for place in range(count))
        raise AssertionError("no more numbers in this file: use fewer, or split it")

    async def relayed(self) -> None:
        while await self.relay.drain():
            pass
