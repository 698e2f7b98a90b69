"""One transition is one commit: facts and everything that follows from them, once."""

import asyncio

import pytest
from sqlalchemy import func, select

from domain.ids import order_stream
from domain.porting import facts as f
from domain.porting.order import OrderStatus
from domain.porting.steps import Wait
from store import audit, facts, record
from store.call_plan import billing, inventory, locations, people
from store.call_plan.billing import BillingEvent
from store.database import system_transaction, tenant_transaction
from store.desk import tasks
from store.drafts.drafts import DraftNumber
from store.orders import orders
from store.outgoing import deliveries
from store.record import OrderUnknown, Recorded, SequenceConflict
from store.schema.crossings import deliveries as delivery_rows
from store.schema.orders import facts as fact_rows
from tests.store.conftest import Engines
from tests.store.world import FOC, NOON, Order, numbers, person, submitted, tenant, told, under_way

CENTS = 150


@pytest.fixture
async def order(engines: Engines, area: int) -> Order:
    owner = await tenant(engines.app)
    wanted = numbers(area, 3)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        waiting = await person(connection, owner)
    plan = (DraftNumber(wanted[0], 0, use="person", person_id=waiting.id), DraftNumber(wanted[1], 1), DraftNumber(wanted[2], 2))
    return await under_way(engines.app, engines.system, owner, plan, main_number=wanted[1])


@pytest.fixture
def area(request: pytest.FixtureRequest) -> int:
    """An area code of the test's own, so that no two tests want the same numbers."""
    return 600 + sorted(name for name in dir(request.module) if name.startswith("test_")).index(request.node.originalname)


async def recorded(engines: Engines, order: Order, entries: list[f.Entry], wait: Wait | None = None) -> Recorded:
    async with system_transaction(engines.system) as connection:
        return await record.record(connection, order.part.stream, entries, wait=wait, number_cents=CENTS)


async def test_a_submitted_order_is_under_way(engines: Engines, order: Order):
    async with tenant_transaction(engines.app, (order.tenant.id,)) as connection:
        row = await orders.find(connection, order.id, (order.tenant.id,))
        part = (await orders.carrier_orders_of(connection, order.id))[0]
        states = {line.number: (line.n, line.state, line.open) for line in await orders.lines_of(connection, order.id)}
        waiting = await people.with_numbers(connection, order.tenant.id, order.numbers)
    assert row is not None
    assert (row.status, row.ball, row.seq) == (OrderStatus.SUBMITTED, "carrier", 2)
    assert (part.carrier_reference, part.state, part.losing_carrier, part.seq) == (
        f"ref-{order.id}",
        "submitted",
        "Baskerville Telephone",
        1,
    )
    assert states == dict.fromkeys(order.numbers, (1, "porting", True))
    assert [each.waiting_number for each in waiting] == [order.numbers[0]]


async def test_the_same_entries_again_change_nothing(engines: Engines, order: Order):
    entries = told(f.FocReceived(FOC, NOON), first=2)
    assert (await recorded(engines, order, entries)).fresh
    again = await recorded(engines, order, entries)
    assert again == Recorded(2, OrderStatus.FOC_CONFIRMED, False)
    async with system_transaction(engines.system) as connection:
        assert len(await facts.of_stream(connection, order.part.stream)) == 2
        mails = select(func.count()).where(delivery_rows.c.order_id == order.id, delivery_rows.c.message == "foc_confirmed")
        assert (await connection.execute(mails)).scalar_one() == 1


async def test_entries_that_were_partly_there_are_completed(engines: Engines, order: Order):
    foc, due = told(f.FocReceived(FOC, NOON), f.ActivationDue(FOC), first=2)
    await recorded(engines, order, [foc])
    assert await recorded(engines, order, [foc, due]) == Recorded(3, OrderStatus.ACTIVATING, True)


async def test_other_entries_in_the_same_place_conflict(engines: Engines, order: Order):
    await recorded(engines, order, told(f.FocReceived(FOC, NOON), first=2))
    with pytest.raises(SequenceConflict):
        await recorded(engines, order, told(f.FocWithdrawn(NOON), first=2))
    with pytest.raises(SequenceConflict):
        await recorded(engines, order, told(f.FocWithdrawn(NOON), first=4))


