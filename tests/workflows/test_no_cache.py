"""A worker that forgets every run at once replays it for each step, and nothing changes (reliability R19)."""

from collections.abc import Awaitable, Callable

import pytest

from tests.replay.paths import PATHS
from tests.workflows.stage import Stage
from tests.workflows.story import Story

CACHED = 0
_CHOSEN = ("ported", "partly_ported", "foc_moved", "rejected_and_corrected", "moved_by_staff", "cancelled", "silent", "two_parts")
_ENDS = {"partly_ported": "partially_ported", "cancelled": "cancelled"}


@pytest.mark.parametrize("path", [PATHS[name] for name in _CHOSEN], ids=_CHOSEN)
async def test_a_forgotten_run_goes_on_where_it_was(stage: Stage, path: Callable[[Stage], Awaitable[Story]]):
    story = await path(stage)
    name = next(name for name in _CHOSEN if PATHS[name] is path)
    assert await story.status() == _ENDS.get(name, "ported")
    assert set(story.writes().values()) == {1}
