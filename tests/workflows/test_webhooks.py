"""Webhooks that come twice, late, in disorder, too early or not at all, beside a watch that finds what they told."""

from datetime import timedelta

from carriers.rehearsal.signing import signed_headers
from domain.porting.carrier_order import PortState
from domain.porting.line import LineState
from domain.porting.notices import CarrierNotice, NoticeKind
from store.carriers.inbox import match, parked, store
from store.database import system_transaction
from tests.carriers.in_process import WEBHOOK_SECRET
from tests.workflows.stage import Stage, real
from tests.workflows.story import Story, submit


async def all_happens(story: Story) -> None:
    """The carrier goes to the end of its plan; nobody has heard of it yet."""
    await story.until(PortState.SUBMITTED)
    await story.stage.carrier.adapter.set_clock(story.tenant.id, int(timedelta(days=30).total_seconds()))


async def delivered(story: Story) -> int:
    """Let the carrier's webhooks come as it sends them; how many."""
    carrier, [reference] = story.stage.carrier, story.references()
    rows = carrier.ledger.rows("SELECT * FROM webhooks WHERE reference = ? AND fate IS NULL ORDER BY next_try, id", reference)
    for row in rows:
        body = str(row["body"]).encode()
        headers = signed_headers(WEBHOOK_SECRET, row["message_id"], real(), body)
        await story.hear(carrier.adapter.read_webhook(headers, body, real()))
        carrier.ledger.run("UPDATE webhooks SET fate = 'taken' WHERE id = ?", row["id"])
    return len(rows)


async def test_webhooks_that_come_twice_are_heard_once(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="DUPLICATE")
    await all_happens(story)
    assert await delivered(story) == 4
    await story.until(PortState.COMPLETED)
    await story.listen()
    kinds = await story.kinds()
    assert (kinds.count("foc_received"), kinds.count("numbers_activated")) == (1, 1)
    mails = await story.mails()
    assert (mails["foc_confirmed"], mails["order_completed"]) == (1, 1)


async def test_an_activation_that_overtakes_its_foc_counts(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="REORDER")
    await all_happens(story)
    assert await delivered(story) == 2
    await story.until(PortState.COMPLETED)
    kinds = await story.kinds()
    assert kinds.index("numbers_activated") == 1
    assert await story.lines() == {LineState.ACTIVE: 2}
    await story.pass_days(3)
    await story.closed()
    assert await story.status() == "ported"


async def test_what_no_webhook_told_the_watch_finds(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="LOSE-WEBHOOKS")
    await all_happens(story)
    assert (await delivered(story), await story.state()) == (0, PortState.SUBMITTED)
    await story.listen()
    await story.until(PortState.COMPLETED)


async def test_webhook_and_watch_meet(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    await all_happens(story)
    await delivered(story)
    await story.until(PortState.COMPLETED)
    before = await story.entries()
    await story.listen()
    assert await story.entries() == before


async def test_a_webhook_that_outruns_our_own_receipt_waits_for_it(stage: Stage):
    count = len(stage.carrier.ledger.rows("SELECT 1 FROM orders"))
    early = CarrierNotice("early", "rehearsal", f"RB-{count + 1:06d}", NoticeKind.ACKNOWLEDGED, real())
    async with system_transaction(stage.system) as connection:
        assert await store(connection, [early]) == 1
        assert await match(connection) == 0
    story = await submit(stage, stage.numbers(2), account_number="SILENT")
    await story.until(PortState.SUBMITTED)
    await stage.relayed()
    await story.rest()
    assert await story.kinds() == ["lsr_submitted", "order_acknowledged"]
    async with system_transaction(stage.system) as connection:
        assert await parked(connection, real() + timedelta(days=1)) == ()
