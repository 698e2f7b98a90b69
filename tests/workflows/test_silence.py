"""Carriers that say nothing, or something that nobody understands."""

from collections import Counter
from datetime import timedelta

from carriers.rehearsal.steps import Details, Step
from domain.policy.deadlines import CarrierDays, silence_deadline
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.commands import CancelPort, MoveFoc
from domain.porting.line import LineState
from tests.workflows.paper import BOOK, ZONE
from tests.workflows.stage import Stage
from tests.workflows.story import Story, submit


async def silences(story: Story, waiting_for: f.WaitingFor) -> list[f.Entry]:
    told = [entry for entry in await story.entries() if isinstance(entry.fact, f.SilenceNoticed)]
    return [entry for entry in told if isinstance(entry.fact, f.SilenceNoticed) and entry.fact.waiting_for is waiting_for]


async def test_silence_before_the_foc_is_noticed_again_and_again(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="SILENT")
    await story.until(PortState.SUBMITTED)
    sent = (await story.entries())[0].at
    days = CarrierDays(ZONE, BOOK.holidays("9999"))
    due = [silence_deadline(f.WaitingFor.LSR_ANSWER, sent, times, BOOK, days) for times in range(3)]
    await story.pass_until(due[2] + timedelta(minutes=1))
    noticed = await silences(story, f.WaitingFor.LSR_ANSWER)
    assert [round((entry.at - at) / timedelta(minutes=1)) for entry, at in zip(noticed, due, strict=True)] == [0, 0, 0]
    assert await story.open_tasks() == ["silence"]


async def test_a_late_answer_closes_the_task(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="SILENT")
    await story.until(PortState.SUBMITTED)
    await story.pass_days(6)
    assert await story.open_tasks() == ["silence"]
    foc = story.now.replace(microsecond=0) + timedelta(days=5)
    await story.carrier_says(Step.CONFIRM, Details(foc=foc))
    assert (await story.state(), await story.open_tasks()) == (PortState.FOC_CONFIRMED, [])
    await story.pass_until(foc + timedelta(hours=1))
    await story.until(PortState.COMPLETED)


async def test_numbers_that_do_not_move_at_the_foc_are_asked_after(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="SILENT-ACTIVATION")
    foc = await story.agreed()
    await story.pass_until(foc + timedelta(hours=49))
    noticed = [round((entry.at - foc) / timedelta(hours=1), 1) for entry in await silences(story, f.WaitingFor.ACTIVATION)]
    assert (noticed, await story.state(), await story.open_tasks()) == ([24.0, 48.0], PortState.ACTIVATING, ["silence"])
    assert (await story.mails())["activation_late"] == 2
    await story.carrier_says(Step.ACTIVATE)
    await story.until(PortState.COMPLETED)
    assert (await story.lines(), await story.open_tasks()) == ({LineState.ACTIVE: 2}, [])


async def test_a_cancellation_that_is_not_answered_is_asked_after(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="SILENT")
    await story.until(PortState.SUBMITTED)
    await story.ask(CancelPort())
    await story.until(PortState.CANCELLING)
    stage.carrier.stage.drop(await story.reference(), (Step.CANCEL,))
    await story.pass_days(9)
    assert len(await silences(story, f.WaitingFor.CANCEL_ANSWER)) >= 2
    assert await story.open_tasks() == ["silence"]
    await story.carrier_says(Step.CANCEL)
    await story.closed()
    assert (await story.status(), await story.open_tasks()) == ("cancelled", [])


async def test_a_conflict_is_for_staff_to_end(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="CONFLICT")
    foc = await story.agreed()
    await story.until_carrier_acts()
    assert await story.open_tasks() == ["conflict"]
    await story.ask(MoveFoc((foc + timedelta(days=3)).date()), actor="usr_staff")
    await story.until(PortState.SUBMITTED)
    await story.pass_until(await story.agreed() + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert await story.open_tasks() == []


async def test_a_notice_that_nobody_understands_is_shown_and_changes_nothing(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="UNKNOWN-NOTICE")
    await story.until(PortState.SUBMITTED)
    await story.until_carrier_acts()
    assert (await story.state(), await story.open_tasks()) == (PortState.SUBMITTED, ["notice_set_aside"])
    await story.pass_until(await story.agreed() + timedelta(days=2))
    await story.closed()
    assert (await story.status(), Counter(await story.kinds())["notice_set_aside"]) == ("ported", 1)


async def test_an_acknowledgement_is_no_answer(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="ACKNOWLEDGE")
    await story.until(PortState.SUBMITTED)
    await story.until_carrier_acts()
    assert await story.state() is PortState.SUBMITTED
    await story.agreed()
    assert (await story.kinds())[:3] == ["lsr_submitted", "order_acknowledged", "foc_received"]
