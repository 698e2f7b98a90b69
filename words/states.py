"""What each state is called on a page, and what a carrier order waits for."""

from collections.abc import Mapping

from domain.porting.carrier_order import PortState
from domain.porting.draft import DraftState
from domain.porting.facts import WaitingFor
from domain.porting.line import LineState
from domain.porting.order import OrderStatus
from words.sentence import marked
from words.translation import Words

ORDER_STATUSES: Mapping[OrderStatus, str] = {
    OrderStatus.DRAFT: marked("Draft"),
    OrderStatus.AWAITING_SIGNATURE: marked("Waiting for a signature"),
    OrderStatus.READY: marked("Ready to submit"),
    OrderStatus.EXPIRED: marked("Expired"),
    OrderStatus.VALIDATING: marked("Being checked"),
    OrderStatus.NEEDS_INPUT: marked("Needs a correction"),
    OrderStatus.SUBMITTED: marked("With the carriers"),
    OrderStatus.FOC_CONFIRMED: marked("Date confirmed"),
    OrderStatus.ACTIVATING: marked("Numbers are moving"),
    OrderStatus.PARTIALLY_PORTED: marked("Partly moved"),
    OrderStatus.PORTED: marked("Moved"),
    OrderStatus.CANCELLING: marked("Being cancelled"),
    OrderStatus.CANCELLED: marked("Cancelled"),
    OrderStatus.FAILED: marked("Not moved"),
    OrderStatus.SNAPPED_BACK: marked("Taken back by the old carrier"),
}

DRAFT_STATES: Mapping[DraftState, str] = {
    DraftState.DRAFT: marked("Draft"),
    DraftState.AWAITING_SIGNATURE: marked("Waiting for a signature"),
    DraftState.READY: marked("Ready to submit"),
    DraftState.SUBMITTED: marked("Submitted"),
    DraftState.EXPIRED: marked("Expired"),
}

PORT_STATES: Mapping[PortState, str] = {
    PortState.PREPARED: marked("About to be sent"),
    PortState.SUBMITTED: marked("Waiting for the losing carrier's answer"),
    PortState.REJECTED: marked("Refused: waiting for your correction"),
    PortState.CORRECTED: marked("Corrected: about to be sent again"),
    PortState.RESCHEDULING: marked("Another date is being asked for"),
    PortState.FOC_CONFIRMED: marked("Date confirmed"),
    PortState.ACTIVATING: marked("Numbers are moving"),
    PortState.COMPLETED: marked("Done: may still be taken back"),
    PortState.CANCELLING: marked("Being cancelled"),
    PortState.CANCELLED: marked("Cancelled"),
    PortState.CLOSED: marked("Closed"),
}

LINE_STATES: Mapping[LineState, str] = {
    LineState.WAITING: marked("Waiting"),
    LineState.PORTING: marked("On its way"),
    LineState.ACTIVE: marked("Works here"),
    LineState.FAILED: marked("Not moved"),
    LineState.CANCELLED: marked("Cancelled"),
    LineState.SNAPPED_BACK: marked("Taken back by the old carrier"),
}

WAITING_FOR: Mapping[WaitingFor, str] = {
    WaitingFor.CARRIER: marked("the carrier to take the order"),
    WaitingFor.LSR_ANSWER: marked("the losing carrier's answer"),
    WaitingFor.CORRECTION: marked("your correction"),
    WaitingFor.GATE: marked("the next check that everything is ready"),
    WaitingFor.FOC: marked("the agreed date"),
    WaitingFor.ACTIVATION: marked("the carrier to confirm that the numbers moved"),
    WaitingFor.CANCEL_ANSWER: marked("the carrier's answer to the cancellation"),
    WaitingFor.VERIFICATION: marked("the check that the numbers really moved"),
    WaitingFor.SNAPBACK_WINDOW: marked("the time in which the move can be taken back to pass"),
    WaitingFor.STAFF: marked("our staff"),
    WaitingFor.NOTHING: marked("nothing"),
}


def order_status(status: OrderStatus, words: Words) -> str:
    return words.gettext(ORDER_STATUSES[status])


def draft_state(state: DraftState, words: Words) -> str:
    return words.gettext(DRAFT_STATES[state])


def port_state(state: PortState, words: Words) -> str:
    return words.gettext(PORT_STATES[state])


def line_state(state: LineState, words: Words) -> str:
    return words.gettext(LINE_STATES[state])


def waiting_for(what: WaitingFor, words: Words) -> str:
    return words.gettext(WAITING_FOR[what])
