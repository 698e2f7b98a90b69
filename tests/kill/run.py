"""One run: customers submit, clocks go ahead, processes are killed, all at once; then everything is compared."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client

from api.parts import ApiParts, ApiSettings
from carriers.rehearsal.ledger import Ledger
from runtime import wiring
from runtime.order_report import order_report
from runtime.real_time import now
from store import relay
from store.database import StoreUnavailable, system_transaction
from store.outgoing import deliveries
from store.schema.orders import carrier_orders, port_orders
from tests.kill.battle import Battle
from tests.kill.clocks import Clocks
from tests.kill.comparing import carrier_side, differences, scene, totals
from tests.kill.customers import Customer, customers
from tests.kill.sight import blind_spots
from tests.kill.standing import Standing, standing
from tests.kill.submitter import Submitter
from tests.kill.whole import Whole

_TURN = 0.25
_STUCK_SHOWN = 3


class Nobody:
    """Asks no orders: preparing drafts needs none."""

    async def ask(self, *_: object) -> object:
        raise NotImplementedError


@dataclass
class Field:
    """Where a run takes place. seconds: what took how long."""

    battle: Battle
    up: Standing | Whole
    system: AsyncEngine
    temporal: Client
    parts: ApiParts
    ledger: Ledger
    submitter: Submitter
    clocks: Clocks
    everybody: tuple[Customer, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.monotonic)

    def took(self, what: str) -> None:
        now = time.monotonic()
        self.seconds[what], self._last = round(now - self._last, 1), now

    async def submit(self) -> None:
        """Customers come at their moments, each with all of its orders."""
        moments = self.battle.moments(len(self.everybody))
        await asyncio.gather(*(self._submit(customer, after) for customer, after in zip(self.everybody, moments, strict=True)))

    async def _submit(self, customer: Customer, after: float) -> None:
        await asyncio.sleep(after)
        for wanted in customer.orders:
            await self.submitter.submit(customer, wanted)

    async def kill(self) -> None:
        for kill in self.battle.plan():
            await asyncio.sleep(kill.pause)
            await self.up.kill(kill.name)
        self.took("kills")

    async def drive(self) -> None:
        await _until(lambda: self.clocks.turn(self.everybody))

    async def settle(self) -> None:
        """Until every mail has left and nothing waits to cross."""
        await _until(self._settled)
        self.took("rest")

    async def sent(self) -> bool:
        """Whether every order has its carrier's receipt."""
        async with system_transaction(self.system) as connection:
            received = select(func.count()).select_from(carrier_orders).where(carrier_orders.c.carrier_reference != "")
            return (await connection.scalar(received) or 0) >= self.battle.orders

    async def _settled(self) -> bool:
        async with system_transaction(self.system) as connection:
            return (await deliveries.backlog(connection))[0] == 0 and (await relay.backlog(connection))[0] == 0

    async def stuck(self) -> str:
        """What is known of the orders that have not ended."""
        async with system_transaction(self.system) as connection:
            left = list(await connection.scalars(select(port_orders.c.id).where(port_orders.c.closed_at.is_(None))))
        reports = [f"{order_id}\n  " + "\n  ".join(await order_report(self.up.settings, order_id)) for order_id in left[:_STUCK_SHOWN]]
        return "\n".join([f"{len(left)} orders have not ended", *reports, self.said()])

    def said(self) -> str:
        told = f"kills {dict(self.up.kills)}, falls {dict(self.up.falls)}, clocks set ahead {self.clocks.jumps} times"
        return f"seed {self.battle.seed}: {told}, requests made again {self.submitter.again}, seconds {self.seconds}, logs {self.up.logs}"


async def _until(true: Callable[[], Awaitable[bool]]) -> None:
    """Ask again until it is true; what is away at the moment comes back."""
    while True:
        try:
            if await true():
                return
        except StoreUnavailable:
            pass
        await asyncio.sleep(_TURN)


@asynccontextmanager
async def field_of(battle: Battle, up: Standing | Whole) -> AsyncIterator[Field]:
    """The stack with its customers, nothing submitted yet."""
    settings = up.settings
    async with AsyncExitStack() as stack:
        system = await stack.enter_async_context(wiring.system_pool(settings))
        app = await stack.enter_async_context(wiring.pool(settings.database_app_url.get_secret_value(), 4))
        vault = await stack.enter_async_context(wiring.vault(settings, settings.database_system_url))
        secrets = (settings.session_secret.get_secret_value(), settings.csrf_secret.get_secret_value())
        parts = ApiParts(ApiSettings(settings.console_url, *secrets), app, vault.envelope, vault.blind, vault.documents, Nobody(), now)
        temporal, ledger = await wiring.temporal(settings), Ledger(settings.data_dir / "rehearsal.db")
        stack.callback(ledger.close)
        ground = Field(battle, up, system, temporal, parts, ledger, Submitter(settings.console_url), Clocks(system, temporal, ledger))
        ground.everybody = await customers(parts, battle.orders)
        ground.took("customers")
        yield ground


async def fight(ground: Field, *works: Awaitable[None]) -> None:
    """All at once, until each has ended. AssertionError that says what is stuck when the time is up."""
    try:
        async with asyncio.timeout(ground.battle.within), asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(_done(work))
    except TimeoutError:
        raise AssertionError(f"not done within {ground.battle.within} s: {await ground.stuck()}") from None


async def _done(work: Awaitable[None]) -> None:
    await work


async def survived(folder: Path, battle: Battle) -> str:
    """Run the whole battle and compare; what there is to report. AssertionError with every difference."""
    async with standing(folder, battle) as up, field_of(battle, up) as ground:
        await fight(ground, ground.submit(), ground.kill(), ground.drive())
        return await compared(ground)


async def compared(ground: Field) -> str:
    """What there is to report of a run whose orders have all ended. AssertionError with every difference."""
    await fight(ground, ground.settle())
    seen = await scene(ground.system, ground.ledger, ground.everybody)
    found = await differences(ground.system, ground.temporal, ground.up.settings, seen)
    found += [said for customer, wanted in seen.wanted if (said := await ground.submitter.forgotten(customer, wanted))]
    found += blind_spots(seen, ground.up.settings.mail_directory)
    ground.took("comparison")
    said = f"{ground.said()}; {totals(seen)}"
    assert not found, "\n".join([f"{len(found)} differences after {said}", *found[:40]])
    return said


async def doubled(folder: Path, battle: Battle) -> tuple[list[str], str]:
    """Run the battle until every order is with the carrier: what the carrier's ledger has against it, and what there is to report."""
    async with standing(folder, battle) as up, field_of(battle, up) as ground:
        await fight(ground, ground.submit(), ground.kill(), _until(ground.sent))
        seen = await scene(ground.system, ground.ledger, ground.everybody)
        return list(carrier_side(seen)), f"{ground.said()}; {totals(seen)}"
