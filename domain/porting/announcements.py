"""Who is told what when a fact becomes true: the message, the audience and the key that keeps it from being sent twice."""

from dataclasses import dataclass
from enum import StrEnum

from domain.porting import facts as f
from domain.porting.order import FINISHED, OrderStatus


class Audience(StrEnum):
    """ADMINS: all customer admins, and the partner who submitted (rule 40). PEOPLE: those whose numbers the fact names (rule 74)."""

    ADMINS = "admins"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One message to one audience. key: the same key is sent once per recipient, whatever tells it."""

    message: str
    audience: Audience
    key: str


_BY_FACT: dict[type, str] = {
    f.PreflightFailed: "problem_found",
    f.LsrRejected: "order_rejected",
    f.FocWithdrawn: "foc_withdrawn",
    f.CorrectionReminded: "correction_reminder",
    f.CancelRefused: "cancel_refused",
}
_BY_STATUS = {
    OrderStatus.PORTED: "order_completed",
    OrderStatus.PARTIALLY_PORTED: "order_partly_completed",
    OrderStatus.FAILED: "order_partly_completed",
    OrderStatus.CANCELLED: "order_cancelled",
}


def announcements(stream: str, entry: f.Entry, *, order_id: str, foc_known: bool) -> tuple[Announcement, ...]:
    """What an entry announces by itself. foc_known: whether an earlier FOC had been announced, so that this one moves it."""
    fact, key = entry.fact, f"{stream}/{entry.seq}"
    match fact:
        case f.OrderSubmitted(set_aside=aside):
            messages = ("order_received", "order_waits_for_staff") if aside else ("order_received",)
            return tuple(Announcement(message, Audience.ADMINS, key) for message in messages)
        case f.LsrSubmitted():
            return (Announcement("order_submitted", Audience.ADMINS, f"{order_id}/submitted"),)
        case f.FocReceived():
            return (Announcement("foc_moved" if foc_known else "foc_confirmed", Audience.ADMINS, key),)
        case f.ReadinessChecked(gate=f.Gate.LAST, foc=foc):
            return (Announcement("foc_tomorrow", Audience.ADMINS, f"{stream}/tomorrow/{foc.isoformat()}"),)
        case f.SilenceNoticed(waiting_for=f.WaitingFor.ACTIVATION):
            return (Announcement("activation_late", Audience.ADMINS, key),)
        case f.NumbersActivated():
            return (Announcement("number_works", Audience.PEOPLE, key),)
        case _ if message := _BY_FACT.get(type(fact)):
            return (Announcement(message, Audience.ADMINS, key),)
        case _:
            return ()


def outcome_announcements(order_id: str, before: OrderStatus, after: OrderStatus) -> tuple[Announcement, ...]:
    """What the end of the whole order announces, once each."""
    if after is before or after not in FINISHED or (message := _BY_STATUS.get(after)) is None:
        return ()
    return (Announcement(message, Audience.ADMINS, f"{order_id}/outcome/{after}"),)
