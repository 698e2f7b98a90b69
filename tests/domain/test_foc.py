from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars.business import is_business_day, local_moment
from domain.policy.codes import DayReason
from domain.policy.foc import FocAsk, Windows, allowed_focs, earliest_foc, foc_days, foc_reason, received_day
from domain.policy.rulebook import RULEBOOKS, Rulebook, UnknownRulebook, rulebook
from domain.prices import price_list

BOOK = rulebook()
DENVER = "America/Denver"
START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=900)).map(lambda since: START + since)
DAYS = st.integers(0, 930).map(lambda ahead: date(2026, 1, 1) + timedelta(days=ahead))
HOLIDAYS = st.frozensets(DAYS, max_size=12)


def ask(numbers: int = 10, *, simple: bool = False, spid: str = "9999") -> FocAsk:
    return FocAsk(numbers, simple, DENVER, BOOK.holidays(spid))


def denver(day: date, hour: int, minute: int = 0) -> datetime:
    return local_moment(day, time(hour, minute), DENVER)


MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("at", "numbers", "simple", "earliest", "rule"),
    [
        (denver(MONDAY, 9), 1, True, date(2026, 3, 3), "47cfr52.35a"),
        (denver(MONDAY, 13), 1, True, date(2026, 3, 3), "47cfr52.35a"),
        (denver(MONDAY, 13, 1), 1, True, date(2026, 3, 4), "47cfr52.35a"),
        (denver(MONDAY, 6), 1, True, date(2026, 3, 3), "47cfr52.35a"),
        (denver(MONDAY, 9), 10, False, date(2026, 3, 6), "47cfr52.35d"),
        (denver(MONDAY, 15), 50, False, date(2026, 3, 6), "47cfr52.35d"),
        (denver(MONDAY, 15, 1), 50, False, date(2026, 3, 9), "47cfr52.35d"),
        (denver(MONDAY, 9), 51, False, date(2026, 3, 16), "47cfr52.35d"),
        (denver(MONDAY, 9), 101, False, date(2026, 3, 23), "47cfr52.35d"),
        (denver(MONDAY, 9), 5000, False, date(2026, 3, 23), "47cfr52.35d"),
        (denver(date(2026, 2, 28), 9), 10, False, date(2026, 3, 6), "47cfr52.35d"),
        (denver(date(2026, 2, 28), 23), 10, False, date(2026, 3, 6), "47cfr52.35d"),
        (denver(date(2026, 2, 27), 16), 10, False, date(2026, 3, 6), "47cfr52.35d"),
        (denver(date(2026, 11, 25), 9), 10, False, date(2026, 12, 3), "47cfr52.35d"),
    ],
)
def test_the_earliest_day(at: datetime, numbers: int, simple: bool, earliest: date, rule: str) -> None:
    decision = earliest_foc(at, ask(numbers, simple=simple), BOOK)
    assert (decision.earliest, decision.rule_id) == (earliest, rule)


def test_the_losing_carriers_own_holidays_count() -> None:
    friday = denver(date(2026, 1, 16), 9)
    assert earliest_foc(friday, ask(1, simple=True), BOOK).earliest == date(2026, 1, 19)
    assert earliest_foc(friday, ask(1, simple=True, spid="9997"), BOOK).earliest == date(2026, 1, 20)


def test_a_day_in_utc_may_be_the_day_before_in_denver() -> None:
    assert received_day(datetime(2026, 3, 3, 3, tzinfo=UTC), BOOK.simple, DENVER, frozenset()) == date(2026, 3, 3)
    assert received_day(datetime(2026, 3, 2, 19, tzinfo=UTC), BOOK.simple, DENVER, frozenset()) == MONDAY


@given(MOMENTS, st.integers(1, 500), st.booleans(), HOLIDAYS)
def test_a_holiday_never_brings_a_foc_forward(at: datetime, numbers: int, simple: bool, holidays: frozenset[date]) -> None:
    with_them = earliest_foc(at, FocAsk(numbers, simple, DENVER, holidays), BOOK).earliest
    assert with_them >= earliest_foc(at, FocAsk(numbers, simple, DENVER, frozenset()), BOOK).earliest
    assert is_business_day(with_them, holidays)


