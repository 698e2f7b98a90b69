"""Orders that somebody wants stopped."""

from datetime import timedelta

from carriers.rehearsal.steps import Step
from domain.porting.carrier_order import PortState
from domain.porting.commands import CancelOrder, CancelPort
from domain.porting.line import LineState
from tests.workflows.stage import Stage
from tests.workflows.story import submit


async def test_a_cancelled_order_frees_its_numbers(stage: Stage):
    numbers = stage.numbers(3)
    story = await submit(stage, numbers)
    await story.agreed()
    await story.ask(CancelOrder(), 0, reason="stays where it is")
    await story.until(PortState.CANCELLING)
    await story.until_carrier_acts()
    await story.until(PortState.CANCELLED)
    await story.closed()
    assert (await story.lines(), await story.status()) == ({LineState.CANCELLED: 3}, "cancelled")
    assert (await story.mails())["order_cancelled"] == 1
    again = await submit(stage, numbers)
    await again.agreed()
    assert await again.lines() == {LineState.PORTING: 3}


async def test_a_part_cancelled_before_any_answer_is_cancelled(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="SILENT")
    await story.until(PortState.SUBMITTED)
    await story.ask(CancelPort())
    await story.until(PortState.CANCELLING)
    await story.until_carrier_acts()
    await story.closed()
    assert await story.status() == "cancelled"


async def test_a_refused_cancellation_lets_the_numbers_move(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="REFUSE-CANCEL")
    foc = await story.agreed()
    await story.ask(CancelOrder(), 0)
    await story.until(PortState.CANCELLING)
    await story.until_carrier_acts()
    await story.until(PortState.FOC_CONFIRMED)
    assert (await story.mails())["cancel_refused"] == 1
    await story.pass_until(foc + timedelta(days=2))
    await story.closed()
    assert (await story.lines(), await story.status()) == ({LineState.ACTIVE: 2}, "ported")
    assert (await story.mails())["order_cancelled"] == 0


async def test_an_order_that_was_never_sent_is_cancelled_at_once(stage: Stage):
    numbers = stage.numbers(2)
    story = await submit(stage, numbers, declarations_version="old")
    await story.until_status("needs_input")
    await story.ask(CancelOrder(), 0)
    await story.closed()
    assert (await story.status(), await story.lines()) == ("cancelled", {LineState.CANCELLED: 2})
    assert (await story.mails())["order_cancelled"] == 1
    await (await submit(stage, numbers)).until(PortState.SUBMITTED)


async def test_a_losing_carrier_may_cancel_by_itself(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="CARRIER-CANCELS")
    await story.until(PortState.SUBMITTED)
    await story.until_carrier_acts()
    await story.closed()
    assert (await story.status(), (await story.mails())["order_cancelled"]) == ("cancelled", 1)


async def test_numbers_that_move_although_the_order_was_to_be_cancelled_are_ours(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    foc = await story.agreed()
    await story.pass_until(foc - timedelta(hours=10))
    await story.ask(CancelPort())
    await story.until(PortState.CANCELLING)
    await story.carrier_says(Step.ACTIVATE)
    await story.until(PortState.COMPLETED)
    assert await story.lines() == {LineState.ACTIVE: 2}
    await story.pass_until(foc + timedelta(days=2))
    await story.closed()
    assert await story.status() == "ported"
