"""When is readiness asked before a FOC? Three business days before, two days before, last before nothing moves any more (design rule 8)."""

from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import date, datetime

from domain.calendars.business import CARRIER_HOURS, add_business_days, local_date, local_moment
from domain.policy.rulebook import Rulebook
from domain.porting.facts import Gate


@dataclass(frozen=True, slots=True)
class GateMoment:
    """at: business time (UTC); it may have gone by already when a FOC comes at short notice."""

    gate: Gate
    at: datetime


def gate_moments(foc: datetime, book: Rulebook, zone: str, holidays: Container[date]) -> tuple[GateMoment, ...]:
    """The three gates of a FOC, ascending."""
    early = add_business_days(local_date(foc, zone), -book.gate_early_business_days, holidays)
    return (
        GateMoment(Gate.EARLY, local_moment(early, CARRIER_HOURS.opens, zone)),
        GateMoment(Gate.MIDDLE, foc - book.gate_middle),
        GateMoment(Gate.LAST, foc - book.blackout - book.gate_last_margin),
    )


def next_gate(
    foc: datetime, asked: Collection[Gate], at: datetime, book: Rulebook, zone: str, holidays: Container[date]
) -> GateMoment | None:
    """The gate to ask next, None when all have been.

    Of gates that went by unasked only the latest is left to ask: one answer serves for them all, and it is due at once.
    """
    moments = gate_moments(foc, book, zone, holidays)
    last_asked = max((number for number, each in enumerate(moments, 1) if each.gate in asked), default=0)
    left = moments[last_asked:]
    gone_by = [each for each in left if each.at <= at]
    return gone_by[-1] if gone_by else next(iter(left), None)
