"""What the support desk is told of each task: what it is about, in words."""

from collections.abc import Callable, Mapping, Sequence

from domain.porting.desk import TaskKind
from domain.porting.facts import WaitingFor
from domain.porting.notices import NoticeKind
from words.findings import FINDINGS
from words.rejections import rejection_told
from words.sentence import explain, marked
from words.states import waiting_for
from words.timeline import FACTS
from words.translation import Words

NOTICES: Mapping[NoticeKind, str] = {
    NoticeKind.ACKNOWLEDGED: FACTS["order_acknowledged"],
    NoticeKind.REJECTED: FACTS["lsr_rejected"],
    NoticeKind.FOC: FACTS["foc_received"],
    NoticeKind.FOC_WITHDRAWN: FACTS["foc_withdrawn"],
    NoticeKind.NUMBER_ACTIVE: FACTS["numbers_activated"],
    NoticeKind.NUMBER_FAILED: FACTS["numbers_failed"],
    NoticeKind.SNAPPED_BACK: FACTS["numbers_snapped_back"],
    NoticeKind.CONFLICT: FACTS["conflict_noticed"],
    NoticeKind.CANCELLED: FACTS["port_cancelled"],
    NoticeKind.CANCEL_REFUSED: FACTS["cancel_refused"],
    NoticeKind.UNRECOGNISED: marked("A notice of a kind that we do not know"),
}
MOVED = "numbers_already_moved"
ASIDE: Mapping[str, str] = {
    "does_not_fit": marked("It does not fit the state that the order is in."),
    "unknown_number": marked("It names only numbers that are not in the order."),
    MOVED: marked("It came when numbers had moved already."),
}
# Of a notice that came too late to be followed, by its kind: the numbers that moved work here, whatever the carrier says of its paper.
_TO_DO: Mapping[str, str] = {
    NoticeKind.REJECTED: marked(
        "Numbers that moved stay with us and are billed. Ask the gaining carrier which numbers the refusal means: those still to move"
        " need a corrected request or a new order, and a number that it takes back is told to us in a notice of its own. Then close this"
        " task with what the carrier said."
    ),
    NoticeKind.FOC_WITHDRAWN: marked(
        "Numbers that moved stay with us and are billed. Ask the gaining carrier for a date for the numbers still to move. Then close this"
        " task with what the carrier said."
    ),
}
_ASIDE: Mapping[str, str] = {kind.value: told for kind, told in NOTICES.items()} | dict(ASIDE)


def task_about(kind: str, codes: Sequence[str], words: Words) -> tuple[str, ...]:
    """What a task's codes say, sentence by sentence; a code that no sentence is known for, and dates, as they are."""
    tell = _TELLERS.get(kind)
    told = tuple(tell(code, words) for code in codes) if tell else tuple(codes)
    todo = _TO_DO.get(codes[0]) if kind == TaskKind.NOTICE_SET_ASIDE and MOVED in codes else None
    return (*told, words.gettext(todo)) if todo else told


def _silence(code: str, words: Words) -> str:
    return waiting_for(WaitingFor(code), words) if code in set(WaitingFor) else code


def _finding(code: str, words: Words) -> str:
    return explain(code, FINDINGS, words).wrong


def _refusal(code: str, words: Words) -> str:
    return rejection_told(code, words).wrong


def _aside(code: str, words: Words) -> str:
    return words.gettext(_ASIDE[code]) if code in _ASIDE else code


_TELLERS: Mapping[str, Callable[[str, Words], str]] = {
    TaskKind.SILENCE: _silence,
    TaskKind.UNREADY: _finding,
    TaskKind.PAPER_TO_REVIEW: _finding,
    TaskKind.SUPPLEMENT_REFUSED: _refusal,
    TaskKind.REJECTED: _refusal,
    TaskKind.NOTICE_SET_ASIDE: _aside,
}
