"""Why a cancellation, a new date or an expedition is refused, and why a day cannot be chosen."""

from collections.abc import Mapping

from domain.findings import Decision
from domain.policy.codes import DayReason, RefusalCode
from words.sentence import Explanation, Sentence, explain, marked
from words.translation import Words

_C = RefusalCode
_ASK_STAFF = marked("Ask our support at once; they may still reach the carrier.")

REFUSALS: Mapping[str, Sentence] = {
    _C.CANCEL_TOO_LATE: Sentence(
        marked("The move is too near to be cancelled here."),
        _ASK_STAFF,
        detail=marked("The numbers move on %(foc)s; the order could be cancelled until %(cut_off)s."),
    ),
    _C.CANCEL_NUMBERS_MOVED: Sentence(
        marked("Numbers of this order have moved already, and a move cannot be cancelled."),
        marked("Ask our support within a day whether the move can be taken back; later, order a move back from your old carrier."),
    ),
    _C.CANCEL_CLOSED: Sentence(marked("The order is at its end; nothing is left to cancel."), marked("Nothing is to be done.")),
    _C.RESCHEDULE_TOO_LATE: Sentence(
        marked("The move is too near for another date."),
        _ASK_STAFF,
        detail=marked("The numbers move on %(foc)s; the date could be changed until %(cut_off)s."),
    ),
    _C.RESCHEDULE_NUMBERS_MOVED: Sentence(
        marked("Numbers of this order have moved already, so its date stays."), marked("For numbers left behind ask our support.")
    ),
    _C.RESCHEDULE_CLOSED: Sentence(marked("The order is at its end; there is no date to change."), marked("Begin a new order.")),
    _C.RESCHEDULE_TOO_MANY: Sentence(
        marked("The carrier accepts no further change of this order."),
        marked("Keep the confirmed date, or cancel and begin a new order."),
        detail=marked("After a date is confirmed, the number of changes it accepts is %(limit)s."),
    ),
    _C.RESCHEDULE_DATE_NOT_ALLOWED: Sentence(
        marked("The numbers cannot move on that day."),
        marked("Choose one of the days offered."),
        detail=marked("The reason: %(reason)s"),
    ),
    _C.RESCHEDULE_AT_SHORT_NOTICE: Sentence(
        marked("A change at such short notice can cut off service for a while."),
        marked("Confirm the new date only if you accept that; otherwise keep the date you have."),
    ),
    _C.EXPEDITE_NO_EARLIER_DATE: Sentence(
        marked("There is no earlier date on which these numbers can move."),
        marked("Keep the date."),
        detail=marked("The earliest day is %(earliest)s."),
    ),
    _C.EXPEDITE_NOT_EARLIER: Sentence(
        marked("That day is not earlier than the date there is."),
        marked("Choose an earlier day, or ask for another date instead."),
        detail=marked("The date there is: %(planned)s."),
    ),
}

COMMAND_REFUSALS: Mapping[str, Sentence] = {
    "changed_meanwhile": Sentence(
        marked("Something happened to the order while you looked at it."), marked("Look at the order as it is now, then ask again.")
    ),
    "illegal_transition": Sentence(
        marked("The order is not in a state for what you asked."), marked("Look at the order as it is now; its page shows what it can do.")
    ),
    "nothing_to_settle": Sentence(
        marked("Nothing is left to be settled here."), marked("Look at the order as it is now; somebody may have settled it.")
    ),
    "not_for_a_carrier_order": Sentence(
        marked("This can be asked only of the whole order."), marked("Ask it on the page of the customer's order.")
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


def refusal_told(decision: Decision, words: Words, time_zone: str) -> Explanation:
    """The sentences for a decision with a code: a refusal, or a permission with a warning. time_zone: of the location."""
    params = dict(decision.params)
    if "reason" in params:
        params["reason"] = day_reason(DayReason(params["reason"]), words)
    return explain(decision.code, REFUSALS, words, params=params, time_zone=time_zone)


def day_reason(reason: DayReason, words: Words) -> str:
    return words.gettext(DAYS[reason])
