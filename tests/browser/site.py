"""The whole of Portwright, as `make run` starts it, in a folder of its own and for as long as a test run."""

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from runtime.machine.embedded import Stack, plans, prepare
from runtime.machine.supervisor import Supervisor
from runtime.processes.web import api_parts
from store.database import engine
from tests.api.world import Clock, World
from tests.stack import own_ports, scratch_folder

Answer = TypeVar("Answer")
# Nothing here loses a webhook, but what is lost should not cost fifteen seconds.
SETTINGS = {"PORTWRIGHT_WATCH_SECONDS": "2"}


class RealClock(Clock):
    """Real time, always."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)


class Site:
    """Where it is, and the loop on which people are made and orders are placed behind the pages."""

    def __init__(self, stack: Stack, world: World, loop: asyncio.AbstractEventLoop) -> None:
        self.stack, self.world, self._loop = stack, world, loop
        self.url = stack.settings.console_url
        self.customers = count()

    @property
    def mails(self) -> Path:
        return self.stack.settings.mail_directory

    def do(self, work: Coroutine[Any, Any, Answer], within: float = 150) -> Answer:
        """The result of `work`, done on the site's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(within)


@contextmanager
def standing_site() -> Iterator[Site]:
    """All processes up and ready; nothing left running afterwards."""
    told: list[Site | BaseException] = []
    ready, stop = threading.Event(), asyncio.Event()

    async def stand(folder: Path) -> None:
        try:
            async with _up(prepare(SETTINGS | own_ports(), str(folder))) as site:
                told.append(site)
                ready.set()
                await stop.wait()
        except BaseException as trouble:
            told.append(trouble)
            raise
        finally:
            ready.set()

    with scratch_folder("portwright-site-") as folder:
        # Children die with the thread that started them, so it lives as long as they.
        thread = threading.Thread(target=lambda: asyncio.run(stand(folder)), name="site", daemon=True)
        thread.start()
        ready.wait(290)
        site = told[0] if told else None
        assert isinstance(site, Site), f"the site did not get up: {site}"
        try:
            yield site
        finally:
            site._loop.call_soon_threadsafe(stop.set)
            thread.join(60)


@asynccontextmanager
async def _up(stack: Stack) -> AsyncIterator[Site]:
    patient = [replace(plan, ready_within=140) for plan in plans(stack)]
    supervisor = Supervisor(stack.settings.data_dir, patient, lambda said: None)
    await supervisor.start()
    system = engine(stack.settings.database_system_url.get_secret_value(), pool_size=3)
    try:
        async with api_parts(stack.settings) as parts:
            yield Site(stack, World(replace(parts, clock=RealClock()), system), asyncio.get_running_loop())
    finally:
        await system.dispose()
        await supervisor.stop()
