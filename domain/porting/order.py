"""A customer's port order: the fold of its own log, and a status that is a function of its parts and is never set."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import reduce

from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.draft import DraftState
from domain.porting.line import OPEN, LineState


class OrderPhase(StrEnum):
    """How far the order itself has come; its parts have their own states."""

    CHECKING = "checking"
    NEEDS_INPUT = "needs_input"
    MOVING = "moving"
    CLOSED = "closed"


class OrderStatus(StrEnum):
    DRAFT = "draft"
    AWAITING_SIGNATURE = "awaiting_signature"
    READY = "ready"
    EXPIRED = "expired"
    VALIDATING = "validating"
    NEEDS_INPUT = "needs_input"
    SUBMITTED = "submitted"
    FOC_CONFIRMED = "foc_confirmed"
    ACTIVATING = "activating"
    PARTIALLY_PORTED = "partially_ported"
    PORTED = "ported"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    FAILED = "failed"
    SNAPPED_BACK = "snapped_back"


FINISHED = frozenset(
    {OrderStatus.PARTIALLY_PORTED, OrderStatus.PORTED, OrderStatus.CANCELLED, OrderStatus.FAILED, OrderStatus.SNAPPED_BACK}
)


@dataclass(frozen=True, slots=True)
class PortOrder:
    """The order once its facts are true. revision: last submitted. codes: what preflight found, if it failed."""

    order_id: str
    phase: OrderPhase = OrderPhase.CHECKING
    seq: int = 0
    revision: int = 0
    rulebook: str = ""
    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    parts: tuple[f.Part, ...] = ()
    cancellation: f.Entry | None = None
    since: datetime | None = None

    @property
    def closed(self) -> bool:
        return self.phase is OrderPhase.CLOSED

    @property
    def cancel_asked(self) -> bool:
        return self.cancellation is not None

    def record(self, entry: f.Entry) -> "PortOrder":
        """The order as it stands once the entry's fact is true."""
        order = replace(self, seq=entry.seq, since=entry.at)
        match entry.fact:
            case f.OrderSubmitted(revision=revision, rulebook=rulebook, numbers=numbers):
                return replace(order, revision=revision, rulebook=rulebook, numbers=numbers)
            case f.PreflightFailed(codes=codes):
                return replace(order, phase=OrderPhase.NEEDS_INPUT, codes=codes)
            case f.OrderCorrected(revision=revision):
                return replace(order, phase=OrderPhase.CHECKING, revision=revision, codes=())
            case f.OrderSplit(parts=parts):
                return replace(order, phase=OrderPhase.MOVING, parts=parts, codes=())
            case f.OrderCancelAsked():
                return replace(order, cancellation=entry)
            case f.OrderClosed():
                return replace(order, phase=OrderPhase.CLOSED)
            case _:
                return order


def fold(order: PortOrder, entries: Iterable[f.Entry]) -> PortOrder:
    """The order once all of `entries` are true."""
    return reduce(PortOrder.record, entries, order)


@dataclass(frozen=True, slots=True)
class PartView:
    """What a status needs to know of one carrier order: its state and how many numbers are in which state."""

    state: PortState
    lines: Counter[LineState]


# When parts differ, the one that needs most attention names the order.
_BY_URGENCY: tuple[tuple[frozenset[PortState], OrderStatus], ...] = (
    (frozenset({PortState.REJECTED}), OrderStatus.NEEDS_INPUT),
    (frozenset({PortState.CANCELLING}), OrderStatus.CANCELLING),
    (frozenset({PortState.ACTIVATING}), OrderStatus.ACTIVATING),
    (frozenset({PortState.PREPARED}), OrderStatus.VALIDATING),
    (frozenset({PortState.SUBMITTED, PortState.CORRECTED, PortState.RESCHEDULING}), OrderStatus.SUBMITTED),
    (frozenset({PortState.FOC_CONFIRMED}), OrderStatus.FOC_CONFIRMED),
)
_DRAFTS = {
    DraftState.DRAFT: OrderStatus.DRAFT,
    DraftState.AWAITING_SIGNATURE: OrderStatus.AWAITING_SIGNATURE,
    DraftState.READY: OrderStatus.READY,
    DraftState.EXPIRED: OrderStatus.EXPIRED,
}


def draft_status(state: DraftState) -> OrderStatus:
    """What a draft is called in a list of orders."""
    return _DRAFTS[state]


def order_status(order: PortOrder, parts: Sequence[PartView]) -> OrderStatus:
    """What a submitted order is called, from its log and its parts."""
    if not parts:
        return _without_parts(order)
    lines: Counter[LineState] = sum((part.lines for part in parts), Counter())
    if not any(lines[state] for state in OPEN):
        return _finished(lines)
    states = {part.state for part in parts}
    return next(status for group, status in _BY_URGENCY if states & group)


def _without_parts(order: PortOrder) -> OrderStatus:
    if order.closed or order.cancel_asked:
        return OrderStatus.CANCELLED if order.closed else OrderStatus.CANCELLING
    return OrderStatus.NEEDS_INPUT if order.phase is OrderPhase.NEEDS_INPUT else OrderStatus.VALIDATING


def _finished(lines: Counter[LineState]) -> OrderStatus:
    if lines[LineState.SNAPPED_BACK] == lines.total():
        return OrderStatus.SNAPPED_BACK
    if lines[LineState.ACTIVE] == lines.total():
        return OrderStatus.PORTED
    if lines[LineState.ACTIVE] or lines[LineState.SNAPPED_BACK]:
        return OrderStatus.PARTIALLY_PORTED
    return OrderStatus.CANCELLED if lines[LineState.CANCELLED] == lines.total() else OrderStatus.FAILED
