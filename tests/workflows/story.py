"""A story of a port order: a customer, an order, a carrier in the test's hand, and days that pass in no time.

The server is the real one; database, activities, relay and watch are the product's own.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from temporalio.client import WorkflowHandle

from carriers.rehearsal.steps import Details, Step
from domain.ids import PortId, order_stream
from domain.porting import facts as f
from domain.porting.carrier_order import TERMINAL, PortState
from domain.porting.commands import Ask, Command
from domain.porting.line import LineState
from domain.porting.notices import CarrierNotice
from store import facts, record, relay
from store.carriers import inbox
from store.carriers.carrier_ports import LoadedPort, load
from store.database import system_transaction, tenant_transaction
from store.drafts import drafts, requests
from store.orders import lines, orders
from store.paper import signatures
from store.relay import Crossing, RelayKind
from store.schema.crossings import deliveries
from store.schema.orders import tasks
from store.tenancy import clock_jumps
from tests.store.signing import sign
from tests.store.world import Tenant, tenant
from tests.workflows import paper
from tests.workflows.stage import Stage, come, real


@dataclass
class Story:
    """One order from submission on. now: business time, as far as the test has let it come.

    jumps: time passes by jumps of the organisation's clock, as in a rehearsal, and not by skipping the server's.
    """

    stage: Stage
    tenant: Tenant
    order_id: str
    now: datetime
    jumps: bool = False
    asked: int = 0

    @property
    def part(self) -> PortId:
        return PortId(self.order_id, 1)

    def handle(self, n: int = 1) -> WorkflowHandle:
        """The run of a part, or with 0 of the order itself."""
        return self.stage.environment.client.get_workflow_handle(PortId(self.order_id, n).stream if n else order_stream(self.order_id))

    # what the customer and staff do

    async def ask(self, ask: Ask, n: int = 1, *, seen: int = 0, actor: str = "", reason: str = "") -> None:
        """n: the part that is asked, 0 for the order itself. Raises CommandRefused."""
        self.asked += 1
        command = Command(f"cmd_{self.order_id}_{self.asked}", actor or self.tenant.admin, ask, seen, reason=reason)
        await self.stage.gateway.ask(self.handle(n).id, command, timedelta(seconds=10))

    async def change(self, **typed: object) -> int:
        """Change what was typed, and sign again; the new revision."""
        async with tenant_transaction(self.stage.app, (self.tenant.id,)) as connection:
            found = await requests.load(connection, self.stage.envelope, self.order_id, (self.tenant.id,))
            assert found is not None
            draft, request = found
            request = replace(request, revision=request.revision + 1, **typed)  # type: ignore[arg-type]
            await requests.keep(connection, self.stage.envelope, draft, request, draft.version)
            await signatures.void(connection, self.order_id, self.now, "changed")
            await sign(connection, await self.stage.envelope.box(self.tenant.id), request, self.tenant.admin, self.now)
        return request.revision

    # what the carrier does

    async def carrier_says(self, step: Step, details: Details | None = None, n: int = 1) -> None:
        """The carrier does something now, planned or not, and we hear of it."""
        self.stage.carrier.stage.play(await self.reference(n), step, details or Details())
        await self.listen()

    async def listen(self) -> None:
        """Hear what the carrier's list of changes has that is new."""
        if await self.stage.watch.look():
            await self.stage.relayed()
            await self.rest()

    async def hear(self, notices: Sequence[CarrierNotice]) -> None:
        """By webhook: keep them and pass them on."""
        async with system_transaction(self.stage.system) as connection:
            await inbox.store(connection, notices)
        await self.stage.relayed()
        await self.rest()

    def writes(self) -> Counter[str]:
        """How often each write took effect at the carrier, by request key."""
        rows = self.stage.carrier.ledger.rows("SELECT request_key FROM writes WHERE request_key LIKE ? ORDER BY seq", f"{self.order_id}/%")
        return Counter(row["request_key"] for row in rows)

    def references(self) -> list[str]:
        """The customer's orders at the carrier, whether we know of them or not."""
        rows = "SELECT reference FROM orders WHERE customer_reference = ? ORDER BY reference"
        return [row["reference"] for row in self.stage.carrier.ledger.rows(rows, self.tenant.id)]

    # time

    async def pass_until(self, moment: datetime) -> None:
        """Let business time come to `moment`, with all that the carrier has planned until then."""
        while self.now < moment:
            due = await self.stage.carrier.adapter.next_due(self.tenant.id)
            await self.jump(moment if due is None else min(moment, max(due, self.now + timedelta(seconds=1))))

    async def pass_days(self, days: float) -> None:
        await self.pass_until(self.now + timedelta(days=days))

    async def jump(self, moment: datetime) -> None:
        """Let business time be `moment` at once, whatever the carrier has planned before."""
        self.now, by = moment, moment - self.now
        if self.jumps:
            async with system_transaction(self.stage.system) as connection:
                await clock_jumps.jump_and_tell(connection, self.tenant.id, by, "test", (self.stage.carrier.adapter.name,))
            await self.stage.relayed()
        else:
            await asyncio.gather(*(self.stage.environment.fast_forward(self.handle(n), by) for n in await self.open_parts()))
            await self.stage.carrier.adapter.set_clock(self.tenant.id, int((moment - real()).total_seconds()) + 1)
        await self.rest()
        await self.listen()

    async def rest(self) -> None:
        """Until no part has anything to do at once."""
        for n in await self.open_parts():
            await come(lambda handle=self.handle(n): _idle(handle), f"rest of part {n}")

    async def until_carrier_acts(self) -> None:
        """Let business time come to the next thing that the carrier has planned."""
        due = await self.stage.carrier.adapter.next_due(self.tenant.id)
        assert due is not None, "the carrier has nothing planned"
        await self.pass_until(max(due, self.now + timedelta(seconds=1)))

    async def agreed(self, n: int = 1) -> datetime:
        """Let the carrier confirm; the FOC."""
        await self.until((PortState.SUBMITTED, PortState.FOC_CONFIRMED), n)
        while await self.state(n) is PortState.SUBMITTED:
            await self.until_carrier_acts()
        await self.until(PortState.FOC_CONFIRMED, n)
        foc = (await self.loaded(n)).port.foc
        assert foc is not None
        return foc

    # what is true

    async def loaded(self, n: int = 1) -> LoadedPort:
        async with system_transaction(self.stage.system) as connection:
            return await load(connection, PortId(self.order_id, n))

    async def reference(self, n: int = 1) -> str:
        return (await self.loaded(n)).port.reference

    async def state(self, n: int = 1) -> PortState:
        return (await self.loaded(n)).port.state

    async def until(self, state: PortState | tuple[PortState, ...], n: int = 1, *, within: float = 60) -> None:
        wanted = state if isinstance(state, tuple) else (state,)

        async def reached() -> bool:
            await self.stage.relayed()
            return (await self.parts()).get(n) in wanted

        try:
            await come(reached, f"{state} of part {n}", within)
        except AssertionError as error:
            raise AssertionError(f"{error}; told so far: {[*await self.log(0), *await self.log(n)]}") from None
        await self.rest()

    async def open_parts(self) -> list[int]:
        return [n for n, state in (await self.parts()).items() if state not in TERMINAL]

    async def parts(self) -> dict[int, PortState]:
        async with system_transaction(self.stage.system) as connection:
            return {row.n: PortState(row.state) for row in await orders.carrier_orders_of(connection, self.order_id)}

    async def row(self) -> orders.OrderRow:
        async with system_transaction(self.stage.system) as connection:
            found = await orders.find(connection, self.order_id, None)
        assert found is not None
        return found

    async def status(self) -> str:
        return (await self.row()).status

    async def until_status(self, *statuses: str) -> None:
        async def reached() -> bool:
            await self.stage.relayed()
            return await self.status() in statuses

        await come(reached, " or ".join(statuses))

    async def closed(self) -> None:
        """Until the order's own run has ended."""
        await asyncio.wait_for(self.handle(0).result(), 60)

    async def lines(self) -> Counter[LineState]:
        async with system_transaction(self.stage.system) as connection:
            return Counter(LineState(row.state) for row in await orders.lines_of(connection, self.order_id))

    async def entries(self, n: int = 1) -> tuple[f.Entry, ...]:
        async with system_transaction(self.stage.system) as connection:
            return await facts.of_stream(connection, self.handle(n).id)

    async def log(self, n: int = 1) -> list[f.Fact]:
        return [entry.fact for entry in await self.entries(n)]

    async def kinds(self, n: int = 1) -> list[str]:
        return [fact.kind for fact in await self.log(n)]

    async def mails(self) -> Counter[str]:
        """The messages that the order put on their way, by name."""
        async with system_transaction(self.stage.system) as connection:
            return Counter(await connection.scalars(select(deliveries.c.message).where(deliveries.c.order_id == self.order_id)))

    async def open_tasks(self) -> list[str]:
        async with system_transaction(self.stage.system) as connection:
            mine = (tasks.c.order_id == self.order_id, tasks.c.closed_at.is_(None))
            return sorted(await connection.scalars(select(tasks.c.kind).where(*mine)))


