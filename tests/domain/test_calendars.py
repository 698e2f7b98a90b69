from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars.business import (
    add_business_days,
    after_business_days,
    first_business_day,
    in_business_hours,
    is_business_day,
    local_moment,
    next_business_moment,
)
from domain.calendars.holidays import RULES, TABLES, CarrierHolidays, Holiday, HolidayTable, UnknownCalendar, carrier_holidays
from domain.calendars.zones import US_ZONES, porting_zone
from domain.numbers.nanp_table import AREA_CODES

FEDERAL = tuple(set(Holiday) - {Holiday.DAY_AFTER_THANKSGIVING, Holiday.CHRISTMAS_EVE})
DAYS = st.dates(date(2024, 1, 1), date(2034, 12, 31))
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=4000)).map(lambda since: datetime(2024, 1, 1, tzinfo=UTC) + since)
SETS = st.frozensets(DAYS, max_size=8)
COMMON = carrier_holidays("us-carrier-2026.1")


@pytest.mark.parametrize("year", range(2022, 2040))
def test_federal_holidays_agree_with_the_oracle(year: int) -> None:
    ours = CarrierHolidays(HolidayTable("all", FEDERAL))
    # Days and observed days; weekends are no business days in any case.
    theirs = {day for day in oracle.US(years=(year, year + 1)) if day.year == year and day.weekday() < 5}
    every = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    assert {day for day in every if day.year == year and day in ours and day.weekday() < 5} == theirs


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "new_year"), (date(2026, 1, 19), ""), (date(2026, 5, 25), "memorial"), (date(2026, 6, 19), "juneteenth"),
        (date(2026, 7, 3), "independence"), (date(2026, 9, 7), "labor"), (date(2026, 11, 26), "thanksgiving"),
        (date(2026, 11, 27), "day_after_thanksgiving"), (date(2026, 12, 25), "christmas"), (date(2027, 12, 31), "new_year"),
        (date(2028, 1, 1), ""), (date(2022, 12, 26), "christmas"),
    ],
)  # fmt: skip
def test_the_carrier_calendar(day: date, name: str) -> None:
    assert COMMON.name(day) == name
    assert (day in COMMON) == bool(name)


def test_a_losing_carrier_may_keep_more_days() -> None:
    assert date(2026, 1, 19) in carrier_holidays("us-carrier-2026.1", "9997")
    assert date(2026, 1, 19) not in carrier_holidays("us-carrier-2026.1", "9999")


def test_a_proclaimed_day_counts() -> None:
    assert date(2026, 3, 4) in CarrierHolidays(HolidayTable("x", (), single=(date(2026, 3, 4),)))


def test_an_unknown_calendar_has_a_name_for_its_error() -> None:
    with pytest.raises(UnknownCalendar):
        carrier_holidays("us-carrier-1999.1")


def test_every_holiday_has_a_rule() -> None:
    assert set(RULES) == set(Holiday)
    assert all(version == table.version for version, table in TABLES.items())


@given(DAYS, st.integers(0, 40), SETS)
def test_business_days_are_counted_one_by_one(day: date, count: int, holidays: frozenset[date]) -> None:
    start, end = first_business_day(day, holidays), add_business_days(day, count, holidays)
    assert is_business_day(end, holidays)
    assert sum(is_business_day(start + timedelta(days=ahead), holidays) for ahead in range(1, (end - start).days + 1)) == count
    assert add_business_days(end, -count, holidays) == start


@given(DAYS, st.integers(0, 40), SETS)
def test_a_holiday_never_brings_a_day_forward(day: date, count: int, holidays: frozenset[date]) -> None:
    assert add_business_days(day, count, holidays) >= add_business_days(day, count)


@given(MOMENTS, st.sampled_from(US_ZONES), SETS)
def test_the_next_business_moment_is_in_hours_and_not_before(at: datetime, zone: str, holidays: frozenset[date]) -> None:
    moment = next_business_moment(at, zone, holidays)
    assert moment >= at
    assert in_business_hours(moment, zone, holidays)
    assert moment == at or moment.astimezone(ZoneInfo(zone)).time() == time(8)


@given(MOMENTS, st.integers(0, 10), st.sampled_from(US_ZONES))
def test_a_deadline_falls_in_business_hours(at: datetime, count: int, zone: str) -> None:
    assert in_business_hours(after_business_days(at, count, zone, COMMON), zone, COMMON)


def test_a_deadline_over_a_change_of_clocks_keeps_its_local_hour() -> None:
    friday = datetime(2026, 3, 6, 17, tzinfo=UTC)
    assert after_business_days(friday, 1, "America/Denver") == datetime(2026, 3, 9, 16, tzinfo=UTC)
    assert local_moment(date(2026, 3, 9), time(10), "America/Phoenix") == datetime(2026, 3, 9, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("numbers", "zone"),
    [
        (("+13035550100",), "America/Denver"), (("+12065550100",), "America/Denver"), (("+19075550100",), "America/Denver"),
        (("+12055550100",), "America/New_York"), (("+17875550100",), "America/New_York"), (("+15125550100",), "America/Chicago"),
        (("+18085550100",), "America/Los_Angeles"), (("+16715550100",), "Pacific/Guam"), ((), "Pacific/Guam"),
        (("+14085550100", "+13125550100", "+13035550100"), "America/Chicago"),
        (("+16715550100", "+17025550100"), "America/Los_Angeles"),
    ],
)  # fmt: skip
def test_ports_are_counted_in_the_zone_of_their_region(numbers: tuple[str, ...], zone: str) -> None:
    assert porting_zone(numbers, "Pacific/Guam") == zone


def test_only_the_pacific_islands_are_in_no_region() -> None:
    outside = {each.state for each in AREA_CODES.values() if each.state and not porting_zone((f"+1{each.code}5550100",), "")}
    assert outside == {"AS", "GU", "MP"}
