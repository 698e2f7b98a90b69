"""A carrier without idempotency keys, whose orders can be searched by our reference: looked up before anything is sent again."""

from datetime import timedelta

from carriers.protocol import Idempotency
from domain.porting.carrier_order import PortState
from domain.porting.commands import MoveFoc
from tests.workflows.stage import Stage
from tests.workflows.story import submit, submit_and_lose

IDEMPOTENCY = Idempotency.SEARCHABLE_REFERENCE


async def test_an_answer_that_got_lost_is_looked_up_and_not_sent_again(stage: Stage):
    story = await submit_and_lose(stage, "DROP-ANSWER")
    await story.until(PortState.SUBMITTED)
    assert story.writes() == {f"{story.order_id}/1/submit/0": 1}
    await story.pass_until(await story.agreed() + timedelta(hours=1))
    await story.until(PortState.COMPLETED)


async def test_what_was_answered_is_not_looked_up(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    foc = await story.agreed()
    await story.ask(MoveFoc((foc + timedelta(days=2)).date()))
    await story.until(PortState.SUBMITTED)
    assert sorted(story.writes().values()) == [1, 1]
