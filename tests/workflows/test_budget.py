"""What orders may cost at Temporal (design section 6, reliability R20)."""

from datetime import timedelta

from domain.porting.line import LineState
from tests.workflows.actions import cost_of
from tests.workflows.stage import Stage
from tests.workflows.story import submit

ENDINGS = (*range(57), *range(58, 82), 87, 88, 89)
MANY = tuple(f"+1{area}5550{100 + ending}" for area in ("206", "212", "312", "617", "512", "415") for ending in ENDINGS)[:500]


async def test_ten_numbers_stay_in_their_budget(stage: Stage):
    story = await submit(stage, stage.numbers(10))
    await story.pass_until(await story.agreed() + timedelta(days=2))
    await story.closed()
    cost = await cost_of(story)
    assert cost.total <= 30, cost.actions
    assert (cost.events <= 200, cost.bytes <= 80_000) == (True, True), cost


async def test_five_hundred_numbers_stay_in_the_limits(stage: Stage):
    story = await submit(stage, MANY)
    parts = range(1, 7)
    foc = max([await story.agreed(n) for n in parts])
    await story.pass_until(foc + timedelta(days=2))
    await story.closed()
    assert await story.lines() == {LineState.ACTIVE: 500}
    cost = await cost_of(story)
    assert (cost.longest_history <= 2_000, cost.largest_payload <= 32_000, cost.bytes <= 2_000_000) == (True, True, True), cost
    assert set(story.writes().values()) == {1}
