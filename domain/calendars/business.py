"""Business days and hours: counting them, and when work begins again. Holidays are an argument, zones a name."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
NO_HOLIDAYS: Container[date] = frozenset()


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """Local hours of a business day. 08:00 to 17:00 is the least that 47 CFR 52.35(e) lets a carrier keep."""

    opens: time = time(8)
    closes: time = time(17)


CARRIER_HOURS = BusinessHours()


def is_business_day(day: date, holidays: Container[date] = NO_HOLIDAYS) -> bool:
    """Monday to Friday, but for holidays: those of the losing carrier count (47 CFR 52.35(e))."""
    return day.weekday() < SATURDAY and day not in holidays


def first_business_day(day: date, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The day itself, or the next one that is a business day."""
    while not is_business_day(day, holidays):
        day += timedelta(days=1)
    return day


def last_business_day(day: date, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """The day itself, or the latest before it that is a business day."""
    while not is_business_day(day, holidays):
        day -= timedelta(days=1)
    return day


def add_business_days(day: date, count: int, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """So many business days after the first business day on or after `day`; before it when count is negative."""
    step = timedelta(days=1 if count >= 0 else -1)
    day = first_business_day(day, holidays) if count >= 0 else last_business_day(day, holidays)
    for _ in range(abs(count)):
        day += step
        while not is_business_day(day, holidays):
            day += step
    return day


def local_date(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def local_moment(day: date, clock: time, zone: str) -> datetime:
    """The UTC moment of a local wall-clock time. An hour that daylight saving repeats means its first pass."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def in_business_hours(at: datetime, zone: str, holidays: Container[date] = NO_HOLIDAYS, hours: BusinessHours = CARRIER_HOURS) -> bool:
    local = at.astimezone(ZoneInfo(zone))
    return is_business_day(local.date(), holidays) and hours.opens <= local.time() < hours.closes


def next_business_moment(
    at: datetime, zone: str, holidays: Container[date] = NO_HOLIDAYS, hours: BusinessHours = CARRIER_HOURS
) -> datetime:
    """`at` itself (as UTC) within business hours, else the next opening."""
    if in_business_hours(at, zone, holidays, hours):
        return at.astimezone(UTC)
    local = at.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() < hours.opens else local.date() + timedelta(days=1)
    return local_moment(first_business_day(day, holidays), hours.opens, zone)


def after_business_days(
    at: datetime, count: int, zone: str, holidays: Container[date] = NO_HOLIDAYS, hours: BusinessHours = CARRIER_HOURS
) -> datetime:
    """The same local time so many business days later, counted from the next business moment. For deadlines."""
    start = next_business_moment(at, zone, holidays, hours).astimezone(ZoneInfo(zone))
    return local_moment(add_business_days(start.date(), count, holidays), start.time(), zone)
