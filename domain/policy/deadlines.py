"""How long do we wait for an answer before silence is news?"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.calendars.business import after_business_days
from domain.policy.rulebook import Patience, Rulebook
from domain.porting.facts import WaitingFor


@dataclass(frozen=True, slots=True)
class CarrierDays:
    """Where and over which holidays a carrier's business days are counted."""

    zone: str
    holidays: Container[date]


def silence_deadline(waiting_for: WaitingFor, since: datetime, noticed: int, book: Rulebook, days: CarrierDays) -> datetime | None:
    """When an unanswered wait becomes news again, having been so `noticed` times already; None for waits that may last.

    since: when the wait began; for an activation, the FOC.
    """
    match waiting_for:
        case WaitingFor.LSR_ANSWER:
            return patience_ends(since, book.lsr_answer, noticed, days)
        case WaitingFor.CANCEL_ANSWER:
            return patience_ends(since, book.cancel_answer, noticed, days)
        case WaitingFor.ACTIVATION:
            return patience_ends(since, book.activation, noticed, days)
        case _:
            return None


def correction_reminder(since: datetime, reminded: int, book: Rulebook) -> datetime | None:
    """When the customer is reminded next of a correction that is waited for; None when every reminder has gone."""
    left = book.correction_reminder_days[reminded:]
    return since + timedelta(days=left[0]) if left else None


def correction_deadline(since: datetime, book: Rulebook) -> datetime:
    """Until when a rejected order waits for its correction before staff decide about it."""
    return since + timedelta(days=book.correction_days)


def draft_expires(changed_at: datetime, book: Rulebook) -> datetime:
    return changed_at + timedelta(days=book.draft_expiry_days)


def patience_ends(since: datetime, patience: Patience, noticed: int, days: CarrierDays) -> datetime:
    """When it ends that is borne since then, for the first time or after `noticed` times."""
    times = noticed + 1
    moment = since + timedelta(hours=patience.hours * times)
    if not patience.business_days:
        return moment
    return after_business_days(moment, patience.business_days * times, days.zone, days.holidays)
