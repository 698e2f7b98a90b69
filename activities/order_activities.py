"""The steps of a customer's order: load, check and split, take what people ask, close. Each records its facts in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.carrier_trouble import as_application_error
from activities.messages import CheckOrder, CloseOrder, OpenOrder, OrderProgress, TakeOrderCommand
from carriers.errors import CarrierError
from carriers.protocol import PortsNumbers
from carriers.routing import Routed, checked, foc_refused, route
from domain.findings import Severity
from domain.ids import order_stream
from domain.policy.btn import moving_numbers
from domain.policy.codes import DayReason, FindingCode
from domain.policy.preflight import preflight
from domain.policy.split import split
from domain.porting import facts as f
from domain.porting.commands import CommandRefused, order_fact
from domain.porting.order import PortOrder
from domain.porting.request import PortRequest
from store import secrets
from store.call_plan import inventory
from store.carriers.carrier_ports import OrderFrame, frame
from store.database import system_transaction
from store.drafts import evidence, requests
from store.record import Held, hold, record_held
from vault.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Checked:
    """What the carriers said of an order's numbers and day."""

    routed: dict[str, Routed]
    foc_refused: DayReason | None


@dataclass(frozen=True, slots=True)
class OrderActivities:
    """now: real time. keep_secrets: how long account number and PIN outlive the order (reliability R52)."""

    system: AsyncEngine
    envelope: Envelope
    carriers: Mapping[str, PortsNumbers]
    now: Callable[[], datetime]
    keep_secrets: timedelta

    @activity.defn
    async def open_order(self, asked: OpenOrder) -> OrderProgress:
        async with system_transaction(self.system) as connection:
            return _progress(await hold(connection, asked.order_id), 0, ())

    @activity.defn
    async def check_order(self, step: CheckOrder) -> OrderProgress:
        """Everything that is wrong at once (rule 39), or the order split into its carrier orders."""
        async with system_transaction(self.system) as connection:
            held = await hold(connection, step.order_id)
            if held.whole.order.seq != step.seq:
                return _progress(held, step.seq, ())
            request, placed = await self._request(connection, step.order_id)
        said = await self._ask_carriers(request, placed, placed.clock.at(step.now))
        async with system_transaction(self.system) as connection:
            held = await hold(connection, step.order_id)
            at = placed.clock.at(step.now)
            fact = await self._verdict(connection, held, request, placed, said, at)
            return await _recorded(connection, held, step.seq, _system(held.whole.order, fact, at))

    @activity.defn
    async def take_order_command(self, step: TakeOrderCommand) -> OrderProgress:
        async with system_transaction(self.system) as connection:
            held, command = await hold(connection, step.order_id), step.command
            at = (await frame(connection, step.order_id)).clock.at(step.now)
            try:
                fact = order_fact(held.whole.order, command)
            except CommandRefused:
                activity.logger.info("came too late: %s", command.command_id)
                return _progress(held, step.seq, ())
            entry = f.Entry(held.whole.order.seq + 1, at, command.actor, fact, command.acting_for, command.reason)
            return await _recorded(connection, held, step.seq, entry)

    @activity.defn
    async def close_order(self, step: CloseOrder) -> OrderProgress:
        """Close the order unless a part of it is still open."""
        async with system_transaction(self.system) as connection:
            held = await hold(connection, step.order_id)
            if any(not part.closed for part in held.whole.parts.values()):
                return _progress(held, step.seq, ())
            at = (await frame(connection, step.order_id)).clock.at(step.now)
            await secrets.forget(connection, held.head.organisation_id, "port_orders", step.order_id, self.now() + self.keep_secrets)
            return await _recorded(connection, held, step.seq, _system(held.whole.order, f.OrderClosed(), at))

    async def _request(self, connection: AsyncConnection, order_id: str) -> tuple[PortRequest, OrderFrame]:
        found = await requests.load(connection, self.envelope, order_id, None)
        if found is None:
            raise ApplicationError("the order's request is gone", type="NoSuchOrder")
        return found[1], await frame(connection, order_id)

    async def _ask_carriers(self, request: PortRequest, placed: OrderFrame, at: datetime) -> Checked:
        try:
            routed = await route(self.carriers, moving_numbers(request))
            going = [each for each in routed.values() if each.carrier]
            refused = await foc_refused(self.carriers, request.requested_foc, going, placed.zone, at, placed.book)
        except CarrierError as error:
            raise as_application_error(error) from error
        return Checked(routed, refused)

    async def _verdict(
        self, connection: AsyncConnection, held: Held, request: PortRequest, placed: OrderFrame, said: Checked, at: datetime
    ) -> f.OrderFact:
        box = await self.envelope.box(placed.organisation_id)
        known = await evidence.gather(connection, box, request, at, placed.book, said.foc_refused)
        fresh = {number: checked(routed.verdict) for number, routed in said.routed.items()}
        # Only what was said now counts: a number that no carrier spoke of is unchecked, whatever was said while it was typed.
        elsewhere = await inventory.live_elsewhere(connection, request.organisation_id, request.numbers)
        findings = preflight(request, evidence.without_claims(replace(known, checked=fresh), elsewhere), placed.book)
        blocking = [finding for finding in findings if finding.severity is Severity.BLOCKED]
        revision = held.whole.order.revision
        if blocking:
            to_review = (finding.params["number"] for finding in blocking if finding.code == FindingCode.NUMBER_NEEDS_REVIEW)
            return f.PreflightFailed(revision, tuple(dict.fromkeys(finding.code for finding in blocking)), tuple(to_review))
        return f.OrderSplit(
            revision, split([said.routed[number].candidate for number in moving_numbers(request)], request.btn, placed.book)
        )


def _system(order: PortOrder, fact: f.OrderFact, at: datetime) -> f.Entry:
    return f.Entry(order.seq + 1, at, "system", fact)


async def _recorded(connection: AsyncConnection, held: Held, seq: int, entry: f.Entry) -> OrderProgress:
    """Record the entry, unless an earlier try of this step recorded one."""
    if held.whole.order.seq != seq:
        return _progress(held, seq, ())
    await record_held(connection, held, order_stream(held.head.id), 0, (entry,))
    return _progress(held, seq, (entry,))


def _progress(held: Held, seq: int, new: tuple[f.Entry, ...]) -> OrderProgress:
    stream = order_stream(held.head.id)
    told = tuple(each.entry for each in held.told if each.stream == stream and each.entry.seq > seq)
    whole = held.whole.record(stream, new)
    return OrderProgress((*told, *new), tuple(n for n, part in whole.parts.items() if not part.closed))
