"""In which hours the rehearsal carrier answers, and on which days it takes FOCs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendars.business import (
    CARRIER_HOURS,
    add_business_days,
    is_business_day,
    local_date,
    local_moment,
    next_business_moment,
)
from domain.calendars.holidays import CarrierHolidays, carrier_holidays

CALENDAR = "us-carrier-2026.1"
CUT_OFF = time(13)
ACTIVATION = time(11, 30)
FARTHEST = timedelta(days=30)
SIMPLE_INTERVAL, INTERVAL = 1, 4
HOURS_A_DAY = 9


@dataclass(frozen=True, slots=True)
class Office:
    """A losing carrier's working days, in the time zone of the numbers."""

    zone: str
    losing_spid: str = ""

    @property
    def holidays(self) -> CarrierHolidays:
        return carrier_holidays(CALENDAR, self.losing_spid)

    def plus_hours(self, at: datetime, hours: float) -> datetime:
        """The moment when that many office hours have gone by since `at` (UTC)."""
        local, left = self._opening(at), timedelta(hours=hours)
        while True:
            closing = datetime.combine(local.date(), CARRIER_HOURS.closes, local.tzinfo)
            if local + left <= closing:
                return (local + left).astimezone(UTC)
            left -= closing - local
            local = self._opening(closing.astimezone(UTC))

    def _opening(self, at: datetime) -> datetime:
        """Local time: the moment itself, or the next opening when nobody is in."""
        return next_business_moment(at, self.zone, self.holidays).astimezone(ZoneInfo(self.zone))

    def activation(self, day: date) -> datetime:
        return local_moment(day, ACTIVATION, self.zone)

    def later(self, moment: datetime, business_days: int) -> datetime:
        """The activation moment so many business days after the day of `moment`."""
        return self.activation(add_business_days(local_date(moment, self.zone), business_days, self.holidays))

    def earliest_foc(self, received: datetime, simple: bool) -> date:
        """The first day on which numbers can move: 1 or 4 business days after the day an LSR counts from (47 CFR 52.35)."""
        local = received.astimezone(ZoneInfo(self.zone))
        late = is_business_day(local.date(), self.holidays) and local.time() >= CUT_OFF
        counted = add_business_days(local.date(), 1 if late else 0, self.holidays)
        return add_business_days(counted, SIMPLE_INTERVAL if simple else INTERVAL, self.holidays)

    def foc_windows(self, received: datetime, simple: bool) -> tuple[tuple[date, date], ...]:
        """Runs of business days from the earliest FOC to thirty days ahead, both ends inclusive."""
        day, last = self.earliest_foc(received, simple), local_date(received, self.zone) + FARTHEST
        windows: list[tuple[date, date]] = []
        while day <= last:
            following = add_business_days(day, 1, self.holidays)
            if windows and windows[-1][1] == day - timedelta(days=1):
                windows[-1] = (windows[-1][0], day)
            else:
                windows.append((day, day))
            day = following
        return tuple(windows)
