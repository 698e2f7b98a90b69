"""A story of a port order: a customer, an order, a carrier in the test's hand, and days that pass in no time.

The server is the real one with its clock skipped; database, activities and relay are the product's own.
"""

import asyncio
import base64
import json
import os
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.testing import WorkflowEnvironment

from carriers.rehearsal.steps import Details, Step
from domain.address import Address
from domain.ids import PortId, order_stream
from domain.policy.foc import FocAsk, allowed_focs
from domain.policy.rulebook import rulebook
from domain.porting import facts as f
from domain.porting.bill_reading import BillReading
from domain.porting.carrier_order import PortState
from domain.porting.commands import Ask, Command
from domain.porting.line import LineState
from domain.porting.request import LinePlan, LineUse, PersonName, PortRequest
from runtime.relay import Relay
from store import bill_readings, documents, drafts, facts, inbox, lines, locations, orders, record, relay, requests, signatures
from store.carrier_ports import LoadedPort, load
from store.database import system_transaction, tenant_transaction
from store.documents import Document
from store.drafts import Draft, DraftNumber
from store.ids import fresh
from store.relay import Crossing, RelayKind
from store.schema.crossings import deliveries
from store.schema.orders import tasks
from store.signatures import Signature
from tests.carriers.in_process import InProcessCarrier
from tests.store.world import Tenant, tenant
from vault.envelope import Envelope
from workflows.gateway import PortGateway

BOOK = rulebook()
ZONE = "America/Denver"


def numbers(count: int = 10, first: int = 0) -> tuple[str, ...]:
    return tuple(f"+13035550{100 + first + place}" for place in range(count))


def real() -> datetime:
    return datetime.now(UTC)


async def come(true: Callable[[], Awaitable[bool]], what: str, within: float = 30) -> None:
    """Poll until it is true; AssertionError that names what did not come."""
    end = asyncio.get_running_loop().time() + within
    while not await true():
        assert asyncio.get_running_loop().time() < end, f"{what} did not come within {within} s"
        await asyncio.sleep(0.02)


@dataclass
class Stage:
    """What stories share: engines, envelope, server and carrier."""

    app: AsyncEngine
    system: AsyncEngine
    envelope: Envelope
    environment: WorkflowEnvironment
    gateway: PortGateway
    carrier: InProcessCarrier
    relay: Relay


