"""What may be asked of an order now, and by which rule not."""

from dataclasses import dataclass

from api.actions.orders.order_ratings import COMPLETE
from api.actions.orders.orders import OrderSeen
from api.actions.signing.signing_again import LetterStanding, because, why_not
from domain.findings import Decision
from domain.policy.codes import RefusalCode
from domain.policy.cutoff import Standing, may_cancel, may_reschedule
from domain.porting.carrier_order import TRANSITIONS, PortEvent, PortState
from domain.porting.carrier_port import CarrierPort
from domain.porting.facts import CancelRefused
from domain.porting.order import OrderPhase
from domain.porting.rejections import Acts, remedy


@dataclass(frozen=True, slots=True)
class Scope:
    """A decision, and what it is about: the whole order, or these carrier orders."""

    decision: Decision
    whole: bool = False
    parts: tuple[int, ...] = ()


def standing(port: CarrierPort) -> Standing:
    return Standing(port.foc, port.moved, port.closed or port.settled, port.supplements_after_foc)


def cancellation(seen: OrderSeen) -> Scope:
    """The whole order while nothing of it has moved and nothing is too near, else every part of which that is still true."""
    if refused := _not_under_way(seen):
        return Scope(refused)
    asked = seen.whole.order.cancel_asked
    if not seen.ports:
        return Scope(_no(seen, "order.being_cancelled") if asked else Decision(True, _states(seen)), whole=True)
    judged = {port.port_id.n: _may_cancel(seen, port, asked) for port in seen.ports if not port.closed and not port.settled}
    fine = tuple(n for n, decision in judged.items() if decision.allowed)
    if not fine:
        ended = RefusalCode.CANCEL_NUMBERS_MOVED if any(port.moved for port in seen.ports) else RefusalCode.CANCEL_CLOSED
        return Scope(next(iter(judged.values()), _no(seen, ended)))
    return Scope(judged[fine[0]], whole=len(fine) == len(seen.ports) and not asked, parts=fine)


def correction(seen: OrderSeen, *, staff: bool) -> Scope:
    """The whole order after preflight, else the parts that a losing carrier refused. Customers correct what customers can."""
    if refused := _not_under_way(seen):
        return Scope(refused)
    if seen.whole.order.phase is OrderPhase.NEEDS_INPUT:
        return Scope(Decision(True, _states(seen)), whole=True)
    rejected = tuple(part for part in seen.parts if part.state == PortState.REJECTED)
    theirs = tuple(part.n for part in rejected if staff or any(remedy(code).acts is Acts.CUSTOMER for code in part.rejection_codes))
    if not theirs:
        return Scope(_no(seen, "order.staff_corrects" if rejected else "order.nothing_to_correct"))
    return Scope(Decision(True, _states(seen)), parts=theirs)


def signing_again(seen: OrderSeen, letter: LetterStanding) -> Decision:
    """Whether the letter may be mailed to its signer once more; allowed, the code says why and what follows."""
    correctable = seen.submitted and correction(seen, staff=False).decision.allowed
    refused = why_not(letter, ended=seen.row.closed_at is not None, correctable=correctable)
    return _no(seen, refused) if refused else Decision(True, _states(seen), because(letter))


def rating(seen: OrderSeen, *, given: bool) -> Decision:
    """Whether the customer may say how it went."""
    if given or seen.row.status not in COMPLETE:
        return _no(seen, "rating.given" if given else "rating.not_complete")
    return Decision(True, _states(seen))


def rescheduling(seen: OrderSeen, port: CarrierPort) -> Decision:
    """Whether another date may be asked for at all; which, depends on the day."""
    decision = may_reschedule(standing(port), None, seen.at, seen.book)
    if decision.allowed and (port.state, PortEvent.RESCHEDULE_ASKED) not in TRANSITIONS:
        return _no(seen, "illegal_transition")
    return decision


def dating(seen: OrderSeen, port: CarrierPort) -> Decision:
    """Whether a customer may ask support for another date: once one is confirmed, as long as the carrier takes changes."""
    return _no(seen, "date.not_confirmed") if port.foc is None and not port.closed else rescheduling(seen, port)


def settling(seen: OrderSeen, port: CarrierPort) -> Decision:
    """Whether the outcome of a write is waited for."""
    return Decision(True, _states(seen)) if port.unknown_key else _no(seen, "nothing_to_settle")


def _may_cancel(seen: OrderSeen, port: CarrierPort, asked: bool) -> Decision:
    """asked: of the whole order, so this part hears of it by itself. Once its carrier has refused, it may be asked again."""
    refused = any(told.stream == port.port_id.stream and isinstance(told.entry.fact, CancelRefused) for told in seen.told)
    if port.state is PortState.CANCELLING or (asked and not refused):
        return _no(seen, "order.being_cancelled")
    decision = may_cancel(standing(port), seen.at, seen.book)
    if decision.allowed and (port.state, PortEvent.CANCEL_ASKED) not in TRANSITIONS:
        return _no(seen, "illegal_transition")
    return decision


def _not_under_way(seen: OrderSeen) -> Decision | None:
    if not seen.submitted:
        return _no(seen, "order.not_submitted")
    return _no(seen, RefusalCode.CANCEL_CLOSED) if seen.whole.order.closed else None


def _states(seen: OrderSeen) -> str:
    return f"{seen.book.version}/states"


def _no(seen: OrderSeen, code: str) -> Decision:
    return Decision(False, _states(seen), code)
