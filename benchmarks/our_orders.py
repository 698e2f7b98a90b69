"""Port orders of ten numbers that wait in the relay, taken to their close by the product's relay, workflows, activities and watch."""

import asyncio
import base64
import os
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client
from temporalio.service import RPCError

from benchmarks.bare_order import ACT, HEAR, BarePlan
from benchmarks.haste import Haste
from domain.ids import PortId, order_stream
from domain.porting.facts import Entry, OrderSubmitted
from domain.porting.order import OrderStatus
from runtime.machine.temporal_server import EmbeddedTemporal
from runtime.processes.loops import Loop, turn_for_ever
from runtime.processes.worker import port_steps, port_worker
from runtime.rounds.relay import Relay
from runtime.rounds.watch import Watch
from store import record, relay
from store.database import engine, system_transaction, tenant_transaction
from store.drafts import drafts
from store.orders import lines, orders
from store.relay import Crossing, RelayKind
from store.tenancy.tenant_keys import StoredTenantKeys
from tests.carriers.in_process import InProcessCarrier
from tests.store.world import tenant
from tests.workflows import paper
from vault.codec import data_converter
from vault.envelope import Envelope
from vault.keys import KeyRing
from workflows.gateway import PortGateway

_QUEUE, _CONNECTIONS = "bench", 20
_AREAS = ("303", "720", "408", "415", "512", "617", "206", "212", "312")
_KINDS = {
    EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED: ACT,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED: HEAR,
    EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED: "part",
}


def real() -> datetime:
    return datetime.now(UTC)


@dataclass
class OurOrders:
    app: AsyncEngine
    system: AsyncEngine
    envelope: Envelope
    client: Client
    relay: Relay
    watch: Watch
    haste: Haste
    made: int = 0

    async def submitted(self, count: int) -> list[str]:
        """Orders that only wait to be started."""
        return [await self._submit(self._numbers()) for _ in range(count)]

    async def complete(self, wanted: list[str]) -> float:
        """Seconds until all of them are closed."""
        began = time.monotonic()
        turning = [asyncio.create_task(turn_for_ever(Loop("relay", self.relay.drain, timedelta(milliseconds=200))))]
        turning.append(asyncio.create_task(self._watch()))
        await asyncio.gather(*(self._closed(order_id) for order_id in wanted))
        took = time.monotonic() - began
        for task in turning:
            task.cancel()
        await asyncio.gather(*turning, return_exceptions=True)
        await self._require_ported(wanted)
        return took

    async def plan(self, order_id: str) -> BarePlan:
        """What a bare order has to do to do as much as this one did."""
        parent, child = await self._steps(order_stream(order_id)), await self._steps(PortId(order_id, 1).stream)
        begun = parent.index("part")
        return BarePlan("", parent[:begun].count(ACT), child, parent[begun:].count(ACT))

    async def _submit(self, numbers: tuple[str, ...]) -> str:
        customer, at = await tenant(self.app), real()
        request = paper.port_request(customer, numbers, at, {})
        order_id, version = request.order_id, paper.BOOK.version
        async with tenant_transaction(self.app, (customer.id,)) as connection:
            await paper.file(connection, self.envelope, customer, request, at)
            await drafts.submit(connection, order_id, customer.id, 2, by=customer.admin, acting_for="", rulebook=version, at=at)
            assert (await lines.claim(connection, order_id, customer.id, numbers)).took
            fact = OrderSubmitted(request.revision, version, numbers)
            await record.record(connection, order_stream(order_id), [Entry(1, at, customer.admin, fact)])
            await relay.enqueue(connection, [Crossing(customer.id, RelayKind.START, order_stream(order_id), "start", {})])
        self.haste.organisations[order_id] = customer.id
        return order_id

    async def _watch(self) -> None:
        """Look when there is something to see, as webhooks would tell."""
        while await self.haste.spoke.wait():
            self.haste.spoke.clear()
            await self.watch.look()

    async def _closed(self, order_id: str) -> None:
        handle = self.client.get_workflow_handle(order_stream(order_id))
        async with asyncio.timeout(180):
            while True:
                try:
                    await handle.result()
                    return
                except RPCError:
                    # Not started by the relay yet.
                    await asyncio.sleep(0.2)

    async def _require_ported(self, wanted: list[str]) -> None:
        async with system_transaction(self.system) as connection:
            statuses = [row.status for order_id in wanted if (row := await orders.find(connection, order_id, None))]
        assert statuses == [OrderStatus.PORTED] * len(wanted), f"not all orders were ported: {set(statuses)}"

    async def _steps(self, stream: str) -> tuple[str, ...]:
        history = await self.client.get_workflow_handle(stream).fetch_history()
        return tuple(_KINDS[event.event_type] for event in history.events if event.event_type in _KINDS)

    def _numbers(self) -> tuple[str, ...]:
        """Ten in a row that no other order has, all of the ordinary kind at the carrier."""
        self.made += 1
        area, exchange = _AREAS[self.made % len(_AREAS)], 220 + self.made // len(_AREAS)
        exchange += sum(service <= exchange for service in (311, 411, 511, 611, 711, 811, 911))
        return tuple(f"+1{area}{exchange}01{line:02d}" for line in range(10))


@asynccontextmanager
async def our_orders(server: EmbeddedTemporal, urls: Mapping[str, str]) -> AsyncIterator[OurOrders]:
    """With the product's worker, and the rehearsal carrier in this process."""
    ring = KeyRing.parse(f"k1:{base64.b64encode(os.urandom(32)).decode()}")
    app, system, keys = engine(urls["app"]), engine(urls["system"], _CONNECTIONS), engine(urls["system"], 2)
    envelope, carrier = Envelope(ring, StoredTenantKeys(keys)), InProcessCarrier(real)
    haste, converter = Haste(carrier), data_converter(ring, server.namespace)
    client = await Client.connect(server.address, namespace=server.namespace, data_converter=converter, interceptors=[haste])
    carriers = {carrier.adapter.name: carrier.adapter}
    steps = port_steps(system, envelope, carriers, real, timedelta(days=7))
    relaying, watch = Relay(system, PortGateway(client, _QUEUE), carriers, real), Watch(system, carriers, real)
    async with port_worker(client, _QUEUE, *steps):
        yield OurOrders(app, system, envelope, client, relaying, watch, haste)
    for pool in (app, system, keys):
        await pool.dispose()
