"""When staff should have looked: within a business day of the desk, sooner where numbers may be dead or a date is near."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.porting.desk import TaskKind
from domain.porting.desk_due import due

# A Tuesday, nine in the morning of Chicago; the Wednesday before Thanksgiving, four in the afternoon.
TUESDAY = datetime(2026, 3, 3, 15, tzinfo=UTC)
EVE = datetime(2026, 11, 25, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "key", "opened", "expected"),
    [
        (TaskKind.SILENCE, "lsr_answer", TUESDAY, TUESDAY + timedelta(days=1)),
        (TaskKind.COMMENT, "", EVE, datetime(2026, 11, 30, 22, tzinfo=UTC)),
        (TaskKind.SILENCE, "activation", EVE, EVE + timedelta(hours=4)),
        (TaskKind.TAKEN_OVER, "", TUESDAY, TUESDAY + timedelta(hours=4)),
        ("a kind of later days", "", TUESDAY, TUESDAY + timedelta(days=1)),
    ],
)
def test_a_task_is_due(kind: str, key: str, opened: datetime, expected: datetime) -> None:
    assert due(kind, key, opened) == expected


def test_what_must_be_done_before_the_foc_is_due_while_the_foc_can_still_be_moved() -> None:
    near = TUESDAY + timedelta(hours=40)
    assert due(TaskKind.UNREADY, "", TUESDAY, near) == near - timedelta(hours=24)
    assert due(TaskKind.UNREADY, "", TUESDAY, TUESDAY + timedelta(hours=3)) == TUESDAY
    assert due(TaskKind.SILENCE, "activation", TUESDAY, TUESDAY - timedelta(days=1)) == TUESDAY + timedelta(hours=4)


@given(st.sampled_from(TaskKind), st.integers(0, 17_000), st.integers(-40, 400))
def test_nothing_is_due_before_it_is_there(kind: TaskKind, later: int, hours: int) -> None:
    at = TUESDAY + timedelta(hours=later)
    assert at <= due(kind, "", at, at + timedelta(hours=hours)) <= due(kind, "", at)
