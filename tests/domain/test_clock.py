from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import ClockTurnedBack, OrganisationClock

REAL = datetime(2026, 3, 2, 15, tzinfo=UTC)
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=4000))


@given(st.lists(SPANS, max_size=6))
def test_jumps_only_add_up(jumps: list[timedelta]) -> None:
    clock = OrganisationClock()
    for jump in jumps:
        later = clock.jumped(jump)
        assert later.offset >= clock.offset
        assert later.real(later.at(REAL)) == REAL
        clock = later
    assert clock.at(REAL) - REAL == sum(jumps, timedelta(0))


def test_a_clock_never_turns_back() -> None:
    with pytest.raises(ClockTurnedBack):
        OrganisationClock(timedelta(days=3)).jumped(timedelta(seconds=-1))
    with pytest.raises(ClockTurnedBack):
        OrganisationClock(timedelta(seconds=-1))
