from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy.bill_age import bill_age_problem, bill_good_until
from domain.policy.codes import DayReason, FindingCode, RefusalCode
from domain.policy.cutoff import Standing, may_cancel, may_expedite, may_reschedule
from domain.policy.deadlines import CarrierDays, correction_deadline, correction_reminder, silence_deadline
from domain.policy.gates import gate_moments, next_gate
from domain.policy.rulebook import rulebook
from domain.porting.facts import Gate, WaitingFor

BOOK = rulebook()
DENVER = "America/Denver"
HOLIDAYS = BOOK.holidays()
START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=900)).map(lambda since: START + since)
FOC = datetime(2026, 3, 10, 17, 30, tzinfo=UTC)
DAYS = CarrierDays(DENVER, HOLIDAYS)
HOUR = timedelta(hours=1)


@given(MOMENTS)
def test_gates_come_in_order_and_leave_the_last_day_alone(foc: datetime) -> None:
    early, middle, last = gate_moments(foc, BOOK, DENVER, HOLIDAYS)
    assert early.at < middle.at < last.at < foc - BOOK.blackout


def test_three_business_days_before_skip_weekend_and_clock_change() -> None:
    assert gate_moments(FOC, BOOK, DENVER, HOLIDAYS)[0].at == datetime(2026, 3, 5, 15, tzinfo=UTC)


@given(MOMENTS, st.timedeltas(timedelta(days=-20), timedelta(days=3)))
def test_asking_gate_by_gate_ends_with_the_last(foc: datetime, ahead: timedelta) -> None:
    at, asked = foc + ahead, []
    while (gate := next_gate(foc, asked, at, BOOK, DENVER, HOLIDAYS)) is not None:
        asked.append(gate.gate)
        at = max(at, gate.at)
    assert asked == list(Gate)[-len(asked) :]
    assert asked[-1] is Gate.LAST


def test_a_foc_at_short_notice_asks_only_the_latest_gate_gone_by() -> None:
    gate = next_gate(FOC, (), FOC - timedelta(hours=30), BOOK, DENVER, HOLIDAYS)
    assert gate is not None and gate.gate is Gate.MIDDLE
    after = next_gate(FOC, (Gate.MIDDLE,), FOC - timedelta(hours=30), BOOK, DENVER, HOLIDAYS)
    assert after is not None and after.gate is Gate.LAST and after.at == FOC - timedelta(hours=26)


@pytest.mark.parametrize(
    ("waiting_for", "noticed", "deadline"),
    [
        (WaitingFor.LSR_ANSWER, 0, datetime(2026, 3, 9, 16, tzinfo=UTC)),
        (WaitingFor.LSR_ANSWER, 1, datetime(2026, 3, 11, 16, tzinfo=UTC)),
        (WaitingFor.CANCEL_ANSWER, 0, datetime(2026, 3, 6, 17, tzinfo=UTC)),
        (WaitingFor.ACTIVATION, 0, datetime(2026, 3, 6, 17, tzinfo=UTC)),
        (WaitingFor.ACTIVATION, 1, datetime(2026, 3, 7, 17, tzinfo=UTC)),
        (WaitingFor.STAFF, 0, None),
        (WaitingFor.CORRECTION, 0, None),
    ],
)
def test_silence_is_news_after_its_time(waiting_for: WaitingFor, noticed: int, deadline: datetime | None) -> None:
    thursday = datetime(2026, 3, 5, 17, tzinfo=UTC)
    assert silence_deadline(waiting_for, thursday, noticed, BOOK, DAYS) == deadline


@given(MOMENTS, st.sampled_from([WaitingFor.LSR_ANSWER, WaitingFor.CANCEL_ANSWER, WaitingFor.ACTIVATION]), st.integers(0, 5))
def test_each_silence_is_news_later_than_the_one_before(since: datetime, waiting_for: WaitingFor, noticed: int) -> None:
    one, next_one = (silence_deadline(waiting_for, since, n, BOOK, DAYS) for n in (noticed, noticed + 1))
    assert one is not None and next_one is not None
    assert since < one < next_one


