"""Carriers whose answers, webhooks or whole selves get lost on the way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx

from carriers.rehearsal.steps import Details, Step
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.commands import CancelOrder, CancelPort, CorrectPort, MoveFoc
from domain.porting.line import LineState
from tests.workflows.stage import Stage
from tests.workflows.story import Story, submit


class _Unreachable(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody answers", request=request)


@asynccontextmanager
async def carrier_down(stage: Stage) -> AsyncIterator[None]:
    """The carrier answers nothing; the test may still see what it has planned."""
    http = stage.carrier.http
    transport, http._transport = http._transport, _Unreachable()
    try:
        yield
    finally:
        http._transport = transport


async def skip(story: Story, by: timedelta, n: int = 1) -> None:
    """Time passes for the run alone."""
    await story.stage.environment.fast_forward(story.handle(n), by)
    story.now += by


async def ends_well(story: Story) -> None:
    await story.pass_until(await story.agreed() + timedelta(days=2))
    await story.closed()
    assert await story.status() == "ported"


async def test_a_failure_after_the_effect_is_one_write(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="FAIL-AFTER-EFFECT")
    await ends_well(story)
    assert story.writes() == {f"{story.order_id}/1/submit/0": 1}


async def test_an_answer_cut_off_is_one_write(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="DROP-ANSWER")
    first = await story.agreed()
    await story.ask(MoveFoc((first + timedelta(days=2)).date()))
    await story.until(PortState.SUBMITTED)
    await ends_well(story)
    assert sorted(story.writes().values()) == [1, 1]


async def test_notices_told_twice_and_in_disorder_end_the_same(stage: Stage):
    story = await submit(stage, stage.numbers(3), account_number="STAGGERED")
    foc = await story.agreed()
    rows = "SELECT 1 FROM notices WHERE reference = ?"
    reference, carrier = await story.reference(), stage.carrier
    await stage.environment.fast_forward(story.handle(), foc + timedelta(minutes=1) - story.now)
    await carrier.adapter.set_clock(story.tenant.id, int((foc + timedelta(hours=1) - story.now).total_seconds()))
    while len(carrier.ledger.rows(rows, reference)) < 4:
        carrier.stage.play_next(reference)
    told = [notice for notice in (await carrier.adapter.changes_since(""))[0] if notice.carrier_reference == reference]
    for batch in (told[::-1], told, told[:1]):
        await stage.gateway.tell(story.part.stream, tuple(batch))
    await story.until(PortState.COMPLETED)
    assert (await story.lines(), (await story.kinds()).count("foc_received")) == ({LineState.ACTIVE: 3}, 1)
    assert (await story.mails())["foc_confirmed"] == 1


async def test_a_carrier_that_is_down_is_told_of_once_and_people_are_heard(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    first = await story.agreed()
    async with carrier_down(stage):
        await story.ask(MoveFoc((first + timedelta(days=2)).date()))
        # It is asked for ten minutes, left alone for ten, and asked again.
        await skip(story, timedelta(minutes=35))
        assert [fact.waiting_for for fact in await story.log() if isinstance(fact, f.SilenceNoticed)] == [f.WaitingFor.CARRIER]
        assert (await story.state(), await story.open_tasks()) == (PortState.RESCHEDULING, ["silence"])
        await story.ask(CancelPort())
        await skip(story, timedelta(minutes=15))
        assert await story.state() is PortState.CANCELLING
    await skip(story, timedelta(minutes=30))
    await story.carrier_says(Step.CANCEL)
    await story.closed()
    assert (await story.status(), await story.open_tasks()) == ("cancelled", [])
    assert [key.split("/")[2] for key in story.writes()] == ["submit", "cancel"]


async def test_a_rejection_that_comes_before_the_supplement_went_out_is_waited_on(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    first = await story.agreed()
    async with carrier_down(stage):
        await story.ask(MoveFoc((first + timedelta(days=2)).date()))
        await skip(story, timedelta(minutes=15))
    stage.carrier.stage.play(await story.reference(), Step.REJECT, Details(codes=("PASSCODE_PIN_INVALID",)))
    await story.listen()
    await skip(story, timedelta(hours=2))
    await story.until(PortState.REJECTED)
    await story.ask(CorrectPort(await story.change()))
    await story.until(PortState.SUBMITTED)
    events = [event async for event in story.handle().fetch_history_events()]
    assert len(events) < 400


async def test_an_order_that_no_carrier_checks_can_be_cancelled(stage: Stage):
    async with carrier_down(stage):
        story = await submit(stage, stage.numbers(2))
        await story.ask(CancelOrder(), 0)
        await stage.environment.fast_forward(story.handle(0), timedelta(minutes=30))
        await story.closed()
    assert (await story.status(), await story.lines()) == ("cancelled", {LineState.CANCELLED: 2})


async def test_a_verification_that_finds_no_carrier_is_made_later(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    foc = await story.agreed()
    await story.pass_until(foc + timedelta(minutes=5))
    await story.until(PortState.COMPLETED)
    async with carrier_down(stage):
        # Half an hour after the numbers moved it is asked for ten minutes.
        await skip(story, timedelta(minutes=45))
        assert "port_verified" not in await story.kinds()
    await story.pass_until(foc + timedelta(days=2))
    await story.closed()
    assert (await story.kinds())[-2:] == ["port_verified", "port_closed"]
