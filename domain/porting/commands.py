"""What people may ask of an order that is under way, and the fact that each becomes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from domain.porting import facts as f
from domain.porting.carrier_order import IllegalTransition
from domain.porting.carrier_port import CarrierPort
from domain.porting.order import OrderPhase, PortOrder


@dataclass(frozen=True, slots=True)
class CancelPort:
    kind: Literal["cancel_port"] = "cancel_port"


@dataclass(frozen=True, slots=True)
class CorrectPort:
    """Send a supplement with the request as of `revision`."""

    revision: int
    kind: Literal["correct_port"] = "correct_port"


@dataclass(frozen=True, slots=True)
class MoveFoc:
    requested_foc: date
    expedite: bool = False
    kind: Literal["move_foc"] = "move_foc"


@dataclass(frozen=True, slots=True)
class SettleOutcome:
    """Staff found out whether a write took effect. An empty reference: it did not, send it again."""

    request_key: str
    carrier_reference: str = ""
    kind: Literal["settle_outcome"] = "settle_outcome"


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Withdraw the whole order, every part of it that has not moved."""

    kind: Literal["cancel_order"] = "cancel_order"


@dataclass(frozen=True, slots=True)
class CorrectOrder:
    """Check the order again as of `revision`, after preflight had found a problem."""

    revision: int
    kind: Literal["correct_order"] = "correct_order"


_NEVER = datetime.min.replace(tzinfo=UTC)

PortAsk = CancelPort | CorrectPort | MoveFoc | SettleOutcome
OrderAsk = CancelOrder | CorrectOrder
Ask = PortAsk | OrderAsk


@dataclass(frozen=True, slots=True)
class Command:
    """A person's request, decided at the door. command_id: the update id, so that it is done once.

    expected_seq: the last fact the person saw; 0 asks for no such check (a parent cancelling its parts).
    """

    command_id: str
    actor: str
    ask: Ask
    expected_seq: int = 0
    acting_for: str = ""
    reason: str = ""


class CommandRefused(Exception):
    """The order is no longer what the person saw, or not in a state for it."""

    def __init__(self, code: str, state: str) -> None:
        super().__init__(f"{code}: the order is {state}")
        self.code, self.state = code, state


def port_fact(port: CarrierPort, command: Command) -> f.PortFact:
    """The fact that the command becomes. Raises CommandRefused, before anything is recorded."""
    if command.expected_seq and command.expected_seq != port.seq:
        raise CommandRefused("changed_meanwhile", port.state)
    fact = _port_fact(port, command)
    try:
        port.record(f.Entry(port.seq + 1, port.since or _NEVER, command.actor, fact))
    except IllegalTransition as error:
        raise CommandRefused("illegal_transition", port.state) from error
    return fact


def _port_fact(port: CarrierPort, command: Command) -> f.PortFact:
    match command.ask:
        case CancelPort():
            return f.CancelAsked()
        case CorrectPort(revision=revision):
            return f.CorrectionAccepted(revision)
        case MoveFoc(requested_foc=day, expedite=expedite):
            return f.RescheduleAsked(day, expedite)
        case SettleOutcome(request_key=key, carrier_reference=reference):
            if not port.unknown_key or key != port.unknown_key:
                raise CommandRefused("nothing_to_settle", port.state)
            return f.OutcomeSettled(key, reference)
        case _:
            raise CommandRefused("not_for_a_carrier_order", port.state)


def order_fact(order: PortOrder, command: Command) -> f.OrderFact:
    """The fact that the command becomes in the customer's order. Raises CommandRefused."""
    if command.expected_seq and command.expected_seq != order.seq:
        raise CommandRefused("changed_meanwhile", order.phase)
    match command.ask:
        case CancelOrder() if not order.closed and not order.cancel_asked:
            return f.OrderCancelAsked()
        case CorrectOrder(revision=revision) if order.phase is OrderPhase.NEEDS_INPUT:
            return f.OrderCorrected(revision)
        case _:
            raise CommandRefused("illegal_transition", order.phase)