@dataclass
class Story:
    """One order from submission on. now: business time, as far as the test has let it come."""

    stage: Stage
    tenant: Tenant
    order_id: str
    now: datetime
    asked: int = 0
    parts: tuple[f.Part, ...] = field(default=())

    @property
    def part(self) -> PortId:
        return PortId(self.order_id, 1)

    # what the customer and staff do

    async def ask(self, ask: Ask, stream: str = "", actor: str = "") -> None:
        self.asked += 1
        command = Command(f"cmd_{self.order_id}_{self.asked}", actor or self.tenant.admin, ask)
        await self.stage.gateway.ask(stream or self.part.stream, command, timedelta(seconds=10))

    async def change(self, **typed: object) -> int:
        """Change what was typed, and sign again; the new revision."""
        async with tenant_transaction(self.stage.app, (self.tenant.id,)) as connection:
            found = await requests.load(connection, self.stage.envelope, self.order_id, (self.tenant.id,))
            assert found is not None
            draft, request = found
            request = replace(request, revision=request.revision + 1, **typed)  # type: ignore[arg-type]
            await requests.keep(connection, self.stage.envelope, draft, request, draft.version)
            await signatures.void(connection, self.order_id, self.now, "changed")
            await _sign(connection, self.stage.envelope, self.tenant, request, self.now)
        return request.revision

    # what the carrier does

    async def carrier_says(self, step: Step, details: Details | None = None, n: int = 1) -> None:
        """The carrier does something now, planned or not, and we hear of it."""
        await self.hear(await self.stage.carrier.play(await self.reference(n), step, details))

    async def hear(self, notices: tuple[inbox.CarrierNotice, ...]) -> None:
        async with system_transaction(self.stage.system) as connection:
            await inbox.store(connection, notices)
        await self.relay()

    async def relay(self) -> None:
        while await self.stage.relay.drain():
            pass

    # time

    async def pass_until(self, moment: datetime, n: int = 1) -> None:
        """Let business time come to `moment`, with all that the carrier has planned until then."""
        while self.now < moment:
            due = await self.stage.carrier.adapter.next_due(self.tenant.id)
            reached = min(moment, max(due, self.now)) if due is not None else moment
            if reached > self.now:
                handle = self.stage.environment.client.get_workflow_handle(PortId(self.order_id, n).stream)
                await self.stage.environment.fast_forward(handle, reached - self.now)
                self.now = reached
            notices = await self.stage.carrier.advance(reached)
            if notices:
                await self.hear(notices)
                await self.heard_all(n)
            elif due is not None and due <= self.now < moment:
                self.now += timedelta(seconds=1)

    async def heard_all(self, n: int = 1) -> None:
        """Until every notice that was passed on is in the log or was found to change nothing."""
        handle = self.stage.environment.client.get_workflow_handle(PortId(self.order_id, n).stream)

        async def idle() -> bool:
            description = (await handle.describe()).raw_description
            return not description.HasField("pending_workflow_task") and not description.pending_activities

        await come(idle, "rest after a notice")

    async def until_carrier_acts(self, n: int = 1) -> None:
        """Let business time come to the next thing that the carrier has planned."""
        due = await self.stage.carrier.adapter.next_due(self.tenant.id)
        assert due is not None, "the carrier has nothing planned"
        await self.pass_until(due, n)

    async def agreed(self, n: int = 1) -> datetime:
        """Let the carrier confirm; the FOC."""
        await self.until(PortState.SUBMITTED, n)
        await self.until_carrier_acts(n)
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

    async def until(self, state: PortState, n: int = 1) -> None:
        async def reached() -> bool:
            if state is not PortState.PREPARED:
                await self.relay()
            return await self._part_is_open(n) and await self.state(n) is state

        try:
            await come(reached, f"{state} of part {n}")
        except AssertionError as error:
            raise AssertionError(f"{error}; told so far: {[*await self.log(0), *await self.log(n)]}") from None

    async def _part_is_open(self, n: int) -> bool:
        async with system_transaction(self.stage.system) as connection:
            return any(row.n == n for row in await orders.carrier_orders_of(connection, self.order_id))

    async def status(self) -> str:
        async with system_transaction(self.stage.system) as connection:
            found = await orders.find(connection, self.order_id, None)
        assert found is not None
        return found.status

    async def until_status(self, *statuses: str) -> None:
        async def reached() -> bool:
            await self.relay()
            return await self.status() in statuses

        await come(reached, " or ".join(statuses))

    async def closed(self) -> None:
        """Until the order's own run has ended."""
        await asyncio.wait_for(self.stage.environment.client.get_workflow_handle(order_stream(self.order_id)).result(), 30)

    async def lines(self) -> Counter[LineState]:
        async with system_transaction(self.stage.system) as connection:
            return Counter(LineState(row.state) for row in await orders.lines_of(connection, self.order_id))

    async def log(self, n: int = 1) -> list[f.Fact]:
        return [entry.fact for entry in await self.entries(n)]

    async def entries(self, n: int = 1) -> tuple[f.Entry, ...]:
        stream = PortId(self.order_id, n).stream if n else order_stream(self.order_id)
        async with system_transaction(self.stage.system) as connection:
            return await facts.of_stream(connection, stream)

    async def mails(self) -> list[str]:
        """Names of the messages that the order put on their way, in no order."""
        async with system_transaction(self.stage.system) as connection:
            rows = await connection.scalars(select(deliveries.c.message).where(deliveries.c.order_id == self.order_id))
            return sorted(rows)

    async def open_tasks(self) -> list[str]:
        async with system_transaction(self.stage.system) as connection:
            mine = (tasks.c.order_id == self.order_id, tasks.c.closed_at.is_(None))
            return sorted(await connection.scalars(select(tasks.c.kind).where(*mine)))


