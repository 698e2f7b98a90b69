"""One story for each way an order can go: what replay must be able to read for as long as such orders are open."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from carriers.rehearsal.steps import Details, Step
from domain.address import Address
from domain.porting.carrier_order import PortState
from domain.porting.commands import CancelOrder, CorrectOrder, CorrectPort, MoveFoc
from tests.workflows.paper import BOOK
from tests.workflows.stage import Stage
from tests.workflows.story import Story, submit


async def _to_the_end(story: Story) -> Story:
    await story.pass_until(await story.agreed() + timedelta(days=3))
    await story.closed()
    return story


def _played(script: str) -> Callable[[Stage], Awaitable[Story]]:
    """An order that comes to its end by itself."""

    async def path(stage: Stage) -> Story:
        return await _to_the_end(await submit(stage, stage.numbers(2), account_number=script))

    return path


async def foc_moved(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), account_number="MOVE-FOC")
    await story.agreed()
    await story.until_carrier_acts()
    return await _to_the_end(story)


async def foc_withdrawn(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), account_number="WITHDRAW-FOC")
    await story.agreed()
    await story.until_carrier_acts()
    return await _to_the_end(story)


async def moved_by_staff(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2))
    foc = await story.agreed()
    await story.ask(MoveFoc((foc + timedelta(days=2)).date(), expedite=True))
    await story.until(PortState.SUBMITTED)
    return await _to_the_end(story)


async def supplement_refused(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2))
    foc = await story.agreed()
    await story.pass_until(foc - timedelta(hours=20))
    await story.ask(MoveFoc((foc + timedelta(days=2)).date()))
    await story.until(PortState.FOC_CONFIRMED)
    return await _to_the_end(story)


async def rejected_and_corrected(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), account_number="REJECT-THEN-ACCEPT")
    await story.until(PortState.SUBMITTED)
    await story.until_carrier_acts()
    await story.pass_days(4)
    await story.ask(CorrectPort(await story.change()))
    await story.until(PortState.SUBMITTED)
    return await _to_the_end(story)


async def refused_at_once(stage: Stage) -> Story:
    place = Address("1 Rabbit Hole Road", "Denver", "CO", "80202")
    story = await submit(stage, stage.numbers(2), service_address=Address(place.street, place.city, place.state, "8020"))
    await story.until(PortState.REJECTED)
    await story.ask(CorrectPort(await story.change(service_address=place)))
    return await _to_the_end(story)


async def problem_corrected(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), declarations_version="old")
    await story.until_status("needs_input")
    await story.ask(CorrectOrder(await story.change(declarations_version=BOOK.declarations_version)), 0)
    return await _to_the_end(story)


async def problem_cancelled(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), declarations_version="old")
    await story.until_status("needs_input")
    await story.ask(CancelOrder(), 0)
    await story.closed()
    return story


async def cancelled(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2))
    await story.agreed()
    await story.ask(CancelOrder(), 0)
    await story.until(PortState.CANCELLING)
    await story.until_carrier_acts()
    await story.closed()
    return story


async def cancel_refused(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), account_number="REFUSE-CANCEL")
    await story.agreed()
    await story.ask(CancelOrder(), 0)
    await story.until(PortState.CANCELLING)
    await story.until_carrier_acts()
    await story.until(PortState.FOC_CONFIRMED)
    return await _to_the_end(story)


async def cancelled_by_carrier(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), account_number="CARRIER-CANCELS")
    await story.until(PortState.SUBMITTED)
    await story.until_carrier_acts()
    await story.closed()
    return story


async def silent(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), account_number="SILENT")
    await story.until(PortState.SUBMITTED)
    await story.pass_days(6)
    await story.carrier_says(Step.CONFIRM, Details(foc=story.now.replace(microsecond=0) + timedelta(days=5)))
    return await _to_the_end(story)


async def silent_activation(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), account_number="SILENT-ACTIVATION")
    await story.pass_until(await story.agreed() + timedelta(hours=25))
    await story.carrier_says(Step.ACTIVATE)
    await story.pass_days(2)
    await story.closed()
    return story


async def conflict(stage: Stage) -> Story:
    story = await submit(stage, stage.numbers(2), account_number="CONFLICT")
    foc = await story.agreed()
    await story.until_carrier_acts()
    await story.ask(MoveFoc((foc + timedelta(days=2)).date()))
    await story.until(PortState.SUBMITTED)
    return await _to_the_end(story)


async def two_parts(stage: Stage) -> Story:
    story = await submit(stage, ("+13035550156", "+13035550184"))
    await story.until((PortState.SUBMITTED, PortState.FOC_CONFIRMED), 2)
    await story.pass_until(max(await story.agreed(1), await story.agreed(2)) + timedelta(days=2))
    await story.closed()
    return story


async def clock_jumps(stage: Stage) -> Story:
    return await _to_the_end(await submit(stage, stage.numbers(2), jumps=True))


PATHS: Mapping[str, Callable[[Stage], Awaitable[Story]]] = {
    "ported": _played("ORDINARY"),
    "partly_ported": _played("PARTIAL"),
    "failed": _played("ALL-FAIL"),
    "staggered": _played("STAGGERED"),
    "snapped_back": _played("SNAPBACK"),
    "failed_after_effect": _played("FAIL-AFTER-EFFECT"),
    **{
        path.__name__: path
        for path in (
            *(foc_moved, foc_withdrawn, moved_by_staff, supplement_refused, rejected_and_corrected, refused_at_once),
            *(problem_corrected, problem_cancelled, cancelled, cancel_refused, cancelled_by_carrier),
            *(silent, silent_activation, conflict, two_parts, clock_jumps),
        )
    },
}
