"""Why a cancellation, a new date or an expedition is refused, and why a day cannot be chosen."""

from collections.abc import Mapping

from domain.policy.codes import DayReason, RefusalCode
from words.sentence import Sentence, marked
from words.translation import Words

_C = RefusalCode
_ASK_STAFF = marked("Ask our support at once; they may still reach the carrier.")

REFUSALS: Mapping[str, Sentence] = {
    _C.CANCEL_TOO_LATE: Sentence(marked("The move is too near to be cancelled here."), _ASK_STAFF),
    _C.CANCEL_NUMBERS_MOVED: Sentence(
        marked("Numbers of this order have moved already, and a move cannot be cancelled."),
        marked("Ask our support within a day whether the move can be taken back; later, order a move back from your old carrier."),
    ),
    _C.CANCEL_CLOSED: Sentence(marked("The order is at its end; nothing is left to cancel."), marked("Nothing is to be done.")),
    _C.RESCHEDULE_TOO_LATE: Sentence(marked("The move is too near for another date."), _ASK_STAFF),
    _C.RESCHEDULE_NUMBERS_MOVED: Sentence(
        marked("Numbers of this order have moved already, so its date stays."), marked("For numbers left behind ask our support.")
    ),
    _C.RESCHEDULE_CLOSED: Sentence(marked("The order is at its end; there is no date to change."), marked("Begin a new order.")),
    _C.RESCHEDULE_TOO_MANY: Sentence(
        marked("The carrier accepts no further change of this order."),
        marked("Keep the confirmed date, or cancel and begin a new order."),
    ),
    _C.RESCHEDULE_DATE_NOT_ALLOWED: Sentence(marked("The numbers cannot move on that day."), marked("Choose one of the days offered.")),
    _C.RESCHEDULE_AT_SHORT_NOTICE: Sentence(
        marked("A change at such short notice can cut off service for a while."),
        marked("Confirm the new date only if you accept that; otherwise keep the date you have."),
    ),
    _C.EXPEDITE_NO_EARLIER_DATE: Sentence(marked("There is no earlier date on which these numbers can move."), marked("Keep the date.")),
    _C.EXPEDITE_NOT_EARLIER: Sentence(
        marked("That day is not earlier than the date there is."), marked("Choose an earlier day, or ask for another date instead.")
    ),
}

DAYS: Mapping[DayReason, str] = {
    DayReason.PAST: marked("This day has gone by."),
    DayReason.WEEKEND: marked("Carriers do not move numbers at the weekend."),
    DayReason.HOLIDAY: marked("This day is a holiday of the losing carrier."),
    DayReason.BEFORE_INTERVAL: marked("The losing carrier needs more business days than there are before this day."),
    DayReason.TOO_FAR: marked("This day is further away than carriers accept."),
    DayReason.OUTSIDE_CARRIER_WINDOWS: marked("The gaining carrier does not move numbers on this day."),
}


def day_reason(reason: DayReason, words: Words) -> str:
    return words.gettext(DAYS[reason])
