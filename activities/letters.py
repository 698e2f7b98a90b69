"""From a fact to the message that tells it: what each mail says, taken from the order as it stood then."""

from collections.abc import Callable, Mapping
from datetime import datetime

from domain.policy.codes import FindingCode
from domain.policy.deadlines import correction_deadline
from domain.porting import facts as f
from domain.porting.line import LineState
from domain.porting.rejections import REMEDIES, Rejection
from notifications.message import Message
from notifications.messages.account import NumberWorks
from notifications.messages.completion import OrderCompleted, OrderPartlyCompleted
from notifications.messages.foc import ActivationLate, FocConfirmed, FocMoved, FocTomorrow, FocWithdrawn
from notifications.messages.order import (
    CancelRefused,
    CorrectionReminder,
    OrderCancelled,
    OrderReceived,
    OrderRejected,
    OrderSubmitted,
    OrderWaitsForStaff,
    Problem,
    ProblemFound,
    RejectionReason,
)
from store.outgoing.letters import Occasion, Reader


def compose(message: str, told: Occasion) -> Message:
    """The message of this name about this occasion. Raises KeyError for one that no fact tells."""
    return COMPOSERS[message](told)


def number_works(reader: Reader, number: str) -> NumberWorks:
    """To the person who has the number now (rule 74)."""
    return NumberWorks(reader.name.split(" ")[0], reader.organisation, number, reader.extension)


def _received(told: Occasion) -> Message:
    fact = told.entry.fact
    assert isinstance(fact, f.OrderSubmitted)
    return OrderReceived(told.order_id, fact.numbers, told.losing_carrier, fact.set_aside)


def _waits(told: Occasion) -> Message:
    fact = told.entry.fact
    assert isinstance(fact, f.OrderSubmitted)
    return OrderWaitsForStaff(told.order_id, fact.set_aside)


def _problem(told: Occasion) -> Message:
    fact = told.entry.fact
    assert isinstance(fact, f.PreflightFailed)
    return ProblemFound(told.order_id, tuple(_problem_of(code, fact.to_review) for code in fact.codes))


def _problem_of(code: str, to_review: tuple[str, ...]) -> Problem:
    return Problem(code, to_review if code == FindingCode.NUMBER_NEEDS_REVIEW else ())


def _submitted(told: Occasion) -> Message:
    shortest, longest = told.book.quoted_business_days
    return OrderSubmitted(told.order_id, told.order.numbers, told.losing_carrier, told.requested_foc, shortest, longest)


def _rejected(told: Occasion) -> Message:
    fact = told.entry.fact
    assert isinstance(fact, f.LsrRejected)
    reasons = tuple(_reason(code) for code in fact.codes)
    numbers = fact.numbers or told.port.part.numbers
    return OrderRejected(told.order_id, numbers, told.losing_carrier, reasons, told.zone, _deadline(told))


def _reason(code: str) -> RejectionReason:
    """A code of ours with the fields it asks for; `field:x` is a carrier that would not take the field x."""
    if code.startswith("field:"):
        return RejectionReason(Rejection.OTHER, (code.removeprefix("field:"),))
    known = Rejection(code) if code in set(Rejection) else Rejection.UNRECOGNISED
    return RejectionReason(known, REMEDIES[known].fields)


def _deadline(told: Occasion) -> datetime:
    return correction_deadline(told.port.since or told.entry.at, told.book)


def _reminder(told: Occasion) -> Message:
    return CorrectionReminder(told.order_id, _deadline(told), told.zone)


def _foc_confirmed(told: Occasion) -> Message:
    fact = told.entry.fact
    assert isinstance(fact, f.FocReceived)
    return FocConfirmed(told.order_id, told.port.part.numbers, told.losing_carrier, fact.foc, told.zone)


def _foc_moved(told: Occasion) -> Message:
    fact, before = told.entry.fact, told.port_before
    assert isinstance(fact, f.FocReceived)
    if before.foc is None:
        return _foc_confirmed(told)
    return FocMoved(told.order_id, told.port.part.numbers, before.foc, fact.foc, told.zone)


def _foc_tomorrow(told: Occasion) -> Message:
    fact = told.entry.fact
    assert isinstance(fact, f.ReadinessChecked)
    return FocTomorrow(told.order_id, told.port.part.numbers, fact.foc, told.zone)


def _foc_withdrawn(told: Occasion) -> Message:
    previous = told.port_before.foc or told.entry.at
    return FocWithdrawn(told.order_id, told.port.part.numbers, told.losing_carrier, previous, told.zone)


def _late(told: Occasion) -> Message:
    fact = told.entry.fact
    assert isinstance(fact, f.SilenceNoticed)
    return ActivationLate(told.order_id, _in(told, LineState.PORTING), told.port.foc or fact.since, told.zone)


def _cancel_refused(told: Occasion) -> Message:
    return CancelRefused(told.order_id, told.port.part.numbers, told.zone, told.port.foc)


def _cancelled(told: Occasion) -> Message:
    numbers = _in(told, LineState.CANCELLED) or told.order.numbers
    if told.order.cancellation is None:
        return OrderCancelled(told.order_id, numbers, "carrier")
    return OrderCancelled(told.order_id, numbers, "staff" if told.cancelled_by_staff else "customer")


def _completed(told: Occasion) -> Message:
    return OrderCompleted(told.order_id, _in(told, LineState.ACTIVE))


def _partly(told: Occasion) -> Message:
    lost = _in(told, LineState.FAILED, LineState.CANCELLED, LineState.SNAPPED_BACK)
    return OrderPartlyCompleted(told.order_id, _in(told, LineState.ACTIVE), _in(told, LineState.WAITING, LineState.PORTING), lost)


def _in(told: Occasion, *states: LineState) -> tuple[str, ...]:
    return tuple(number for part in told.after.parts.values() for number in part.numbers_in(*states))


COMPOSERS: Mapping[str, Callable[[Occasion], Message]] = {
    OrderReceived.template: _received,
    OrderWaitsForStaff.template: _waits,
    ProblemFound.template: _problem,
    OrderSubmitted.template: _submitted,
    OrderRejected.template: _rejected,
    CorrectionReminder.template: _reminder,
    FocConfirmed.template: _foc_confirmed,
    FocMoved.template: _foc_moved,
    FocTomorrow.template: _foc_tomorrow,
    FocWithdrawn.template: _foc_withdrawn,
    ActivationLate.template: _late,
    CancelRefused.template: _cancel_refused,
    OrderCancelled.template: _cancelled,
    OrderCompleted.template: _completed,
    OrderPartlyCompleted.template: _partly,
}
