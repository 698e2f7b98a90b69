"""When may a number move? Every rule about FOC dates is in this file.

A day is allowed when the gaining carrier takes ports on it and the rulebook of the port type, counted over the losing carrier's
holidays, lets it be asked for.
"""

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendars.business import add_business_days, first_business_day, is_business_day
from domain.calendars.zones import porting_zone
from domain.policy.codes import DayReason
from domain.policy.rulebook import FocRule, Rulebook


@dataclass(frozen=True, slots=True)
class FocDecision:
    earliest: date
    rule_id: str


@dataclass(frozen=True, slots=True)
class FocDay:
    """reason: why the day cannot be had, None when it can."""

    day: date
    reason: DayReason | None = None

    @property
    def allowed(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Windows:
    """Days (inclusive) on which the gaining carrier takes FOCs. Unbounded when it names none. also: those of further gaining carriers."""

    spans: tuple[tuple[date, date], ...] = ()
    also: tuple["Windows", ...] = ()

    def __contains__(self, day: date) -> bool:
        own = not self.spans or any(first <= day <= last for first, last in self.spans)
        return own and all(day in windows for windows in self.also)


@dataclass(frozen=True, slots=True)
class FocAsk:
    """What a date is asked for: how many numbers, of which port type, counted in which zone over whose holidays."""

    numbers: int
    simple: bool
    zone: str
    holidays: Container[date]

    @classmethod
    def of(cls, numbers: Collection[str], location_zone: str, holidays: Container[date], *, simple: bool) -> "FocAsk":
        """For canonical numbers, whose region says in which zone days are counted (47 CFR 52.35(e)); outside of all the location's."""
        return cls(len(numbers), simple, porting_zone(numbers, location_zone), holidays)


def received_day(at: datetime, rule: FocRule, zone: str, holidays: Container[date]) -> date:
    """The business day on which a request counts as received: the next one after the cut-off, on a weekend or on a holiday.

    The cut-off of a simple port is 13:00 (47 CFR 52.35(a)); the losing carrier's own holidays are no business days (52.35(e)).
    """
    local = at.astimezone(ZoneInfo(zone))
    late = is_business_day(local.date(), holidays) and local.time() > rule.cut_off
    return first_business_day(local.date() + timedelta(days=1 if late else 0), holidays)


def earliest_foc(at: datetime, ask: FocAsk, book: Rulebook) -> FocDecision:
    """The first day a losing carrier can be held to, for a request that it receives `at`.

    One business day for a simple port (47 CFR 52.35(a)), four for any other (52.35(d)), more for many numbers.
    """
    rule = book.foc_rule(simple=ask.simple)
    received = received_day(at, rule, ask.zone, ask.holidays)
    return FocDecision(add_business_days(received, rule.business_days(ask.numbers), ask.holidays), rule.rule_id)


def foc_days(at: datetime, ask: FocAsk, book: Rulebook, windows: Windows = Windows()) -> tuple[FocDay, ...]:
    """Every day from today to the last that may be asked for, each allowed or with its reason."""
    today = at.astimezone(ZoneInfo(ask.zone)).date()
    first = earliest_foc(at, ask, book).earliest
    return tuple(FocDay(day, _reason(day, today, first, ask, book, windows)) for day in _days(today, book.max_days_ahead))


def allowed_focs(at: datetime, ask: FocAsk, book: Rulebook, windows: Windows = Windows()) -> tuple[date, ...]:
    """The days that may be asked for, ascending; empty when there is none."""
    return tuple(each.day for each in foc_days(at, ask, book, windows) if each.allowed)


def foc_reason(day: date, at: datetime, ask: FocAsk, book: Rulebook, windows: Windows = Windows()) -> DayReason | None:
    """Why a day cannot be asked for `at` this moment; None when it can."""
    today = at.astimezone(ZoneInfo(ask.zone)).date()
    return _reason(day, today, earliest_foc(at, ask, book).earliest, ask, book, windows)


def _reason(day: date, today: date, first: date, ask: FocAsk, book: Rulebook, windows: Windows) -> DayReason | None:
    if day < today:
        return DayReason.PAST
    if day.weekday() > 4:
        return DayReason.WEEKEND
    if day in ask.holidays:
        return DayReason.HOLIDAY
    if day < first:
        return DayReason.BEFORE_INTERVAL
    if day > today + timedelta(days=book.max_days_ahead):
        return DayReason.TOO_FAR
    return None if day in windows else DayReason.OUTSIDE_CARRIER_WINDOWS


def _days(first: date, ahead: int) -> Iterator[date]:
    return (first + timedelta(days=each) for each in range(ahead + 1))
