"""What people ask of orders under way: decided here, kept as commands in the same transaction, carried out by `api/commanding.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from api.actions.orders import orders
from api.actions.orders.order_decisions import Scope, cancellation, settling, standing
from api.actions.orders.orders import OrderSeen
from api.actions.work import Work
from api.front.problems import Refused
from domain.findings import Decision
from domain.ids import order_stream
from domain.policy.cutoff import may_expedite, may_reschedule
from domain.policy.foc import FocAsk, Windows, earliest_foc, foc_reason
from domain.porting.carrier_port import CarrierPort
from domain.porting.commands import Ask, CancelOrder, CancelPort, Command, CommandRefused, MoveFoc, SettleOutcome
from store.ids import fresh
from store.orders import commands
from store.orders.commands import StoredCommand

COMMAND = TypeAdapter(Command)


@dataclass(frozen=True, slots=True)
class Why:
    """seen: the position that the person saw, 0 for whatever stands. reason: a code. remark: their own words, kept in the audit alone."""

    seen: int = 0
    reason: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class NewDate:
    """confirmed: that a change at short notice may cut off service (rule 47)."""

    requested_foc: date
    expedite: bool = False
    confirmed: bool = False


async def seen_by(work: Work, order_id: str, why: Why) -> OrderSeen:
    """The order, if it still is what the person saw. Raises Problem NOT_FOUND, CommandRefused."""
    seen = await orders.read(work, order_id)
    if why.seen and why.seen != seen.position:
        raise CommandRefused("changed_meanwhile", seen.row.status)
    return seen


async def cancel(work: Work, order_id: str, why: Why) -> tuple[StoredCommand, ...]:
    """The whole order, or the parts that can still be cancelled. Raises Refused."""
    seen = await seen_by(work, order_id, why)
    scope = cancellation(seen)
    require(scope.decision)
    return await keep(work, seen, _cancel_asks(seen, scope), why)


async def move_foc(work: Work, order_id: str, n: int, wanted: NewDate, windows: Windows, why: Why) -> tuple[StoredCommand, ...]:
    """windows: the days on which the gaining carrier takes these numbers, asked beforehand. Raises Refused."""
    seen = await seen_by(work, order_id, why)
    port = part_of(seen, n)
    decision = _date_decision(seen, port, wanted, windows)
    require(decision)
    if decision.code and not wanted.confirmed:
        raise Refused(decision.code, decision.params)
    asks = ((port.port_id.stream, MoveFoc(wanted.requested_foc, wanted.expedite), port.seq),)
    return await keep(work, seen, asks, why)


async def settle_outcome(work: Work, order_id: str, n: int, carrier_reference: str, why: Why) -> tuple[StoredCommand, ...]:
    """Say what became of a write that nobody could look up; an empty reference: nothing, so it is sent again. Raises Refused."""
    seen = await seen_by(work, order_id, why)
    port = part_of(seen, n)
    require(settling(seen, port))
    return await keep(work, seen, ((port.port_id.stream, SettleOutcome(port.unknown_key, carrier_reference), port.seq),), why)


async def keep(work: Work, seen: OrderSeen, asks: Sequence[tuple[str, Ask, int]], why: Why) -> tuple[StoredCommand, ...]:
    """Commands for streams at their seq, stored with their relay rows."""
    kept = tuple(_stored(work, seen, stream, ask, seq, why) for stream, ask, seq in asks)
    for each in kept:
        await commands.add(work.connection, each)
        work.note(seen.row.organisation_id, seen.row.id, f"command.{each.name}", command=each.id, reason=why.reason, remark=why.remark)
    return kept


def require(decision: Decision) -> None:
    """Raises Refused with the code of the rule that decided."""
    if not decision.allowed:
        raise Refused(decision.code, decision.params)


def part_of(seen: OrderSeen, n: int) -> CarrierPort:
    """Raises Refused."""
    try:
        return seen.whole.parts[n]
    except KeyError:
        raise Refused("order.no_part", status=422) from None


def _cancel_asks(seen: OrderSeen, scope: Scope) -> tuple[tuple[str, Ask, int], ...]:
    if scope.whole:
        return ((order_stream(seen.row.id), CancelOrder(), seen.whole.order.seq),)
    ports = [seen.whole.parts[n] for n in scope.parts]
    return tuple((port.port_id.stream, CancelPort(), port.seq) for port in ports)


def _date_decision(seen: OrderSeen, port: CarrierPort, wanted: NewDate, windows: Windows) -> Decision:
    ask = FocAsk.of(port.part.numbers, seen.zone, seen.book.holidays(port.part.losing_spid), simple=port.part.simple)
    reason = foc_reason(wanted.requested_foc, seen.at, ask, seen.book, windows)
    if not wanted.expedite:
        return may_reschedule(standing(port), reason, seen.at, seen.book)
    planned = port.requested_foc or seen.row.requested_foc
    if planned is None:
        raise Refused("order.no_date_to_hurry")
    earliest = earliest_foc(seen.at, ask, seen.book).earliest
    return may_expedite(
        standing(port), wanted=wanted.requested_foc, planned=planned, earliest=earliest, reason=reason, at=seen.at, book=seen.book
    )


def _stored(work: Work, seen: OrderSeen, stream: str, ask: Ask, seq: int, why: Why) -> StoredCommand:
    command = Command(fresh("cmd"), work.principal.actor, ask, seq, seen.row.organisation_id, why.reason)
    return StoredCommand(
        id=command.command_id,
        organisation_id=seen.row.organisation_id,
        stream=stream,
        name=ask.kind,
        payload=COMMAND.dump_python(command, mode="json"),
        actor=command.actor,
        acting_for=command.acting_for,
        asked_at=work.at,
    )
