"""What an order's timeline says of each fact, and what each task on the support desk is about."""

from collections.abc import Mapping

from domain.porting.desk import TaskKind
from words.sentence import marked
from words.translation import Words

FACTS: Mapping[str, str] = {
    "order_submitted": marked("Order submitted"),
    "preflight_failed": marked("The check found problems to correct"),
    "order_corrected": marked("Order corrected and submitted again"),
    "order_split": marked("The check passed; the order goes to the carriers"),
    "order_cancel_asked": marked("Cancellation asked for"),
    "order_closed": marked("Order closed"),
    "lsr_submitted": marked("Request sent to the losing carrier"),
    "lsr_rejected": marked("The losing carrier refused"),
    "order_acknowledged": marked("The carrier has received the request"),
    "correction_accepted": marked("Correction accepted"),
    "reschedule_asked": marked("Another date asked for"),
    "lsr_supplemented": marked("Changed request sent"),
    "supplement_refused": marked("The carrier refused the change"),
    "foc_received": marked("Date confirmed"),
    "foc_withdrawn": marked("The confirmed date was withdrawn"),
    "readiness_checked": marked("Readiness checked"),
    "activation_due": marked("The agreed moment has come"),
    "numbers_activated": marked("Numbers moved and working"),
    "numbers_failed": marked("Numbers that did not move"),
    "numbers_snapped_back": marked("Numbers taken back by the old carrier"),
    "conflict_noticed": marked("The losing carrier disputes the move"),
    "notice_set_aside": marked("A carrier's notice was set aside for our staff"),
    "silence_noticed": marked("No answer in time; our staff were told"),
    "correction_reminded": marked("Reminder of the correction sent"),
    "outcome_unknown": marked("Our staff find out whether the carrier received the request"),
    "outcome_settled": marked("Our staff settled what became of the request"),
    "cancel_asked": marked("Cancellation asked for"),
    "cancel_sent": marked("Cancellation sent to the carrier"),
    "cancel_refused": marked("The carrier refused to cancel"),
    "port_cancelled": marked("Cancelled"),
    "port_settled": marked("Every number is settled"),
    "port_verified": marked("Asked the carrier again whether the numbers moved"),
    "port_closed": marked("Carrier order closed"),
}

TASKS: Mapping[TaskKind, str] = {
    TaskKind.SILENCE: marked("A carrier has not answered in time"),
    TaskKind.NOTICE_SET_ASIDE: marked("A carrier's notice does not fit the order"),
    TaskKind.UNREADY: marked("Numbers are not ready for the agreed date"),
    TaskKind.CONFLICT: marked("The losing carrier disputes the move"),
    TaskKind.OUTCOME_UNKNOWN: marked("It is not known whether the carrier received a request"),
    TaskKind.NOT_VERIFIED: marked("The carrier's answers about moved numbers disagree"),
    TaskKind.SNAPPED_BACK: marked("Numbers were taken back by the old carrier"),
    TaskKind.SUPPLEMENT_REFUSED: marked("The carrier refused a change"),
    TaskKind.REJECTED: marked("The losing carrier refused for a reason that is ours to settle"),
    TaskKind.NUMBERS_TO_REVIEW: marked("Numbers were set aside for review"),
    TaskKind.PAPER_TO_REVIEW: marked("Paper is to be looked at"),
    TaskKind.LATE_NOTICE: marked("A notice came after the order was closed"),
    TaskKind.COMMENT: marked("The customer has written"),
    TaskKind.DATE_WANTED: marked("The customer asks for another date"),
    TaskKind.TAKEN_OVER: marked("Numbers moved here from another customer of ours"),
}


def fact_told(kind: str, words: Words) -> str:
    """The headline of a fact by its kind. Raises KeyError for a kind that no fact has."""
    return words.gettext(FACTS[kind])


def task_told(kind: TaskKind, words: Words) -> str:
    return words.gettext(TASKS[kind])
