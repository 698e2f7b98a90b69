"""Business days pass in seconds: where nothing moves, the clock is set ahead to what the organisation or the carrier waits for next."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from temporalio.client import Client
from temporalio.service import RPCError

from carriers.rehearsal.answers import read_notices
from carriers.rehearsal.ledger import Ledger
from domain.ids import PortId, order_stream
from runtime.real_time import now
from store.database import system_transaction
from store.orders import orders
from store.schema.crossings import notices, relay
from store.schema.orders import carrier_orders, port_orders
from store.tenancy import clocks
from store.tenancy.clock_jumps import jump_and_tell
from tests.kill.customers import Customer

_PATIENCE = timedelta(seconds=2)
_ENDED = ("closed", "cancelled")


@dataclass
class Clocks:
    """jumps: how often any was set ahead."""

    system: AsyncEngine
    temporal: Client
    ledger: Ledger
    jumps: int = 0
    _done: set[str] = field(default_factory=set)

    async def turn(self, everybody: Sequence[Customer]) -> bool:
        """Look at every customer once; whether all orders of all have ended. Raises StoreUnavailable."""
        for customer in everybody:
            if customer.id not in self._done:
                await self._look_at(customer)
        return len(self._done) == len(everybody)

    async def _look_at(self, customer: Customer) -> None:
        async with system_transaction(self.system) as connection:
            standing = await _standing(connection, customer)
            if standing is None or not await self._heard(connection, customer):
                return
            if standing.ended:
                self._done.add(customer.id)
                return
        if not await self._rests(standing.streams):
            return
        async with system_transaction(self.system) as connection:
            await self._set_ahead(connection, customer)

    async def _heard(self, connection: AsyncConnection, customer: Customer) -> bool:
        """Whether everything that the carrier told of its orders has come to their runs."""
        told = self.ledger.rows("SELECT body FROM notices JOIN orders USING (reference) WHERE customer_reference = ?", customer.id)
        wanted = {notice.notice_id for notice in read_notices(_bodies(told))}
        heard = await connection.scalars(select(notices.c.notice_id).where(notices.c.organisation_id == customer.id))
        waits = select(relay.c.id).where(relay.c.organisation_id == customer.id, relay.c.done_at.is_(None)).limit(1)
        return wanted <= set(heard) and (await connection.scalar(waits)) is None

    async def _rests(self, streams: Iterable[str]) -> bool:
        """Whether no run of these has anything to do but wait."""
        for stream in streams:
            try:
                described = await self.temporal.get_workflow_handle(stream).describe(rpc_timeout=_PATIENCE)
            except RPCError:
                return False
            raw = described.raw_description
            if raw.HasField("pending_workflow_task") or raw.pending_activities:
                return False
        return True

    async def _set_ahead(self, connection: AsyncConnection, customer: Customer) -> None:
        here = (await clocks.clock(connection, customer.id)).at(now())
        waits = (await orders.earliest_wait(connection, customer.id), self._planned(customer))
        moments = [moment for moment in waits if moment is not None]
        if moments and (ahead := min(moments)) > here:
            by = timedelta(seconds=math.ceil((ahead - here).total_seconds()) + 1)
            await jump_and_tell(connection, customer.id, by, customer.admin, ["rehearsal"])
            self.jumps += 1

    def _planned(self, customer: Customer) -> datetime | None:
        """When the carrier does something next, by the customer's clock."""
        due = self.ledger.rows("SELECT min(due) AS due FROM happenings WHERE fate IS NULL AND customer_reference = ?", customer.id)
        return datetime.fromtimestamp(due[0]["due"], UTC) if due[0]["due"] else None


@dataclass(frozen=True, slots=True)
class _Standing:
    """streams: runs that are open."""

    ended: bool
    streams: tuple[str, ...]


async def _standing(connection: AsyncConnection, customer: Customer) -> _Standing | None:
    """None while not all of its orders are submitted."""
    mine = (port_orders.c.organisation_id == customer.id, port_orders.c.submitted_at.is_not(None))
    rows = (await connection.execute(select(port_orders.c.id, port_orders.c.closed_at).where(*mine))).all()
    if len(rows) < len(customer.orders):
        return None
    open_orders = [row.id for row in rows if row.closed_at is None]
    parts = select(carrier_orders.c.order_id, carrier_orders.c.n).where(
        carrier_orders.c.organisation_id == customer.id, carrier_orders.c.state.not_in(_ENDED)
    )
    streams = [PortId(row.order_id, row.n).stream for row in await connection.execute(parts)]
    return _Standing(not open_orders, (*map(order_stream, open_orders), *streams))


def _bodies(rows: Iterable[dict[str, str]]) -> list[dict[str, object]]:
    return [json.loads(row["body"]) for row in rows]