async def _idle(handle: WorkflowHandle) -> bool:
    description = (await handle.describe()).raw_description
    return not description.HasField("pending_workflow_task") and not description.pending_activities


async def submit(stage: Stage, wanted: tuple[str, ...], *, customer: Tenant | None = None, jumps: bool = False, **typed: object) -> Story:
    """A customer, one of its own if none is given, submits an order for these numbers, all paper in order."""
    customer = customer or await tenant(stage.app)
    # The server's clock is the real one until it is skipped.
    at = real()
    request = paper.port_request(customer, wanted, at, typed)
    async with tenant_transaction(stage.app, (customer.id,)) as connection:
        await paper.file(connection, stage.envelope, customer, request, at)
        version = paper.BOOK.version
        await drafts.submit(connection, request.order_id, customer.id, 2, by=customer.admin, acting_for="", rulebook=version, at=at)
        assert (await lines.claim(connection, request.order_id, customer.id, wanted)).took
        fact = f.OrderSubmitted(request.revision, version, wanted)
        await record.record(connection, order_stream(request.order_id), [f.Entry(1, at, customer.admin, fact)])
        await relay.enqueue(connection, [Crossing(customer.id, RelayKind.START, order_stream(request.order_id), "start", {})])
    story = Story(stage, customer, request.order_id, at, jumps)
    await stage.relayed()
    return story


async def submit_and_lose(stage: Stage, script: str) -> Story:
    """Submit to a carrier that plays `script`: the first write takes effect, and its answer gets lost.

    The fence falls before anybody hears of the loss: a try that found it up would wait it out, which takes half a minute.
    """
    stage.carrier.transport.lost = stage.clock.fences_fall
    story = await submit(stage, stage.numbers(2), account_number=script)

    async def written() -> bool:
        await stage.relayed()
        return bool(story.references())

    await come(written, "a write")
    return story