async def test_of_two_who_record_at_once_one_is_refused(engines: Engines, order: Order):
    answers = await asyncio.gather(
        recorded(engines, order, told(f.FocReceived(FOC, NOON), first=2)),
        recorded(engines, order, told(f.LsrRejected(("address_mismatch",), NOON), first=2)),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Recorded", "SequenceConflict"]


async def test_an_order_that_is_not_there_is_unknown(engines: Engines):
    with pytest.raises(OrderUnknown):
        async with system_transaction(engines.system) as connection:
            await record.record(connection, order_stream("po_none"), told(f.OrderClosed(), first=1))


async def test_facts_come_back_as_they_went(engines: Engines, order: Order):
    entries = told(f.FocReceived(FOC, NOON, 1, "notice"), f.ReadinessChecked(f.Gate.EARLY, FOC, ("no_address",)), first=2)
    await recorded(engines, order, entries)
    async with system_transaction(engines.system) as connection:
        assert await facts.of_stream(connection, order.part.stream, after=1) == tuple(entries)


async def test_confirmed_numbers_are_live_billed_and_assigned(engines: Engines, order: Order):
    confirmed = FOC.replace(minute=7)
    entries = told(f.FocReceived(FOC, NOON), f.ActivationDue(FOC), f.NumbersActivated(order.numbers, confirmed), f.PortSettled(), first=2)
    assert (await recorded(engines, order, entries)).status is OrderStatus.PORTED
    owner = order.tenant
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        live = await inventory.listed(connection, owner.id)
        held = {each.number: each.use for each in await inventory.assigned(connection, owner.id, order.numbers)}
        events = await billing.listed(connection, owner.id, NOON, FOC.replace(hour=23))
        location = await locations.find(connection, owner.location, (owner.id,))
        routed = await inventory.patterns(connection, owner.id, owner.location)
        holder = (await people.with_numbers(connection, owner.id, order.numbers))[0]
        closed = [line.open for line in await orders.lines_of(connection, order.id)]
        mails = [each.message for each in await deliveries.listed(connection, owner.id, order_id=order.id)]
    assert [(each.number, each.state, each.activated_at) for each in live] == [(number, "active", confirmed) for number in order.numbers]
    assert held == {order.numbers[0]: "person", order.numbers[1]: "main", order.numbers[2]: "unassigned"}
    assert events == tuple(BillingEvent(owner.id, number, order.id, "number_started", confirmed, CENTS) for number in order.numbers)
    assert location is not None and location.main_number == order.numbers[1]
    assert routed == tuple((number, "onNetRemote") for number in order.numbers)
    assert (holder.number, holder.waiting_number) == (order.numbers[0], None)
    assert closed == [False] * 3
    assert sorted(mails) == ["foc_confirmed", "number_works", "order_completed", "order_received", "order_submitted"]


async def test_a_lost_line_frees_the_person_and_the_number(engines: Engines, order: Order):
    failed = f.NumbersFailed(order.numbers[:1], ("number_not_portable",), NOON)
    entries = told(f.FocReceived(FOC, NOON), f.ActivationDue(FOC), failed, first=2)
    await recorded(engines, order, entries)
    async with tenant_transaction(engines.app, (order.tenant.id,)) as connection:
        assert await people.with_numbers(connection, order.tenant.id, order.numbers) == ()
        first = (await orders.lines_of(connection, order.id))[0]
    assert (first.state, first.open, first.failure_code) == ("failed", False, "number_not_portable")


async def test_a_number_that_works_after_all_finds_its_person_again(engines: Engines, order: Order):
    lost, found = f.NumbersFailed(order.numbers[:1], ("late",), NOON), f.NumbersActivated(order.numbers[:1], FOC)
    await recorded(engines, order, told(f.FocReceived(FOC, NOON), f.ActivationDue(FOC), lost, found, first=2))
    async with tenant_transaction(engines.app, (order.tenant.id,)) as connection:
        holder = (await people.with_numbers(connection, order.tenant.id, order.numbers))[0]
    assert holder.number == order.numbers[0]


async def test_a_snapped_back_number_is_nobodys_and_no_longer_billed(engines: Engines, order: Order):
    back = f.NumbersSnappedBack(order.numbers[:2], FOC.replace(hour=20))
    await recorded(
        engines, order, told(f.FocReceived(FOC, NOON), f.ActivationDue(FOC), f.NumbersActivated(order.numbers, FOC), back, first=2)
    )
    owner = order.tenant
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        assert await inventory.already_ours(connection, owner.id, order.numbers) == order.numbers[2:]
        assert await inventory.patterns(connection, owner.id, owner.location) == ((order.numbers[2], "onNetRemote"),)
        ended = await billing.listed(connection, owner.id, FOC.replace(hour=20), FOC.replace(hour=21))
        location = await locations.find(connection, owner.location, (owner.id,))
        assert await people.with_numbers(connection, owner.id, order.numbers) == ()
    assert [(each.number, each.kind) for each in ended] == [(number, "number_ended") for number in order.numbers[:2]]
    assert location is not None and location.main_number == ""


async def test_what_it_waits_for_is_on_the_row_and_in_the_demos_reach(engines: Engines, order: Order):
    await recorded(engines, order, told(f.FocReceived(FOC, NOON), first=2), Wait(f.WaitingFor.FOC, FOC))
    async with tenant_transaction(engines.app, (order.tenant.id,)) as connection:
        row = await orders.find(connection, order.id, None)
        assert row is not None
        assert (row.waiting_for, row.wait_until, row.foc) == ("foc", FOC, FOC)
        assert await orders.earliest_wait(connection, order.tenant.id) == FOC
        assert await orders.open_streams(connection, order.tenant.id) == ((order.id, None), (order.id, 1))


async def test_a_rejection_is_on_the_order_until_it_is_corrected(engines: Engines, order: Order):
    await recorded(engines, order, told(f.LsrRejected(("address_mismatch",), NOON), first=2))
    async with tenant_transaction(engines.app, (order.tenant.id,)) as connection:
        row = await orders.find(connection, order.id, None)
    assert row is not None and (row.status, row.ball, row.rejection_codes) == ("needs_input", "customer", ["address_mismatch"])
    await recorded(engines, order, told(f.CorrectionAccepted(1), first=3))
    async with tenant_transaction(engines.app, (order.tenant.id,)) as connection:
        row = await orders.find(connection, order.id, None)
    assert row is not None and row.rejection_codes == []


async def test_silence_is_a_task_until_the_carrier_answers(engines: Engines, order: Order):
    silence = f.SilenceNoticed(f.WaitingFor.LSR_ANSWER, NOON)
    await recorded(engines, order, told(silence, silence, first=2))
    async with tenant_transaction(engines.app, (), staff=True) as connection:
        (task,) = await tasks.of_order(connection, order.id)
        assert (task.kind, task.due_at > task.opened_at, task.closed_at) == ("silence", True, None)
    await recorded(engines, order, told(f.FocReceived(FOC, NOON), first=4))
    async with tenant_transaction(engines.app, (), staff=True) as connection:
        assert [bool(each.closed_at) for each in await tasks.of_order(connection, order.id)] == [True]


async def test_an_order_that_is_hurried_comes_first_until_it_ends(engines: Engines, order: Order):
    async def priority() -> int:
        async with tenant_transaction(engines.app, (order.tenant.id,)) as connection:
            row = await orders.find(connection, order.id, None)
        assert row is not None
        return row.priority

    assert await priority() == 3
    await recorded(engines, order, told(f.FocReceived(FOC, NOON), f.RescheduleAsked(FOC.date(), expedite=True), first=2))
    assert await priority() == 1
    await recorded(engines, order, told(f.PortCancelled(FOC), first=4))
    assert await priority() == 3


async def test_an_order_closed_before_it_was_split_gives_its_numbers_back(engines: Engines, area: int):
    owner = await tenant(engines.app)
    first = await submitted(engines.app, owner, tuple(DraftNumber(number, 0) for number in numbers(area, 2)))
    async with system_transaction(engines.system) as connection:
        closing = told(f.OrderCancelAsked(), f.OrderClosed(), first=2)
        assert (await record.record(connection, order_stream(first.id), closing)).status is OrderStatus.CANCELLED
    second = await submitted(engines.app, owner, tuple(DraftNumber(number, 0) for number in numbers(area, 2)))
    assert second.id != first.id


async def test_every_fact_is_in_the_audit_chain(engines: Engines, order: Order):
    async with system_transaction(engines.system) as connection:
        count = (await connection.execute(select(func.count()).where(fact_rows.c.order_id == order.id))).scalar_one()
        deeds = await audit.listed(connection, order.tenant.id)
    assert [deed.action for deed in reversed(deeds)] == ["order_submitted", "order_split", "lsr_submitted"]
    assert len(deeds) == count
