"""What a carrier's notice means for an order: facts to record, or a notice set aside.

Carriers repeat themselves, arrive late and out of order. Answers to an LSR count by the version they answer and by when they
happened at the carrier; what happened to a number counts by what the network did. So the same notices end in the same state,
in whatever order they come.
"""

from collections.abc import Iterable
from datetime import datetime

from domain.porting import facts as f
from domain.porting.carrier_order import IllegalTransition, PortState
from domain.porting.carrier_port import CarrierPort
from domain.porting.line import LineState
from domain.porting.notices import CarrierNotice, NoticeKind

_ANSWERS = frozenset({NoticeKind.FOC, NoticeKind.FOC_WITHDRAWN, NoticeKind.REJECTED})
OVERTAKEN = "overtaken"


def hear(port: CarrierPort, notices: Iterable[CarrierNotice], at: datetime) -> tuple[f.Entry, ...]:
    """The entries that these notices add, with what follows from them. Told twice adds nothing."""
    entries: list[f.Entry] = []
    for notice in notices:
        fact = _meaning(port, notice)
        if fact is None:
            continue
        entry = f.Entry(port.seq + 1, at, notice.carrier, fact)
        try:
            port = port.record(entry)
        except IllegalTransition:
            entry = f.Entry(port.seq + 1, at, notice.carrier, _aside(notice, "does_not_fit"))
            port = port.record(entry)
        entries.append(entry)
    for fact in follows(port):
        entry = f.Entry(port.seq + 1, at, "system", fact)
        port = port.record(entry)
        entries.append(entry)
    return tuple(entries)


def follows(port: CarrierPort) -> tuple[f.PortFact, ...]:
    """What the facts so far bring about by themselves."""
    return (f.PortSettled(),) if port.state is PortState.ACTIVATING and port.settled else ()


def _meaning(port: CarrierPort, notice: CarrierNotice) -> f.PortFact | None:
    if notice.notice_id in port.seen:
        return None
    if notice.kind in _ANSWERS and (why := _answer_refused(port, notice)):
        return _aside(notice, why)
    numbers = tuple(number for number in notice.numbers if number in port.lines)
    if notice.numbers and not numbers:
        return _aside(notice, "unknown_number")
    return _fact(port, notice, numbers)


def _answer_refused(port: CarrierPort, notice: CarrierNotice) -> str:
    older = notice.lsr_version and notice.lsr_version < port.lsr_version
    earlier = port.answered_at is not None and notice.happened_at < port.answered_at
    if older or earlier:
        return OVERTAKEN
    return "numbers_already_moved" if port.moved and notice.kind is not NoticeKind.FOC else ""


def _fact(port: CarrierPort, notice: CarrierNotice, numbers: tuple[str, ...]) -> f.PortFact | None:
    happened, key = notice.happened_at, notice.notice_id
    match notice.kind:
        case NoticeKind.ACKNOWLEDGED:
            return f.OrderAcknowledged(happened, key)
        case NoticeKind.REJECTED:
            return f.LsrRejected(notice.codes, happened, numbers, notice.lsr_version, key)
        case NoticeKind.FOC if notice.foc is not None:
            return f.FocReceived(notice.foc, happened, notice.lsr_version, key)
        case NoticeKind.FOC_WITHDRAWN:
            return f.FocWithdrawn(happened, notice.lsr_version, key)
        case NoticeKind.NUMBER_ACTIVE | NoticeKind.NUMBER_FAILED | NoticeKind.SNAPPED_BACK:
            return _movement(port, notice, numbers or port.part.numbers)
        case NoticeKind.CONFLICT:
            return f.ConflictNoticed(happened, numbers, key)
        case NoticeKind.CANCELLED:
            return f.PortCancelled(happened, key)
        case NoticeKind.CANCEL_REFUSED:
            return f.CancelRefused(happened, "".join(notice.codes[:1]), port.foc is not None, key)
        case _:
            return _aside(notice, "unrecognised")


def _movement(port: CarrierPort, notice: CarrierNotice, numbers: tuple[str, ...]) -> f.PortFact | None:
    open_or_failed = port.numbers_in(LineState.WAITING, LineState.PORTING, LineState.FAILED, LineState.CANCELLED)
    match notice.kind:
        case NoticeKind.NUMBER_ACTIVE:
            fresh = tuple(number for number in numbers if number in open_or_failed)
            return f.NumbersActivated(fresh, notice.happened_at, notice.notice_id) if fresh else None
        case NoticeKind.NUMBER_FAILED:
            fresh = tuple(number for number in numbers if number in port.numbers_in(LineState.WAITING, LineState.PORTING))
            return f.NumbersFailed(fresh, notice.codes, notice.happened_at, notice.notice_id) if fresh else None
        case _:
            fresh = tuple(number for number in numbers if number in port.numbers_in(LineState.PORTING, LineState.ACTIVE))
            return f.NumbersSnappedBack(fresh, notice.happened_at, notice.notice_id) if fresh else _aside(notice, "does_not_fit")


def _aside(notice: CarrierNotice, why: str) -> f.NoticeSetAside:
    return f.NoticeSetAside(notice.notice_id, notice.kind, why)