@given(MOMENTS, MOMENTS, st.integers(1, 500), st.booleans())
def test_asking_later_never_brings_a_foc_forward(one: datetime, other: datetime, numbers: int, simple: bool) -> None:
    first, second = sorted((one, other))
    each = ask(numbers, simple=simple)
    assert earliest_foc(first, each, BOOK).earliest <= earliest_foc(second, each, BOOK).earliest


@given(MOMENTS, st.integers(1, 500), st.integers(1, 500))
def test_more_numbers_never_move_sooner(at: datetime, few: int, many: int) -> None:
    assert earliest_foc(at, ask(min(few, many)), BOOK).earliest <= earliest_foc(at, ask(max(few, many)), BOOK).earliest


@given(MOMENTS, HOLIDAYS, st.lists(st.tuples(DAYS, st.integers(0, 20)), max_size=3))
def test_allowed_days_keep_every_rule(at: datetime, holidays: frozenset[date], spans: list[tuple[date, int]]) -> None:
    windows = Windows(tuple((first, first + timedelta(days=ahead)) for first, ahead in spans))
    each = FocAsk(3, False, DENVER, holidays)
    today = at.astimezone(ZoneInfo(DENVER)).date()
    for day in allowed_focs(at, each, BOOK, windows):
        assert is_business_day(day, holidays)
        assert earliest_foc(at, each, BOOK).earliest <= day <= today + timedelta(days=30)
        assert day in windows


def test_every_refused_day_says_why() -> None:
    windows = Windows(((MONDAY, date(2026, 3, 20)),))
    reasons = {each.day: each.reason for each in foc_days(denver(MONDAY, 9), ask(), BOOK, windows)}
    assert reasons[date(2026, 3, 5)] is DayReason.BEFORE_INTERVAL
    assert reasons[date(2026, 3, 6)] is None
    assert reasons[date(2026, 3, 7)] is DayReason.WEEKEND
    assert reasons[date(2026, 3, 23)] is DayReason.OUTSIDE_CARRIER_WINDOWS
    assert len(reasons) == 31
    at = denver(date(2026, 5, 18), 9)
    assert foc_reason(date(2026, 5, 25), at, ask(), BOOK) is DayReason.HOLIDAY
    assert foc_reason(date(2026, 5, 15), at, ask(), BOOK) is DayReason.PAST
    assert foc_reason(date(2026, 6, 18), at, ask(), BOOK) is DayReason.TOO_FAR
    assert foc_reason(date(2026, 6, 17), at, ask(), BOOK) is None


def test_a_rulebook_is_found_by_its_version() -> None:
    assert rulebook("us-2026.1") is RULEBOOKS["us-2026.1"]
    with pytest.raises(UnknownRulebook):
        rulebook("us-1999.1")


@pytest.mark.parametrize("book", RULEBOOKS.values(), ids=RULEBOOKS)
def test_every_rulebook_makes_sense(book: Rulebook) -> None:
    assert book.max_days_ahead > 21
    assert book.gate_middle > book.blackout + book.gate_last_margin
    assert list(book.correction_reminder_days) == sorted(book.correction_reminder_days)
    assert book.correction_reminder_days[-1] < book.correction_days
    assert 0 < book.draft_warning_days < book.draft_expiry_days
    assert book.holidays().table.version == book.holiday_calendar
    assert price_list(book.price_list).version == book.price_list


def test_a_day_must_suit_every_gaining_carrier() -> None:
    early = Windows(((MONDAY, MONDAY + timedelta(days=3)),))
    late = Windows(((MONDAY + timedelta(days=2), MONDAY + timedelta(days=9)),))
    both = Windows(also=(early, late, Windows()))
    assert [ahead for ahead in range(12) if MONDAY + timedelta(days=ahead) in both] == [2, 3]


def test_the_cut_off_is_that_of_the_numbers_region() -> None:
    # Half past two in the afternoon in Denver is half past four on the East coast: too late there for the day (47 CFR 52.35(e)).
    at = denver(MONDAY, 14, 30)
    here, east = (FocAsk.of((number,), DENVER, BOOK.holidays(), simple=False) for number in ("+13035550100", "+12125550100"))
    assert [earliest_foc(at, each, BOOK).earliest for each in (here, east)] == [date(2026, 3, 6), date(2026, 3, 9)]
