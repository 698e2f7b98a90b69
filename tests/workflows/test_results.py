"""What becomes of each number: moved, failed, gone back, and of the person who waits for it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from carriers.rehearsal.steps import Details, Step
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.line import LineState
from domain.porting.request import LinePlan, LineUse
from store.call_plan import locations, people
from store.call_plan.people import Person
from store.database import system_transaction, tenant_transaction
from store.schema.people import billing_events
from tests.store.world import Tenant, person, tenant
from tests.workflows.stage import Stage
from tests.workflows.story import Story, submit


async def for_people(stage: Stage, numbers: Sequence[str], **typed: object) -> tuple[Story, list[str]]:
    """An order whose numbers are each for somebody."""
    customer = await tenant(stage.app)
    async with tenant_transaction(stage.app, (customer.id,)) as connection:
        waiting = [await person(connection, customer) for _ in numbers]
    plans = tuple(LinePlan(number, LineUse.PERSON, each.id) for number, each in zip(numbers, waiting, strict=True))
    story = await submit(stage, tuple(numbers), customer=customer, lines=plans, **typed)
    return story, [each.id for each in waiting]


async def found(stage: Stage, customer: Tenant, person_id: str) -> Person:
    async with system_transaction(stage.system) as connection:
        somebody = await people.find(connection, person_id, (customer.id,))
    assert somebody is not None
    return somebody


async def billed(story: Story) -> list[tuple[str, str]]:
    mine = billing_events.c.organisation_id == story.tenant.id
    async with system_transaction(story.stage.system) as connection:
        rows = await connection.execute(select(billing_events.c.number, billing_events.c.kind).where(mine))
        return sorted((number, kind) for number, kind in rows)


async def to_the_end(story: Story) -> None:
    await story.pass_until(await story.agreed() + timedelta(days=2))
    await story.closed()


async def test_a_number_that_fails_frees_the_person_who_waits_for_it(stage: Stage):
    numbers = stage.numbers(3)
    story, waiting = await for_people(stage, numbers, account_number="PARTIAL")
    await to_the_end(story)
    assert (await story.lines(), await story.status()) == ({LineState.ACTIVE: 2, LineState.FAILED: 1}, "partially_ported")
    reached = [await found(stage, story.tenant, each) for each in waiting]
    assert [(each.number, each.waiting_number) for each in reached] == [(numbers[0], None), (numbers[1], None), (None, None)]
    mails = await story.mails()
    assert (mails["order_partly_completed"], mails["order_completed"], mails["number_works"]) == (1, 0, 2)
    assert await billed(story) == [(number, "number_started") for number in numbers[:2]]


async def test_an_order_of_which_no_number_moves_has_failed(stage: Stage):
    numbers = stage.numbers(2)
    story = await submit(stage, numbers, account_number="ALL-FAIL")
    await to_the_end(story)
    assert (await story.lines(), await story.status(), await billed(story)) == ({LineState.FAILED: 2}, "failed", [])
    assert (await story.mails())["order_partly_completed"] == 1
    await (await submit(stage, numbers)).until(PortState.SUBMITTED)


async def test_numbers_that_move_one_after_the_other_are_completed_with_the_last(stage: Stage):
    story = await submit(stage, stage.numbers(4), account_number="STAGGERED")
    foc = await story.agreed()
    await story.pass_until(foc + timedelta(minutes=15))
    assert (await story.lines(), await story.state()) == ({LineState.ACTIVE: 2, LineState.PORTING: 2}, PortState.ACTIVATING)
    assert await story.status() == "activating"
    # Not to the very moment of the verification: the server may then skip the next wait too.
    await story.pass_until(foc + timedelta(minutes=45))
    await story.until(PortState.COMPLETED)
    at = [fact.activated_at - foc for fact in await story.log() if isinstance(fact, f.NumbersActivated)]
    assert at == [timedelta(minutes=10 * place) for place in range(4)]
    assert (await story.mails())["order_completed"] == 1


async def test_a_number_that_goes_back_is_billed_no_longer(stage: Stage):
    numbers = stage.numbers(2)
    story = await submit(stage, numbers, account_number="SNAPBACK")
    await to_the_end(story)
    assert (await story.lines(), await story.status()) == ({LineState.ACTIVE: 1, LineState.SNAPPED_BACK: 1}, "partially_ported")
    assert "snapped_back" in await story.open_tasks()
    back = [(numbers[1], "number_ended"), (numbers[1], "number_started")]
    assert await billed(story) == [(numbers[0], "number_started"), *back]


async def test_a_number_that_works_after_all_finds_its_person_again(stage: Stage):
    numbers = stage.numbers(2)
    story, waiting = await for_people(stage, numbers, account_number="PARTIAL")
    foc = await story.agreed()
    await story.pass_until(foc + timedelta(minutes=10))
    await story.until(PortState.COMPLETED)
    await story.carrier_says(Step.ACTIVATE, Details(numbers[1:]))
    assert await story.lines() == {LineState.ACTIVE: 2}
    assert (await found(stage, story.tenant, waiting[1])).number == numbers[1]
    assert await story.status() == "ported"


async def test_a_ported_main_number_takes_its_place_when_it_is_active(stage: Stage):
    numbers = stage.numbers(2)
    customer = await tenant(stage.app)
    async with tenant_transaction(stage.app, (customer.id,)) as connection:
        await locations.set_main_number(connection, customer.location, "+13125550199")
    story = await submit(stage, numbers, customer=customer, main_number=numbers[0])
    foc = await story.agreed()
    await story.pass_until(foc - timedelta(hours=1))
    assert await main_number(story) == "+13125550199"
    await story.pass_until(foc + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert await main_number(story) == numbers[0]


async def main_number(story: Story) -> str | None:
    async with system_transaction(story.stage.system) as connection:
        place = await locations.find(connection, story.tenant.location, (story.tenant.id,))
    assert place is not None
    return place.main_number
