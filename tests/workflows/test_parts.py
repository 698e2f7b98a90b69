"""Orders of several carrier orders."""

from datetime import timedelta

from carriers.rehearsal.steps import Step
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.commands import CancelOrder
from domain.porting.line import LineState
from tests.workflows.stage import Stage
from tests.workflows.story import Story, submit


def ending(area: str, *endings: int) -> tuple[str, ...]:
    return tuple(f"+1{area}5550{100 + each}" for each in endings)


async def split(story: Story) -> tuple[f.Part, ...]:
    [told] = [fact for fact in await story.log(0) if isinstance(fact, f.OrderSplit)]
    return told.parts


async def test_numbers_of_two_rate_centres_go_in_two_carrier_orders(stage: Stage):
    story = await submit(stage, ending("303", 1, 2, 84))
    await story.until(PortState.SUBMITTED, 1)
    await story.until(PortState.SUBMITTED, 2)
    assert [part.numbers for part in await split(story)] == [ending("303", 1, 2), ending("303", 84)]
    foc = max(await story.agreed(1), await story.agreed(2))
    await story.pass_until(foc + timedelta(days=2))
    await story.closed()
    assert (await story.lines(), await story.status()) == ({LineState.ACTIVE: 3}, "ported")
    mails = await story.mails()
    assert (mails["order_submitted"], mails["order_completed"], mails["order_partly_completed"]) == (1, 1, 0)
    assert set(story.writes().values()) == {1} and len(story.writes()) == 2


async def test_numbers_of_three_losing_carriers_go_in_three_carrier_orders(stage: Stage):
    story = await submit(stage, ending("720", 1, 2, 82, 83), pin="4711")
    for n in (1, 2, 3):
        await story.until(PortState.SUBMITTED, n)
    assert [part.losing_spid for part in await split(story)] == ["9999", "9998", "9997"]
    focs = [await story.agreed(n) for n in (1, 2, 3)]
    await story.pass_until(max(focs) + timedelta(days=2))
    await story.closed()
    assert (await story.lines(), await story.status()) == ({LineState.ACTIVE: 4}, "ported")


async def test_a_part_that_has_moved_stays_when_the_rest_is_cancelled(stage: Stage):
    story = await submit(stage, ending("408", 1, 2, 84), account_number="ON-DEMAND")
    focs = await story.agreed(1), await story.agreed(2)
    await story.carrier_says(Step.ACTIVATE, n=2)
    await story.until(PortState.COMPLETED, 2)
    assert (await story.status(), max(focs) > story.now) == ("foc_confirmed", True)
    await story.ask(CancelOrder(), 0)
    await story.until(PortState.CANCELLING, 1)
    await story.until_carrier_acts()
    await story.until(PortState.CANCELLED, 1)
    await story.pass_days(2)
    await story.closed()
    assert (await story.lines(), await story.status()) == ({LineState.ACTIVE: 1, LineState.CANCELLED: 2}, "partially_ported")
    mails = await story.mails()
    assert (mails["order_partly_completed"], mails["order_cancelled"]) == (1, 0)


async def test_a_rejected_part_does_not_hold_up_the_other(stage: Stage):
    story = await submit(stage, ending("415", 1, 2, 84))
    await story.until(PortState.SUBMITTED, 1)
    await story.until(PortState.SUBMITTED, 2)
    foc = await story.agreed(1)
    await story.carrier_says(Step.REJECT, n=2)
    await story.until(PortState.REJECTED, 2)
    assert await story.status() == "needs_input"
    await story.pass_until(foc + timedelta(hours=1))
    await story.until(PortState.COMPLETED, 1)
    assert (await story.lines(), await story.status()) == ({LineState.ACTIVE: 2, LineState.PORTING: 1}, "needs_input")
