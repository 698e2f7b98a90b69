"""A carrier that offers neither keys nor a search: what became of a lost answer is for a person to find out (reliability R3)."""

from datetime import timedelta

from carriers.protocol import Idempotency
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.commands import SettleOutcome
from tests.workflows.stage import Stage, come
from tests.workflows.story import Story, submit_and_lose

IDEMPOTENCY = Idempotency.NEITHER


async def lost(stage: Stage, script: str) -> Story:
    story = await submit_and_lose(stage, script)

    async def on_the_desk() -> bool:
        await stage.relayed()
        return await story.open_tasks() == ["outcome_unknown"]

    await come(on_the_desk, "outcome_unknown")
    # On the desk is in the database; the run hears of it a moment later.
    await story.rest()
    return story


async def test_an_outcome_that_staff_found_is_gone_on_with(stage: Stage):
    story = await lost(stage, "DROP-ANSWER")
    [unknown] = [fact for fact in await story.log() if isinstance(fact, f.OutcomeUnknown)]
    [reference] = story.references()
    await story.ask(SettleOutcome(unknown.request_key, reference), actor="usr_staff")
    await story.until(PortState.SUBMITTED)
    assert (await story.reference(), await story.open_tasks()) == (reference, [])
    await story.pass_until(await story.agreed() + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert story.references() == [reference]


async def test_what_staff_did_not_find_is_sent_again_under_another_key(stage: Stage):
    story = await lost(stage, "FAIL-AFTER-EFFECT")
    [unknown] = [fact for fact in await story.log() if isinstance(fact, f.OutcomeUnknown)]
    stage.carrier.ledger.run("UPDATE orders SET script = 'ORDINARY' WHERE customer_reference = ?", story.tenant.id)
    await story.change(account_number="ORDINARY")
    await story.ask(SettleOutcome(unknown.request_key), actor="usr_staff")
    await story.until(PortState.SUBMITTED)
    [sent] = [fact for fact in await story.log() if isinstance(fact, f.LsrSubmitted)]
    assert sent.request_key != unknown.request_key
    assert await story.open_tasks() == []
