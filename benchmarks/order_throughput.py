"""Orders completed per second, against the least that could carry an order.

Ours: see `our_orders`, the rehearsal carrier in the same process. Bare: a workflow that starts the same child, whose activities and
signals are read from a history of ours, each activity one INSERT in a commit of its own; the default converter, no relay, no carrier.
Both on the same two servers, by turns, all orders of a turn at once. Nobody waits for days: see `haste`. A wait of ours whose end is due
costs no timer, and one that a signal ends costs a timer called off; the bare one does the same.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from statistics import median

import psycopg
from temporalio.client import Client
from temporalio.worker import Worker

from benchmarks import servers
from benchmarks.bare_order import ACT, HEAR, BareOrder, BarePart, BarePlan, BareSteps
from benchmarks.figures import Figure, at_least
from benchmarks.our_orders import OurOrders, our_orders
from runtime.machine.temporal_server import EmbeddedTemporal
from store.ids import fresh

ORDERS = int(os.environ.get("BENCH_ORDERS", "40"))
TURNS = int(os.environ.get("BENCH_TURNS", "5"))
LEAST_RATIO = 0.7
_QUEUE, _CONNECTIONS = "bench-bare", 20
_TABLE = "CREATE TABLE bare_steps (stream text, place int, at timestamptz, PRIMARY KEY (stream, place))"


@dataclass
class BareOrders:
    client: Client
    called: asyncio.Queue[str]

    async def complete(self, plan: BarePlan, count: int) -> float:
        """Seconds until that many are done."""
        began = time.monotonic()
        telling = asyncio.create_task(self._tell())
        await asyncio.gather(*(self._run(replace(plan, order_id=fresh("po"))) for _ in range(count)))
        telling.cancel()
        return time.monotonic() - began

    async def _run(self, plan: BarePlan) -> None:
        await self.client.execute_workflow(BareOrder.run, plan, id=f"bare-order/{plan.order_id}", task_queue=_QUEUE)

    async def _tell(self) -> None:
        telling: set[asyncio.Task[None]] = set()
        while True:
            handle = self.client.get_workflow_handle(await self.called.get())
            telling.add(task := asyncio.create_task(handle.signal(BarePart.hear, "foc_received")))
            task.add_done_callback(telling.discard)


@asynccontextmanager
async def bare_orders(server: EmbeddedTemporal, urls: Mapping[str, str]) -> AsyncIterator[BareOrders]:
    url = urls["owner"].replace("+psycopg", "")
    connections = [await psycopg.AsyncConnection.connect(url, autocommit=True) for _ in range(_CONNECTIONS)]
    await connections[0].execute(_TABLE)
    free: asyncio.Queue[psycopg.AsyncConnection] = asyncio.Queue()
    for connection in connections:
        free.put_nowait(connection)
    client, called = await Client.connect(server.address, namespace=server.namespace), asyncio.Queue[str]()
    worker = Worker(
        client,
        task_queue=_QUEUE,
        workflows=[BareOrder, BarePart],
        activities=[BareSteps(free, called).bare_step],
        max_cached_workflows=500,
        max_concurrent_workflow_tasks=4,
        max_concurrent_activities=20,
    )
    async with worker:
        yield BareOrders(client, called)
    for connection in connections:
        await connection.close()


async def _turn(ours: OurOrders, bare: BareOrders, plan: BarePlan, *, ours_first: bool) -> tuple[float, float]:
    """Orders a second of both, one after the other."""
    wanted = await ours.submitted(ORDERS)
    theirs = 0.0 if ours_first else await bare.complete(plan, ORDERS)
    mine = await ours.complete(wanted)
    theirs = theirs or await bare.complete(plan, ORDERS)
    return ORDERS / mine, ORDERS / theirs


async def _measure(server: EmbeddedTemporal, urls: Mapping[str, str]) -> list[Figure]:
    async with our_orders(server, urls) as ours, bare_orders(server, urls) as bare:
        first = await ours.submitted(5)
        await ours.complete(first)
        plan = await ours.plan(first[0])
        await bare.complete(plan, 5)
        rates = [await _turn(ours, bare, plan, ours_first=turn % 2 == 0) for turn in range(TURNS)]
    ratios = [mine / theirs for mine, theirs in rates]
    ratio, steps = median(ratios), plan.before + plan.after + plan.child.count(ACT)
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    return [
        Figure(
            f"orders per second ({steps} activities, {plan.child.count(HEAR)} signals each)", f"{median(mine for mine, _ in rates):.2f}"
        ),
        Figure("bare orders per second, the same children, activities, signals", f"{median(theirs for _, theirs in rates):.2f}"),
        at_least("ours against bare", ratio, LEAST_RATIO, f"{ratio:.2f} ({spread} in {TURNS} turns of {ORDERS})"),
    ]


def figures() -> list[Figure]:
    with servers.database() as urls, servers.temporal() as server:
        return asyncio.run(_measure(server, urls))
