"""Ten numbers move, the ordinary way."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.line import LineState
from store.database import system_transaction
from store.schema.people import billing_events, inventory
from tests.workflows.stage import Stage
from tests.workflows.story import submit


async def test_ten_numbers_move_on_the_agreed_day(stage: Stage):
    story = await submit(stage, stage.numbers(10))
    foc = await story.agreed()
    await story.pass_until(foc + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert await story.lines() == {LineState.ACTIVE: 10}
    await story.pass_until(foc + timedelta(days=2))
    await story.closed()
    assert await story.status() == "ported"
    assert [fact.kind for fact in await story.log()] == [
        "lsr_submitted",
        "foc_received",
        "readiness_checked",
        "readiness_checked",
        "readiness_checked",
        "activation_due",
        "numbers_activated",
        "port_settled",
        "port_verified",
        "port_closed",
    ]
    assert await story.mails() == Counter(["order_received", "order_submitted", "foc_confirmed", "foc_tomorrow", "order_completed"])
    assert await story.open_tasks() == []


async def test_each_gate_is_asked_at_its_hour(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    foc = await story.agreed()
    await story.pass_until(foc + timedelta(days=2))
    await story.until(PortState.CLOSED)
    asked = {entry.fact.gate: foc - entry.at for entry in await story.entries() if isinstance(entry.fact, f.ReadinessChecked)}
    assert asked[f.Gate.EARLY] > timedelta(days=2)
    assert abs(asked[f.Gate.MIDDLE] - timedelta(hours=48)) < timedelta(minutes=1)
    assert abs(asked[f.Gate.LAST] - timedelta(hours=26)) < timedelta(minutes=1)


async def test_billing_begins_when_the_carrier_confirms(stage: Stage):
    story = await submit(stage, stage.numbers(3))
    await story.pass_until(await story.agreed() + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    confirmed = next(fact.activated_at for fact in await story.log() if isinstance(fact, f.NumbersActivated))
    async with system_transaction(stage.system) as connection:
        billed = (await connection.execute(select(billing_events).where(billing_events.c.organisation_id == story.tenant.id))).all()
        owned = await connection.scalar(select(func.count()).where(inventory.c.organisation_id == story.tenant.id))
    assert [event.at for event in billed] == [confirmed] * 3
    assert owned == 3
