"""What do customers' own systems hear of an order? Events with stable names, and the key that makes each the same event for ever.

What an event holds is the tenant's own and nothing more: ids, codes, dates, numbers. No names, no addresses, no carriers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.porting import facts as f
from domain.porting.carrier_port import CarrierPort
from domain.porting.line import LineState
from domain.porting.order import FINISHED, OrderStatus
from domain.porting.rejections import Rejection


class EventKind(StrEnum):
    """Names are for ever: receivers compare them."""

    SUBMITTED = "port_order.submitted"
    NEEDS_INPUT = "port_order.needs_input"
    CORRECTED = "port_order.corrected"
    SENT = "port_order.sent"
    REJECTED = "port_order.rejected"
    FOC_CONFIRMED = "port_order.foc_confirmed"
    FOC_CHANGED = "port_order.foc_changed"
    FOC_WITHDRAWN = "port_order.foc_withdrawn"
    ACTIVATION_LATE = "port_order.activation_late"
    CANCEL_REQUESTED = "port_order.cancel_requested"
    CANCEL_REFUSED = "port_order.cancel_refused"
    NUMBER_ACTIVATED = "port_order.number_activated"
    NUMBER_FAILED = "port_order.number_failed"
    NUMBER_SNAPPED_BACK = "port_order.number_snapped_back"
    COMPLETED = "port_order.completed"
    PARTLY_COMPLETED = "port_order.partly_completed"
    FAILED = "port_order.failed"
    SNAPPED_BACK = "port_order.snapped_back"
    CANCELLED = "port_order.cancelled"


# What an endpoint is sent when its owner asks for a test. Nobody subscribes to it.
TEST_EVENT = "webhook.test"
_OUTCOMES = {
    OrderStatus.PORTED: EventKind.COMPLETED,
    OrderStatus.PARTIALLY_PORTED: EventKind.PARTLY_COMPLETED,
    OrderStatus.FAILED: EventKind.FAILED,
    OrderStatus.SNAPPED_BACK: EventKind.SNAPPED_BACK,
    OrderStatus.CANCELLED: EventKind.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Event:
    """key: the same key is the same event, whatever tells it again. data: JSON values, beside the order's id and status."""

    kind: EventKind
    key: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)


def published(stream: str, entry: f.Entry, port: CarrierPort | None, *, foc_known: bool) -> tuple[Event, ...]:
    """What an entry says to the customer's systems. port: the carrier order it is of, with the entry; None for the order itself.

    foc_known: whether an earlier FOC had been published, so that this one changes it.
    """
    if port is None:
        return tuple(_of_order(f"{stream}/{entry.seq}", entry))
    part = {"part": port.part.n}
    if moved := tuple(_of_numbers(stream, entry, port)):
        return moved
    found = _of_part(entry, port, foc_known)
    return () if found is None else (Event(found[0], f"{stream}/{entry.seq}", entry.at, part | found[1]),)


def outcome(order_id: str, before: OrderStatus, after: OrderStatus, at: datetime, parts: Iterable[CarrierPort]) -> tuple[Event, ...]:
    """The end of the whole order, once for each way it ended: its numbers by what became of them."""
    if after is before or after not in FINISHED:
        return ()
    lines = [(number, state) for part in parts for number, state in part.lines.items()]
    numbers = {state.value: [number for number, its in lines if its is state] for state in LineState}
    ended = {state: found for state, found in numbers.items() if found}
    return (Event(_OUTCOMES[after], f"{order_id}/outcome/{after}", at, {"numbers": ended}),)


def _of_order(key: str, entry: f.Entry) -> Iterator[Event]:
    match entry.fact:
        case f.OrderSubmitted(revision=revision, numbers=numbers, set_aside=aside):
            data = {"revision": revision, "numbers": list(numbers), "set_aside": list(aside)}
            yield Event(EventKind.SUBMITTED, key, entry.at, data)
        case f.PreflightFailed(revision=revision, codes=codes):
            yield Event(EventKind.NEEDS_INPUT, key, entry.at, {"revision": revision, "codes": list(codes)})
        case f.OrderCorrected(revision=revision):
            yield Event(EventKind.CORRECTED, key, entry.at, {"revision": revision})
        case f.OrderCancelAsked():
            yield Event(EventKind.CANCEL_REQUESTED, key, entry.at)


def _of_part(entry: f.Entry, port: CarrierPort, foc_known: bool) -> tuple[EventKind, dict[str, Any]] | None:
    numbers = {"numbers": list(port.part.numbers)}
    match entry.fact:
        case f.LsrSubmitted(revision=revision):
            return EventKind.SENT, {"revision": revision} | numbers
        case f.LsrRejected(codes=codes, numbers=named):
            return EventKind.REJECTED, {"codes": _known(codes), "numbers": list(named or port.part.numbers)}
        case f.CorrectionAccepted(revision=revision):
            return EventKind.CORRECTED, {"revision": revision}
        case f.FocReceived(foc=foc):
            return EventKind.FOC_CHANGED if foc_known else EventKind.FOC_CONFIRMED, {"foc": foc.isoformat()} | numbers
        case f.FocWithdrawn():
            return EventKind.FOC_WITHDRAWN, numbers
        case f.SilenceNoticed(waiting_for=f.WaitingFor.ACTIVATION):
            return EventKind.ACTIVATION_LATE, {"numbers": list(port.numbers_in(LineState.PORTING))}
        case f.CancelRefused(code=code, foc_stands=stands):
            return EventKind.CANCEL_REFUSED, {"codes": _known((code,) if code else ()), "foc_stands": stands} | numbers
        case _:
            return None


def _of_numbers(stream: str, entry: f.Entry, port: CarrierPort) -> Iterator[Event]:
    """One event a number. Its place in the carrier order is in the key: a number that is told of twice is one event."""
    more: dict[str, Any]
    match entry.fact:
        case f.NumbersActivated(numbers=numbers, activated_at=at):
            kind, more = EventKind.NUMBER_ACTIVATED, {"activated_at": at.isoformat()}
        case f.NumbersFailed(numbers=numbers, codes=codes):
            kind, more = EventKind.NUMBER_FAILED, {"codes": _known(codes)}
        case f.NumbersSnappedBack(numbers=numbers):
            kind, more = EventKind.NUMBER_SNAPPED_BACK, {}
        case _:
            return
    places = {number: place for place, number in enumerate(port.part.numbers)}
    for number in numbers:
        if number in places:
            yield Event(kind, f"{stream}/{kind}/{places[number]}", entry.at, {"part": port.part.n, "number": number} | more)


def _known(codes: Iterable[str]) -> list[str]:
    """Codes of ours; what a carrier said in words of its own is `unrecognised`."""
    ours = set(Rejection)
    return [code if code in ours or code.startswith("field:") else Rejection.UNRECOGNISED.value for code in codes]
