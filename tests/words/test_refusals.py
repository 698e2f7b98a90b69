from datetime import UTC, date, datetime

import pytest

from domain.findings import Decision
from domain.policy.codes import DayReason, RefusalCode
from domain.policy.cutoff import Standing, may_cancel, may_expedite, may_reschedule
from domain.policy.rulebook import rulebook
from words.refusals import REFUSALS, refusal_told
from words.translation import Words

BOOK = rulebook()
FOC = datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
LONG_BEFORE = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)
JUST_BEFORE = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
WANTED, PLANNED, EARLIEST = date(2026, 11, 24), date(2026, 12, 1), date(2026, 11, 20)


def expedite(**more):
    asked = {"wanted": WANTED, "planned": PLANNED, "earliest": EARLIEST, "reason": None, "at": LONG_BEFORE, "book": BOOK}
    return may_expedite(Standing(FOC), **{**asked, **more})


DECISIONS = [
    may_cancel(Standing(FOC), JUST_BEFORE, BOOK),
    may_cancel(Standing(FOC, moved=True), JUST_BEFORE, BOOK),
    may_cancel(Standing(closed=True), JUST_BEFORE, BOOK),
    may_reschedule(Standing(FOC), None, JUST_BEFORE, BOOK),
    may_reschedule(Standing(FOC, moved=True), None, LONG_BEFORE, BOOK),
    may_reschedule(Standing(closed=True), None, LONG_BEFORE, BOOK),
    may_reschedule(Standing(FOC, supplements_after_foc=99), None, LONG_BEFORE, BOOK),
    may_reschedule(Standing(FOC), DayReason.HOLIDAY, LONG_BEFORE, BOOK),
    may_reschedule(Standing(FOC), None, FOC - BOOK.short_notice, BOOK),
    expedite(earliest=PLANNED),
    expedite(wanted=PLANNED),
]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.code)
def test_every_refusal_of_the_policy_can_be_told_with_its_values(decision: Decision):
    told = refusal_told(decision, Words(), "America/Denver")
    assert told.code == decision.code
    assert bool(told.detail) == bool(REFUSALS[decision.code].detail)


def test_no_refusal_is_left_out():
    assert {decision.code for decision in DECISIONS} == set(RefusalCode)


def test_a_cut_off_is_told_in_the_zone_of_the_location():
    told = refusal_told(DECISIONS[0], Words(), "America/Denver")
    assert "Tuesday, December 1, 2026 at 11:30 AM MST" in told.detail


def test_a_day_that_cannot_be_is_told_with_the_reason():
    assert "holiday" in refusal_told(DECISIONS[7], Words(), "America/Denver").detail
