"""What lands on the PSTN support desk, and what takes it off again."""

from dataclasses import dataclass
from enum import StrEnum

from domain.policy.codes import FindingCode
from domain.porting import facts as f
from domain.porting.hearing import OVERTAKEN
from domain.porting.rejections import for_support


class TaskKind(StrEnum):
    SILENCE = "silence"
    NOTICE_SET_ASIDE = "notice_set_aside"
    UNREADY = "unready"
    CONFLICT = "conflict"
    OUTCOME_UNKNOWN = "outcome_unknown"
    NOT_VERIFIED = "not_verified"
    SNAPPED_BACK = "snapped_back"
    SUPPLEMENT_REFUSED = "supplement_refused"
    REJECTED = "rejected"
    NUMBERS_TO_REVIEW = "numbers_to_review"
    PAPER_TO_REVIEW = "paper_to_review"
    LATE_NOTICE = "late_notice"
    COMMENT = "comment"
    DATE_WANTED = "date_wanted"
    TAKEN_OVER = "taken_over"


_NO_LONGER_ASKED = tuple(
    (kind, "") for kind in (TaskKind.SILENCE, TaskKind.CONFLICT, TaskKind.UNREADY, TaskKind.DATE_WANTED, TaskKind.REJECTED)
)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing for staff to do. key: at most one open task of this kind and key in a stream."""

    kind: TaskKind
    key: str = ""
    codes: tuple[str, ...] = ()


def tasks_opened(entry: f.Entry) -> tuple[Task, ...]:
    """The tasks that an entry puts on the desk."""
    match entry.fact:
        case f.SilenceNoticed(waiting_for=what):
            return (Task(TaskKind.SILENCE, what, (what,)),)
        case f.NoticeSetAside(notice_id=notice_id, notice_kind=kind, why=why) if why != OVERTAKEN:
            return (Task(TaskKind.NOTICE_SET_ASIDE, notice_id, (kind, why)),)
        case f.ReadinessChecked(codes=codes) if codes:
            return (Task(TaskKind.UNREADY, "", codes),)
        case f.ConflictNoticed():
            return (Task(TaskKind.CONFLICT),)
        case f.LsrRejected(codes=codes) if ours := for_support(codes):
            return (Task(TaskKind.REJECTED, "", ours),)
        case f.OutcomeUnknown(request_key=key):
            return (Task(TaskKind.OUTCOME_UNKNOWN, key),)
        case f.PortVerified(missing=missing) if missing:
            return (Task(TaskKind.NOT_VERIFIED),)
        case f.NumbersSnappedBack():
            return (Task(TaskKind.SNAPPED_BACK),)
        case f.SupplementRefused(code=code):
            return (Task(TaskKind.SUPPLEMENT_REFUSED, "", (code,)),)
        case f.PreflightFailed(revision=revision, to_review=numbers) if numbers:
            return (Task(TaskKind.PAPER_TO_REVIEW, f"revision/{revision}", (FindingCode.NUMBER_NEEDS_REVIEW,)),)
        case f.OrderSubmitted(set_aside=numbers) if numbers:
            return (Task(TaskKind.NUMBERS_TO_REVIEW),)
        case _:
            return ()


def tasks_closed(entry: f.Entry) -> tuple[tuple[TaskKind, str], ...]:
    """The kinds and keys of tasks that an entry answers. An empty key closes every open task of that kind in the stream."""
    match entry.fact:
        case f.FocReceived() | f.FocWithdrawn() | f.LsrRejected():
            answered = (f.WaitingFor.LSR_ANSWER, f.WaitingFor.CANCEL_ANSWER, f.WaitingFor.ACTIVATION)
            return (*((TaskKind.SILENCE, what) for what in answered), (TaskKind.REJECTED, ""))
        case f.OrderSplit() | f.OrderClosed():
            return ((TaskKind.PAPER_TO_REVIEW, ""),)
        case f.RescheduleAsked():
            return ((TaskKind.DATE_WANTED, ""),)
        case f.CorrectionAccepted():
            return ((TaskKind.SILENCE, f.WaitingFor.CORRECTION), (TaskKind.REJECTED, ""))
        case f.ReadinessChecked(codes=()):
            return ((TaskKind.UNREADY, ""),)
        case f.OutcomeSettled(request_key=key):
            return ((TaskKind.OUTCOME_UNKNOWN, key),)
        case f.PortCancelled():
            return (*_NO_LONGER_ASKED, (TaskKind.OUTCOME_UNKNOWN, ""))
        case f.PortClosed():
            return ((TaskKind.OUTCOME_UNKNOWN, ""),)
        case f.PortSettled() | f.CancelRefused():
            return _NO_LONGER_ASKED
        case _:
            return ()
