"""Orders that the check after submission sends back."""

from datetime import timedelta

import pytest

from carriers.rehearsal.steps import Step
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.commands import CancelOrder, CommandRefused, CorrectOrder, CorrectPort
from store.call_plan import inventory
from store.call_plan.inventory import Arrival
from store.carriers.inbox import parked
from store.database import system_transaction
from store.desk import reviews
from store.desk.reviews import PASSED, Review
from tests.store.world import tenant
from tests.workflows.paper import BOOK
from tests.workflows.stage import Stage, real
from tests.workflows.story import Story, submit


async def events(story: Story, n: int = 1) -> int:
    return len([event async for event in story.handle(n).fetch_history_events()])


async def test_an_order_with_a_problem_goes_on_once_it_is_corrected(stage: Stage):
    story = await submit(stage, stage.numbers(2), declarations_version="old", billing_name="")
    await story.until_status("needs_input")
    [problem] = [fact for fact in await story.log(0) if isinstance(fact, f.PreflightFailed)]
    assert set(problem.codes) >= {"declarations.not_accepted", "billing_name.missing"}
    assert (await story.mails())["problem_found"] == 1
    revision = await story.change(declarations_version=BOOK.declarations_version, billing_name="Abbey Grange Ltd")
    await story.ask(CorrectOrder(revision), 0)
    await story.pass_until(await story.agreed() + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert await story.kinds(0) == ["order_submitted", "preflight_failed", "order_corrected", "order_split"]
    assert [fact.revision for fact in await story.log() if isinstance(fact, f.LsrSubmitted)] == [revision]


async def test_a_number_that_is_not_portable_is_told(stage: Stage):
    story = await submit(stage, (*stage.numbers(1), "+13035550193"))
    await story.until_status("needs_input")
    [problem] = [fact for fact in await story.log(0) if isinstance(fact, f.PreflightFailed)]
    assert problem.codes == ("number.not_portable",)


async def test_a_number_that_another_customer_has_live_goes_no_further_until_staff_have_looked(stage: Stage):
    holder, wanted = await tenant(stage.app, rehearsal=False), stage.numbers(2)
    async with system_transaction(stage.system) as connection:
        await inventory.arrive(connection, Arrival(holder.id, holder.location, wanted[1:], "ported", "rehearsal", "po_old", "", real()))
    story = await submit(stage, wanted)
    await story.until_status("needs_input")
    [problem] = [fact for fact in await story.log(0) if isinstance(fact, f.PreflightFailed)]
    assert (problem.codes, problem.to_review) == (("number.needs_review",), wanted[1:])
    assert await story.open_tasks() == ["paper_to_review"]
    async with system_transaction(stage.system) as connection:
        passed = Review(story.order_id, story.tenant.id, problem.revision, "number.needs_review", PASSED, "usr_staff", b"sealed", real())
        await reviews.note(connection, [passed])
    await story.ask(CorrectOrder(problem.revision), 0)
    await story.pass_until(await story.agreed() + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert await story.open_tasks() == ["taken_over"]


async def test_a_refused_command_leaves_no_trace_in_the_history(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="SILENT")
    await story.until(PortState.SUBMITTED)
    before = await events(story), await events(story, 0)
    with pytest.raises(CommandRefused, match="illegal_transition"):
        await story.ask(CorrectPort(2))
    with pytest.raises(CommandRefused, match="changed_meanwhile"):
        await story.ask(CancelOrder(), 0, seen=1)
    with pytest.raises(CommandRefused, match="not_for_a_carrier_order"):
        await story.ask(CancelOrder())
    assert (await events(story), await events(story, 0)) == before


async def test_the_same_command_asked_twice_is_done_once(stage: Stage):
    story = await submit(stage, stage.numbers(2), declarations_version="old")
    await story.until_status("needs_input")
    revision = await story.change(declarations_version=BOOK.declarations_version)
    await story.ask(CorrectOrder(revision), 0)
    story.asked -= 1
    await story.ask(CorrectOrder(revision), 0)
    await story.until(PortState.SUBMITTED)
    assert (await story.kinds(0)).count("order_corrected") == 1


async def test_a_notice_after_the_end_goes_to_the_desk(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    await story.pass_until(await story.agreed() + timedelta(days=2))
    await story.closed()
    told = await story.kinds()
    await story.carrier_says(Step.CONFLICT)
    assert (await story.open_tasks(), await story.kinds()) == (["late_notice"], told)
    async with system_transaction(stage.system) as connection:
        assert await parked(connection, real()) == ()
