"""Runs that are lost and started again, clocks that jump, and what a long history becomes."""

import asyncio
from datetime import timedelta

from temporalio.client import WorkflowHandle

from domain.porting.carrier_order import PortState
from domain.porting.commands import CorrectOrder, MoveFoc
from domain.porting.line import LineState
from runtime.rounds.reconciler import Reconciler
from tests.workflows.paper import BOOK
from tests.workflows.stage import Stage, come, real
from tests.workflows.story import Story, submit
from workflows.steps import LONG_HISTORY


async def run_id(handle: WorkflowHandle) -> str:
    return (await handle.describe()).run_id


async def ended_well(story: Story) -> None:
    assert (await story.status(), await story.lines()) == ("ported", {LineState.ACTIVE: 2})
    mails = await story.mails()
    assert {mails[each] for each in ("order_received", "order_submitted", "foc_confirmed", "order_completed")} == {1}
    assert set(story.writes().values()) == {1}
    assert (await story.kinds()).count("lsr_submitted") == 1


async def test_an_order_follows_the_clock_of_its_organisation(stage: Stage):
    story = await submit(stage, stage.numbers(2), jumps=True)
    foc = await story.agreed()
    await story.pass_until(foc + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    due = next(entry for entry in await story.entries() if entry.fact.kind == "activation_due")
    assert timedelta(0) <= due.at - foc < timedelta(minutes=1)
    await story.pass_until(foc + timedelta(days=2))
    await story.closed()
    await ended_well(story)


async def test_a_jump_over_everything_leaves_nothing_out(stage: Stage):
    story = await submit(stage, stage.numbers(2), jumps=True)
    foc = await story.agreed()
    await story.jump(foc + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    await story.jump(foc + timedelta(days=3))
    await story.until(PortState.CLOSED)
    assert await story.status() == "ported"


async def test_a_part_that_lost_its_run_goes_on_from_its_facts(stage: Stage):
    story = await submit(stage, stage.numbers(2), jumps=True)
    foc = await story.agreed()
    lost = await run_id(story.handle())
    await story.handle().terminate("lost")
    # Once there is a run again the order waits for it, and its own time is skipped no further.
    skipping = asyncio.create_task(stage.environment.fast_forward(story.handle(0), timedelta(minutes=2)))

    async def runs_again() -> bool:
        return await run_id(story.handle()) != lost

    await come(runs_again, "another run")
    skipping.cancel()
    await story.pass_until(foc + timedelta(days=2))
    await story.closed()
    await ended_well(story)


async def test_an_order_that_lost_its_run_is_found_and_started_again(stage: Stage):
    story = await submit(stage, stage.numbers(2), jumps=True)
    foc = await story.agreed()
    await story.handle(0).terminate("lost")
    reconciler = Reconciler(stage.system, stage.gateway, lambda: real() + timedelta(minutes=10))

    async def found() -> bool:
        return await reconciler.reconcile() == 1

    await come(found, "the order without a run")
    await story.pass_until(foc + timedelta(days=2))
    await story.until(PortState.CLOSED)
    await stage.environment.fast_forward(story.handle(0), timedelta(hours=2))
    await story.closed()
    await ended_well(story)


async def test_an_order_whose_history_is_long_goes_on_as_a_new_one_that_knows_what_it_was_asked(stage: Stage):
    story = await submit(stage, stage.numbers(2), declarations_version="old")
    await story.until_status("needs_input")
    first = await run_id(story.handle(0))
    await asyncio.gather(*(story.handle(0).signal("of_no_meaning") for _ in range(LONG_HISTORY)))
    correct = CorrectOrder(await story.change(declarations_version=BOOK.declarations_version))
    await story.ask(correct, 0)
    foc = await story.agreed()
    assert await run_id(story.handle(0)) != first
    story.asked -= 1
    await story.ask(correct, 0)
    await story.pass_until(foc + timedelta(days=2))
    await story.closed()
    await ended_well(story)
    assert (await story.kinds(0)).count("order_corrected") == 1


async def test_a_long_history_goes_on_as_a_new_one_that_knows_what_it_was_asked(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    foc = await story.agreed()
    first = await run_id(story.handle())
    await asyncio.gather(*(stage.gateway.move_clock(story.part.stream, timedelta(0)) for _ in range(LONG_HISTORY)))
    move = MoveFoc((foc + timedelta(days=2)).date())
    await story.ask(move)
    await story.until(PortState.SUBMITTED)
    assert await run_id(story.handle()) != first
    story.asked -= 1
    await story.ask(move)
    await story.pass_until(await story.agreed() + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert (await story.kinds()).count("reschedule_asked") == 1
