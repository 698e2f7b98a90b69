"""FOCs that move, are withdrawn, come at short notice or find numbers that are not ready."""

from datetime import timedelta

from sqlalchemy import update

from carriers.rehearsal.steps import Details, Step
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.commands import MoveFoc
from domain.porting.line import LineState
from store.database import system_transaction
from store.orders import orders
from store.schema.organisations import locations
from tests.workflows.stage import Stage
from tests.workflows.story import Story, submit


async def gates(story: Story) -> list[tuple[f.Gate, object]]:
    return [(fact.gate, fact.foc) for fact in await story.log() if isinstance(fact, f.ReadinessChecked)]


async def due(story: Story) -> list[object]:
    return [(fact.foc, entry.at - fact.foc) for entry in await story.entries() if isinstance(fact := entry.fact, f.ActivationDue)]


async def address(stage: Stage, story: Story, sealed: bytes | None) -> None:
    async with system_transaction(stage.system) as connection:
        changed = update(locations).where(locations.c.id == story.tenant.location)
        await connection.execute(changed.values(emergency_address_sealed=sealed))


async def test_a_moved_foc_moves_the_timer(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="MOVE-FOC")
    first = await story.agreed()
    await story.until_carrier_acts()
    foc = (await story.loaded()).port.foc
    assert foc is not None and foc > first
    await story.pass_until(foc + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    [(waited_for, late)] = await due(story)
    assert waited_for == foc and timedelta(0) <= late < timedelta(minutes=1)
    mails = await story.mails()
    assert (mails["foc_confirmed"], mails["foc_moved"], mails["foc_tomorrow"]) == (1, 1, 1)


async def test_every_gate_is_asked_again_for_a_new_foc(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    first = await story.agreed()
    await story.pass_until(first - timedelta(hours=50))
    assert await gates(story) == [(f.Gate.EARLY, first)]
    later = first + timedelta(days=7)
    await story.carrier_says(Step.CONFIRM, Details(foc=later))
    await story.pass_until(later + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert await gates(story) == [(f.Gate.EARLY, first), (f.Gate.EARLY, later), (f.Gate.MIDDLE, later), (f.Gate.LAST, later)]


async def test_a_withdrawn_foc_is_waited_for_anew(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="WITHDRAW-FOC")
    first = await story.agreed()
    await story.until_carrier_acts()
    await story.until(PortState.SUBMITTED)
    assert (await story.loaded()).port.foc is None
    second = await story.agreed()
    assert second > first
    await story.pass_until(second + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert [waited_for for waited_for, _ in await due(story)] == [second]
    assert (await story.mails())["foc_withdrawn"] == 1


async def test_gates_that_a_short_notice_left_no_time_for_are_asked_once_and_at_once(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="SILENT")
    await story.until(PortState.SUBMITTED)
    foc = story.now.replace(microsecond=0) + timedelta(hours=20)
    await story.carrier_says(Step.CONFIRM, Details(foc=foc))
    assert await gates(story) == [(f.Gate.LAST, foc)]
    await story.pass_until(foc + timedelta(minutes=5))
    await story.until(PortState.COMPLETED)
    assert await gates(story) == [(f.Gate.LAST, foc)]


async def test_staff_move_a_foc_by_a_supplement(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    first = await story.agreed()
    await story.ask(MoveFoc((first + timedelta(days=7)).date()), actor="usr_staff")
    await story.until(PortState.SUBMITTED)
    second = await story.agreed()
    assert second >= first + timedelta(days=6)
    await story.pass_until(second + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    kinds = await story.kinds()
    assert kinds[:5] == ["lsr_submitted", "foc_received", "reschedule_asked", "lsr_supplemented", "foc_received"]
    assert [waited_for for waited_for, _ in await due(story)] == [second]
    assert sorted(story.writes().values()) == [1, 1]


async def test_an_expedited_order_goes_before_others(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    first = await story.agreed()
    await story.ask(MoveFoc((first - timedelta(days=1)).date(), expedite=True), actor="usr_staff", reason="opening day")
    await story.until(PortState.SUBMITTED)
    events = [event async for event in story.handle().fetch_history_events()]
    scheduled = "activity_task_scheduled_event_attributes"
    keys = [getattr(event, scheduled).priority.priority_key for event in events if event.HasField(scheduled)]
    assert (keys[0], keys[-1]) == (3, 1)
    asked = next(entry for entry in await story.entries() if isinstance(entry.fact, f.RescheduleAsked))
    assert (asked.actor, asked.reason) == ("usr_staff", "opening day")
    async with system_transaction(stage.system) as connection:
        assert [row.priority for row in await orders.carrier_orders_of(connection, story.order_id)] == [1]


async def test_numbers_that_are_not_ready_land_on_the_desk_until_they_are(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    foc = await story.agreed()
    await address(stage, story, None)
    await story.pass_until(foc - timedelta(hours=50))
    assert await story.open_tasks() == ["unready"]
    await address(stage, story, b"sealed")
    await story.pass_until(foc - timedelta(hours=47))
    assert await story.open_tasks() == []
    checked = [fact.codes for fact in await story.log() if isinstance(fact, f.ReadinessChecked)]
    assert checked == [("location.no_emergency_address",), ()]


async def test_a_foc_that_moves_while_numbers_move_changes_nothing_for_those_that_have(stage: Stage):
    story = await submit(stage, stage.numbers(3), account_number="ON-DEMAND")
    foc = await story.agreed()
    await story.pass_until(foc + timedelta(minutes=5))
    numbers = (await story.loaded()).part.numbers
    await story.carrier_says(Step.ACTIVATE, Details(numbers[:1]))
    await story.carrier_says(Step.CONFIRM, Details(foc=foc + timedelta(hours=3)))
    await story.carrier_says(Step.ACTIVATE, Details(numbers[1:]))
    await story.until(PortState.COMPLETED)
    assert await story.lines() == {LineState.ACTIVE: 3}
