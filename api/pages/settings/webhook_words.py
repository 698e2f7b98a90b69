"""What pages call the events of webhooks, and why one did not arrive."""

from domain.porting.published import TEST_EVENT, EventKind
from domain.webhooks import ReceiverTrouble
from words.sentence import marked

_K = EventKind
EVENTS = {
    _K.SUBMITTED: marked("The order was submitted."),
    _K.NEEDS_INPUT: marked("Our checks found something for you to correct."),
    _K.CORRECTED: marked("A correction was accepted."),
    _K.SENT: marked("A part of the order was sent to the carrier."),
    _K.REJECTED: marked("The present carrier rejected a part of the order."),
    _K.FOC_CONFIRMED: marked("The date of the move was confirmed."),
    _K.FOC_CHANGED: marked("The date of the move was changed."),
    _K.FOC_WITHDRAWN: marked("The date of the move was withdrawn."),
    _K.ACTIVATION_LATE: marked("Numbers do not work yet although their date has come."),
    _K.CANCEL_REQUESTED: marked("Somebody asked to cancel the order."),
    _K.CANCEL_REFUSED: marked("The order could not be cancelled."),
    _K.NUMBER_ACTIVATED: marked("A number works with us."),
    _K.NUMBER_FAILED: marked("A number could not be moved."),
    _K.NUMBER_SNAPPED_BACK: marked("A number went back to its earlier carrier."),
    _K.COMPLETED: marked("The order is complete: every number works."),
    _K.PARTLY_COMPLETED: marked("The order has ended and some of its numbers work."),
    _K.FAILED: marked("The order has ended and no number was moved."),
    _K.SNAPPED_BACK: marked("The order has ended: every number went back to its earlier carrier."),
    _K.CANCELLED: marked("The order was cancelled."),
}
TEST = {TEST_EVENT: marked("A test that somebody asked for.")}
_T = ReceiverTrouble
_ADDRESS = marked("The address is not allowed any more.")
TROUBLE: dict[str, str] = {
    "timed_out": marked("There was no answer within 15 seconds."),
    "unreachable": marked("Nobody answered at this address."),
    "tls": marked("The certificate was not accepted."),
    "protocol": marked("What answered does not speak HTTP."),
    "endpoint_disabled": marked("The endpoint was switched off."),
    _T.UNRESOLVED: marked("The host could not be found."),
    _T.NOT_PUBLIC: marked("The host led to a network that is not public."),
    _T.UNREADABLE: _ADDRESS,
    _T.NOT_HTTPS: _ADDRESS,
    _T.PORT: _ADDRESS,
    _T.CREDENTIALS: _ADDRESS,
    _T.NOT_A_NAME: _ADDRESS,
}  # fmt: skip
