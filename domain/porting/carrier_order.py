"""The states of one carrier order: LSR, FOC and supplements live here."""

from enum import StrEnum


class PortState(StrEnum):
    PREPARED = "prepared"
    SUBMITTED = "submitted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    RESCHEDULING = "rescheduling"
    FOC_CONFIRMED = "foc_confirmed"
    ACTIVATING = "activating"
    COMPLETED = "completed"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class PortEvent(StrEnum):
    LSR_SUBMITTED = "lsr_submitted"
    LSR_REJECTED = "lsr_rejected"
    CORRECTION_ACCEPTED = "correction_accepted"
    RESCHEDULE_ASKED = "reschedule_asked"
    LSR_SUPPLEMENTED = "lsr_supplemented"
    SUPPLEMENT_REFUSED = "supplement_refused"
    SUPPLEMENT_REFUSED_FOC_STANDS = "supplement_refused_foc_stands"
    FOC_RECEIVED = "foc_received"
    FOC_MOVED_MIDWAY = "foc_moved_midway"
    FOC_WITHDRAWN = "foc_withdrawn"
    ACTIVATION_DUE = "activation_due"
    NUMBERS_MOVED = "numbers_moved"
    SETTLED = "settled"
    CANCEL_ASKED = "cancel_asked"
    CANCEL_REFUSED = "cancel_refused"
    CANCEL_REFUSED_FOC_STANDS = "cancel_refused_foc_stands"
    CANCEL_REFUSED_STILL_REJECTED = "cancel_refused_still_rejected"
    CANCELLED = "cancelled"
    CLOSED = "closed"


_S, _E = PortState, PortEvent

_SENT = (_S.SUBMITTED, _S.REJECTED, _S.CORRECTED, _S.RESCHEDULING, _S.FOC_CONFIRMED)

TRANSITIONS: dict[tuple[PortState, PortEvent], PortState] = {
    (_S.PREPARED, _E.LSR_SUBMITTED): _S.SUBMITTED,
    (_S.PREPARED, _E.LSR_REJECTED): _S.REJECTED,
    (_S.PREPARED, _E.CANCELLED): _S.CANCELLED,
    (_S.SUBMITTED, _E.LSR_REJECTED): _S.REJECTED,
    (_S.SUBMITTED, _E.FOC_RECEIVED): _S.FOC_CONFIRMED,
    (_S.SUBMITTED, _E.FOC_WITHDRAWN): _S.SUBMITTED,
    (_S.SUBMITTED, _E.RESCHEDULE_ASKED): _S.RESCHEDULING,
    (_S.REJECTED, _E.CORRECTION_ACCEPTED): _S.CORRECTED,
    (_S.REJECTED, _E.LSR_REJECTED): _S.REJECTED,
    (_S.REJECTED, _E.FOC_RECEIVED): _S.FOC_CONFIRMED,
    (_S.REJECTED, _E.FOC_WITHDRAWN): _S.SUBMITTED,
    (_S.CORRECTED, _E.LSR_SUPPLEMENTED): _S.SUBMITTED,
    (_S.CORRECTED, _E.LSR_SUBMITTED): _S.SUBMITTED,
    (_S.CORRECTED, _E.LSR_REJECTED): _S.REJECTED,
    (_S.CORRECTED, _E.SUPPLEMENT_REFUSED): _S.REJECTED,
    (_S.CORRECTED, _E.FOC_RECEIVED): _S.CORRECTED,
    (_S.RESCHEDULING, _E.FOC_RECEIVED): _S.RESCHEDULING,
    (_S.RESCHEDULING, _E.LSR_REJECTED): _S.REJECTED,
    (_S.RESCHEDULING, _E.LSR_SUPPLEMENTED): _S.SUBMITTED,
    (_S.RESCHEDULING, _E.SUPPLEMENT_REFUSED): _S.SUBMITTED,
    (_S.RESCHEDULING, _E.SUPPLEMENT_REFUSED_FOC_STANDS): _S.FOC_CONFIRMED,
    (_S.FOC_CONFIRMED, _E.FOC_RECEIVED): _S.FOC_CONFIRMED,
    (_S.FOC_CONFIRMED, _E.FOC_WITHDRAWN): _S.SUBMITTED,
    (_S.FOC_CONFIRMED, _E.LSR_REJECTED): _S.REJECTED,
    (_S.FOC_CONFIRMED, _E.RESCHEDULE_ASKED): _S.RESCHEDULING,
    (_S.FOC_CONFIRMED, _E.ACTIVATION_DUE): _S.ACTIVATING,
    (_S.ACTIVATING, _E.FOC_RECEIVED): _S.FOC_CONFIRMED,
    (_S.ACTIVATING, _E.FOC_WITHDRAWN): _S.SUBMITTED,
    (_S.ACTIVATING, _E.LSR_REJECTED): _S.REJECTED,
    (_S.ACTIVATING, _E.FOC_MOVED_MIDWAY): _S.ACTIVATING,
    (_S.ACTIVATING, _E.SETTLED): _S.COMPLETED,
    (_S.CANCELLING, _E.CANCEL_REFUSED): _S.SUBMITTED,
    (_S.CANCELLING, _E.CANCEL_REFUSED_FOC_STANDS): _S.FOC_CONFIRMED,
    (_S.CANCELLING, _E.CANCEL_REFUSED_STILL_REJECTED): _S.REJECTED,
    (_S.CANCELLING, _E.CANCELLED): _S.CANCELLED,
    (_S.CANCELLING, _E.FOC_RECEIVED): _S.CANCELLING,
    (_S.CANCELLING, _E.FOC_WITHDRAWN): _S.CANCELLING,
    (_S.CANCELLING, _E.LSR_REJECTED): _S.CANCELLING,
    (_S.COMPLETED, _E.NUMBERS_MOVED): _S.COMPLETED,
    (_S.COMPLETED, _E.CLOSED): _S.CLOSED,
    (_S.ACTIVATING, _E.CANCELLED): _S.ACTIVATING,
    **{(state, _E.CANCEL_ASKED): _S.CANCELLING for state in (_S.PREPARED, *_SENT)},
    **{(state, _E.CANCELLED): _S.CANCELLED for state in _SENT},
    **{(state, _E.NUMBERS_MOVED): _S.ACTIVATING for state in (*_SENT, _S.ACTIVATING, _S.CANCELLING)},
}
TERMINAL = frozenset(PortState) - {state for state, _ in TRANSITIONS}


class IllegalTransition(Exception):
    """What is asked does not fit the state the order is in."""

    def __init__(self, state: PortState, event: PortEvent) -> None:
        super().__init__(f"{event} does not fit an order that is {state}")
        self.state, self.event = state, event


def after(state: PortState, event: PortEvent) -> PortState:
    """The state after `event`. Raises IllegalTransition."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalTransition(state, event) from None
