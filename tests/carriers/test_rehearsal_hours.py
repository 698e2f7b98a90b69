"""The rehearsal carrier answers in office hours only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carriers.rehearsal.hours import Office
from domain.calendars.business import in_business_hours, is_business_day

DENVER = Office("America/Denver", "9999")


@pytest.mark.parametrize(
    ("at", "hours", "answered"),
    [
        ("2031-03-03T10:00:00-07:00", 4, "2031-03-03T14:00:00-07:00"),
        ("2031-03-03T05:00:00-07:00", 4, "2031-03-03T12:00:00-07:00"),
        ("2031-03-03T22:00:00-07:00", 1, "2031-03-04T09:00:00-07:00"),
        ("2031-03-07T16:00:00-07:00", 4, "2031-03-10T11:00:00-06:00"),
        ("2031-03-08T12:00:00-07:00", 9, "2031-03-10T17:00:00-06:00"),
        ("2031-07-03T16:00:00-06:00", 2, "2031-07-07T09:00:00-06:00"),
    ],
    ids=["same day", "before opening", "after closing", "over a weekend and a change of clocks", "from a weekend", "over a holiday"],
)
def test_hours_count_only_while_somebody_is_in(at: str, hours: float, answered: str) -> None:
    assert DENVER.plus_hours(datetime.fromisoformat(at), hours) == datetime.fromisoformat(answered)


moments = st.integers(0, 3 * 366 * 86_400).map(lambda seconds: datetime(2030, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


@given(moments, st.floats(0.5, 40))
def test_an_answer_comes_later_and_never_at_night(at: datetime, hours: float) -> None:
    answered = DENVER.plus_hours(at, hours)
    assert answered >= at + timedelta(hours=hours) - timedelta(seconds=1)
    assert in_business_hours(answered - timedelta(seconds=1), DENVER.zone, DENVER.holidays)


@given(moments, st.booleans())
def test_windows_hold_each_business_day_from_the_earliest_on(at: datetime, simple: bool) -> None:
    windows = DENVER.foc_windows(at, simple)
    days = {first + timedelta(days=ahead) for first, last in windows for ahead in range((last - first).days + 1)}
    earliest = DENVER.earliest_foc(at, simple)
    assert min(days) == earliest
    span = {earliest + timedelta(days=ahead) for ahead in range((max(days) - earliest).days + 1)}
    assert days == {day for day in span if is_business_day(day, DENVER.holidays)}


def test_the_cut_off_is_one_in_the_afternoon() -> None:
    noon, late = (datetime.fromisoformat(f"2031-03-03T{clock}-07:00") for clock in ("12:59:59", "13:00:00"))
    assert DENVER.earliest_foc(noon, simple=True) == date(2031, 3, 4)
    assert DENVER.earliest_foc(late, simple=True) == date(2031, 3, 5)