def test_corrections_are_reminded_of_and_then_end() -> None:
    moments = [correction_reminder(FOC, n, BOOK) for n in range(5)]
    assert moments[-1] is None
    assert moments[0] == FOC + timedelta(days=3)
    assert correction_deadline(FOC, BOOK) == FOC + timedelta(days=30)


@pytest.mark.parametrize(
    ("standing", "before_foc", "code"),
    [
        (Standing(FOC), 25, ""),
        (Standing(FOC), 24, RefusalCode.CANCEL_TOO_LATE),
        (Standing(FOC), -5, RefusalCode.CANCEL_TOO_LATE),
        (Standing(None), -5, ""),
        (Standing(FOC, moved=True), 25, RefusalCode.CANCEL_NUMBERS_MOVED),
        (Standing(FOC, closed=True), 25, RefusalCode.CANCEL_CLOSED),
    ],
)
def test_cancelling_until_the_cut_off(standing: Standing, before_foc: int, code: str) -> None:
    decision = may_cancel(standing, FOC - before_foc * HOUR, BOOK)
    assert (decision.allowed, decision.code) == (not code, code)
    assert decision.rule_id.startswith("us-2026.1/")


@pytest.mark.parametrize(
    ("standing", "before_foc", "reason", "allowed", "code"),
    [
        (Standing(FOC), 72, None, True, ""),
        (Standing(FOC), 47, None, True, RefusalCode.RESCHEDULE_AT_SHORT_NOTICE),
        (Standing(FOC), 24, None, False, RefusalCode.RESCHEDULE_TOO_LATE),
        (Standing(FOC), 72, DayReason.WEEKEND, False, RefusalCode.RESCHEDULE_DATE_NOT_ALLOWED),
        (Standing(FOC, supplements_after_foc=2), 72, None, True, ""),
        (Standing(FOC, supplements_after_foc=3), 72, None, False, RefusalCode.RESCHEDULE_TOO_MANY),
        (Standing(FOC, moved=True), 72, None, False, RefusalCode.RESCHEDULE_NUMBERS_MOVED),
        (Standing(closed=True), 72, None, False, RefusalCode.RESCHEDULE_CLOSED),
    ],
)
def test_moving_a_foc(standing: Standing, before_foc: int, reason: DayReason | None, allowed: bool, code: str) -> None:
    decision = may_reschedule(standing, reason, FOC - before_foc * HOUR, BOOK)
    assert (decision.allowed, decision.code) == (allowed, code)


@pytest.mark.parametrize(
    ("wanted", "earliest", "code"),
    [
        (date(2026, 3, 9), date(2026, 3, 6), ""),
        (date(2026, 3, 10), date(2026, 3, 6), RefusalCode.EXPEDITE_NOT_EARLIER),
        (date(2026, 3, 9), date(2026, 3, 10), RefusalCode.EXPEDITE_NO_EARLIER_DATE),
    ],
)
def test_hurrying_needs_an_earlier_day_to_be_had(wanted: date, earliest: date, code: str) -> None:
    at = FOC - timedelta(days=8)
    planned = date(2026, 3, 10)
    decision = may_expedite(Standing(FOC), wanted=wanted, planned=planned, earliest=earliest, reason=None, at=at, book=BOOK)
    assert decision.code == code


@pytest.mark.parametrize(
    ("bill_date", "problem"),
    [
        (date(2026, 3, 10), None),
        (date(2026, 2, 8), None),
        (date(2026, 2, 7), FindingCode.BILL_STALE),
        (date(2026, 3, 11), FindingCode.BILL_FROM_THE_FUTURE),
        (None, FindingCode.BILL_UNDATED),
    ],
)
def test_a_bill_is_fresh_for_thirty_days_inclusive(bill_date: date | None, problem: FindingCode | None) -> None:
    late_evening = datetime(2026, 3, 11, 4, tzinfo=UTC)
    assert bill_age_problem(bill_date, late_evening, DENVER, BOOK) is problem


@given(MOMENTS, st.integers(-5, 60))
def test_a_bill_is_good_until_it_is_not(at: datetime, age: int) -> None:
    bill_date = at.date() - timedelta(days=age)
    fresh = bill_age_problem(bill_date, at, "UTC", BOOK) is None
    assert fresh == (bill_date <= at.date() <= bill_good_until(bill_date, BOOK))