async def submit(stage: Stage, wanted: tuple[str, ...], **typed: object) -> Story:
    """A customer of its own submits an order for these numbers, all paper in order."""
    customer = await tenant(stage.app)
    # The server's clock is the real one until it is skipped.
    at = real()
    request = _request(customer, wanted, at, typed)
    async with tenant_transaction(stage.app, (customer.id,)) as connection:
        await locations.move_emergency_address(connection, customer.location, b"sealed")
        draft = Draft(request.order_id, customer.id, "ready", {}, customer.admin, at, at, location_id=customer.location)
        await drafts.create(connection, draft)
        await requests.keep(connection, stage.envelope, draft, request, 1)
        plans: Mapping[str, LinePlan] = {line.number: line for line in request.lines}
        rows = [DraftNumber(each, place, use=plans[each].use, person_id=plans[each].person_id) for place, each in enumerate(wanted)]
        await drafts.replace_numbers(connection, request.order_id, customer.id, rows)
        await _bill(connection, stage.envelope, customer, request, at)
        await _sign(connection, stage.envelope, customer, request, at)
        await drafts.submit(connection, request.order_id, customer.id, 2, by=customer.admin, acting_for="", rulebook=BOOK.version, at=at)
        assert (await lines.claim(connection, request.order_id, customer.id, wanted)).took
        fact = f.OrderSubmitted(request.revision, BOOK.version, wanted)
        await record.record(connection, order_stream(request.order_id), [f.Entry(1, at, customer.admin, fact)])
        await relay.enqueue(connection, [Crossing(customer.id, RelayKind.START, order_stream(request.order_id), "start", {})])
    story = Story(stage, customer, request.order_id, at)
    await story.relay()
    return story


def _request(customer: Tenant, wanted: tuple[str, ...], at: datetime, typed: dict[str, object]) -> PortRequest:
    request = PortRequest(
        order_id=fresh("po"),
        organisation_id=customer.id,
        location_id=customer.location,
        revision=1,
        losing_carrier="Rehearsal Bell",
        account_number="ORDINARY",
        btn=wanted[0],
        billing_name="Abbey Grange Ltd",
        authorised_person=PersonName("Eustace", "Brackenstall"),
        service_address=Address("1 Rabbit Hole Road", "Denver", "CO", "80202"),
        numbers=wanted,
        requested_foc=first_foc(at, len(wanted)),
        lines=tuple(LinePlan(number, LineUse.UNASSIGNED) for number in wanted),
        declarations_version=BOOK.declarations_version,
    )
    return replace(request, **typed)  # type: ignore[arg-type]


def first_foc(at: datetime, count: int, later: int = 0) -> date:
    """The first day that may be asked for, or one so many allowed days later."""
    return allowed_focs(at, FocAsk(count, False, ZONE, BOOK.holidays("9999")), BOOK)[later]


async def _bill(connection, envelope: Envelope, customer: Tenant, request: PortRequest, at: datetime) -> None:
    reading = BillReading(at.date() - timedelta(days=5), ("ORDINARY",), ("Eustace Brackenstall",), request.numbers)
    document_id = fresh("doc")
    locked = bill_readings.locked(await envelope.box(customer.id), document_id, reading)
    bill = Document(document_id, customer.id, request.order_id, "bill", "read", "k", b"h", 1, "application/pdf", customer.admin, at)
    await documents.add(connection, replace(bill, facts_sealed=locked, read_at=at))


async def _sign(connection, envelope: Envelope, customer: Tenant, request: PortRequest, at: datetime) -> None:
    box, signature_id, document_id = await envelope.box(customer.id), fresh("sig"), fresh("doc")
    letter = Document(document_id, customer.id, request.order_id, "loa", "read", "k", b"h", 1, "application/pdf", customer.admin, at)
    await documents.add(connection, letter)
    person = request.authorised_person
    signer = json.dumps({"first": person.first, "last": person.last}).encode()
    signed = Signature(
        id=signature_id,
        organisation_id=customer.id,
        order_id=request.order_id,
        revision=request.revision,
        document_id=document_id,
        signer_sealed=box.seal("signatures", "signer_sealed", signature_id, signer),
        method="session",
        consent_version="1",
        consent_hash=b"c",
        document_hash=b"d",
        signed_at=at,
        ip_sealed=box.seal("signatures", "ip_sealed", signature_id, b"127.0.0.1"),
        agent_sealed=box.seal("signatures", "agent_sealed", signature_id, b"test"),
    )
    await signatures.sign(connection, signed)


def vault_keys() -> str:
    return f"k1:{base64.b64encode(os.urandom(32)).decode()}"
