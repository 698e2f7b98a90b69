"""What a carrier order waits for, until when, and what it means that the moment has come."""

from datetime import datetime

from domain.policy.deadlines import CarrierDays, correction_deadline, correction_reminder, silence_deadline
from domain.policy.gates import next_gate
from domain.policy.rulebook import Rulebook
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.carrier_port import CarrierPort
from domain.porting.facts import WaitingFor
from domain.porting.steps import Wait, next_send

_SILENCES = {
    PortState.SUBMITTED: WaitingFor.LSR_ANSWER,
    PortState.CANCELLING: WaitingFor.CANCEL_ANSWER,
    PortState.ACTIVATING: WaitingFor.ACTIVATION,
}


def wait_of(port: CarrierPort, at: datetime, book: Rulebook, days: CarrierDays) -> Wait:
    """What the order waits for at this moment. The moment returned may have gone by already: then it is due."""
    if port.unknown_key:
        return Wait(WaitingFor.STAFF)
    if next_send(port) is not None or port.since is None or port.closed:
        return Wait(WaitingFor.NOTHING)
    match port.state:
        case PortState.REJECTED if not port.customer_corrects:
            return Wait(WaitingFor.STAFF)
        case PortState.REJECTED:
            return Wait(WaitingFor.CORRECTION, _correction(port, port.since, book))
        case PortState.FOC_CONFIRMED:
            return _before_foc(port, at, book, days)
        case PortState.COMPLETED if not port.verified:
            return Wait(WaitingFor.VERIFICATION, port.since + book.verification_delay)
        case PortState.COMPLETED:
            return Wait(WaitingFor.SNAPBACK_WINDOW, port.since + book.snapback_window)
        case _:
            waiting_for = _SILENCES[port.state]
            return Wait(waiting_for, silence_deadline(waiting_for, silent_since(port), port.reminders, book, days))


def silent_since(port: CarrierPort) -> datetime:
    """Since when nothing has been heard: for an activation since the FOC, else since the state was entered."""
    assert port.since is not None
    return max(port.foc, port.since) if port.state is PortState.ACTIVATING and port.foc else port.since


def time_brings(port: CarrierPort, waiting_for: WaitingFor, book: Rulebook) -> tuple[f.PortFact, ...]:
    """The facts that the passing of time alone makes true. Gates and verification ask outside, see activities."""
    match waiting_for:
        case WaitingFor.FOC if port.foc is not None:
            return (f.ActivationDue(port.foc),)
        case WaitingFor.SNAPBACK_WINDOW:
            return (f.PortClosed(),)
        case WaitingFor.CARRIER if port.reminders:
            return ()
        case WaitingFor.CORRECTION if correction_reminder(silent_since(port), port.reminders, book):
            return (f.CorrectionReminded(),)
        case _:
            return (f.SilenceNoticed(waiting_for, silent_since(port)),) if port.since else ()


def _before_foc(port: CarrierPort, at: datetime, book: Rulebook, days: CarrierDays) -> Wait:
    assert port.foc is not None
    gate = next_gate(port.foc, port.gates, at, book, days.zone, days.holidays)
    return Wait(WaitingFor.GATE, gate.at) if gate and gate.at < port.foc else Wait(WaitingFor.FOC, port.foc)


def _correction(port: CarrierPort, since: datetime, book: Rulebook) -> datetime | None:
    """The next reminder, then the deadline; once that is noticed the order waits without end, on the desk."""
    if reminder := correction_reminder(since, port.reminders, book):
        return reminder
    told = port.reminders - len(book.correction_reminder_days)
    return correction_deadline(since, book) if told <= 0 else None
