"""The rehearsal carrier's working day: in which hours it answers, and on which days it takes FOCs.

It keeps no holidays: those are the rulebook's, which is intersected with the windows offered here.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CUT_OFF, CLOSES = time(8), time(13), time(17)
ACTIVATION = time(11, 30)
FARTHEST = timedelta(days=30)
SIMPLE_INTERVAL, INTERVAL = 1, 4
DAY = timedelta(days=1)
HOURS_A_DAY = 9


def is_business_day(day: date) -> bool:
    return day.weekday() < 5


def business_days_after(day: date, count: int) -> date:
    """The business day that is `count` after `day`; with 0 the first one on or after it."""
    while not is_business_day(day):
        day += DAY
    for _ in range(count):
        day += DAY
        while not is_business_day(day):
            day += DAY
    return day


def plus_business_hours(at: datetime, hours: float, zone: ZoneInfo) -> datetime:
    """The moment when that many office hours have gone by since `at` (UTC in, UTC out)."""
    local, left = _in_office(at.astimezone(zone)), timedelta(hours=hours)
    while True:
        closing = datetime.combine(local.date(), CLOSES, zone)
        if local + left <= closing:
            return (local + left).astimezone(UTC)
        left -= closing - local
        local = datetime.combine(business_days_after(local.date(), 1), OPENS, zone)


def _in_office(local: datetime) -> datetime:
    """The same moment, or the next opening when nobody is in."""
    day = local.date()
    if not is_business_day(day):
        return datetime.combine(business_days_after(day, 0), OPENS, local.tzinfo)
    if local.time() >= CLOSES:
        return datetime.combine(business_days_after(day, 1), OPENS, local.tzinfo)
    return max(local, datetime.combine(day, OPENS, local.tzinfo))


def earliest_foc(received: datetime, simple: bool, zone: ZoneInfo) -> date:
    """The first day this carrier can port on: 1 or 4 business days after the day an LSR counts from (47 CFR 52.35)."""
    local = received.astimezone(zone)
    late = is_business_day(local.date()) and local.time() >= CUT_OFF
    counted = business_days_after(local.date(), 1 if late else 0)
    return business_days_after(counted, SIMPLE_INTERVAL if simple else INTERVAL)


def activation_moment(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, ACTIVATION, zone).astimezone(UTC)


def foc_windows(received: datetime, simple: bool, zone: ZoneInfo) -> tuple[tuple[date, date], ...]:
    """Runs of business days from the earliest FOC to thirty days ahead, both ends inclusive."""
    day, last = earliest_foc(received, simple, zone), received.astimezone(zone).date() + FARTHEST
    windows: list[tuple[date, date]] = []
    while day <= last:
        friday = min(day + timedelta(days=4 - day.weekday()), last)
        windows.append((day, friday))
        day = business_days_after(friday, 1)
    return tuple(windows)
