"""Live numbers: one holder, one billing start, routed exactly."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from domain.porting import facts as f
from store import audit, record
from store.call_plan import billing, inventory, own_addresses, people
from store.call_plan.billing import BillingKind
from store.call_plan.inventory import Arrival
from store.database import system_transaction, tenant_transaction
from store.desk import tasks
from store.drafts.drafts import DraftNumber
from store.outgoing.deliveries import delivery_id
from store.schema.crossings import deliveries
from tests.store.conftest import Engines
from tests.store.world import FOC, NOON, Tenant, numbers, person, tenant, told, under_way


@pytest.fixture
async def owner(engines: Engines) -> Tenant:
    return await tenant(engines.app)


def arrival(owner: Tenant, wanted: tuple[str, ...], key: str = "po_1", main: str = "") -> Arrival:
    return Arrival(owner.id, owner.location, wanted, "ported", "rehearsal", key, main, FOC)


async def test_billing_of_a_number_starts_once_however_often_it_is_told(engines: Engines, owner: Tenant):
    wanted = numbers(801, 5)

    async def note(cents: int) -> None:
        async with system_transaction(engines.system) as connection:
            await billing.note(connection, owner.id, wanted, "po_1", BillingKind.NUMBER_STARTED, FOC, cents)

    await asyncio.gather(*(note(100) for _ in range(10)))
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        events = await billing.listed(connection, owner.id, NOON, FOC + timedelta(hours=1))
    assert [event.number for event in events] == list(wanted)


async def test_the_doors_role_cannot_bill(engines: Engines, owner: Tenant):
    with pytest.raises(DBAPIError, match="permission denied"):
        async with tenant_transaction(engines.app, (owner.id,)) as connection:
            await billing.note(connection, owner.id, numbers(801, 1), "po_2", BillingKind.NUMBER_STARTED, FOC, 1)


async def test_patterns_cover_exactly_the_live_numbers(engines: Engines, owner: Tenant):
    async with system_transaction(engines.system) as connection:
        await inventory.arrive(connection, arrival(owner, numbers(802, 10)))
        assert await inventory.patterns(connection, owner.id, owner.location) == (("+1802555010X", "onNetRemote"),)
        await inventory.leave(connection, owner.id, owner.location, numbers(802, 9, 101), FOC)
        assert await inventory.patterns(connection, owner.id, owner.location) == (("+18025550100", "onNetRemote"),)


async def test_orders_that_finish_at_once_in_one_place_are_both_routed(engines: Engines, owner: Tenant):
    wanted = numbers(807, 10)

    async def arrive(half: int) -> None:
        async with system_transaction(engines.system) as connection:
            await inventory.arrive(connection, arrival(owner, wanted[half::2], f"po_{half}"))

    await asyncio.gather(arrive(0), arrive(1))
    async with system_transaction(engines.system) as connection:
        assert await inventory.patterns(connection, owner.id, owner.location) == (("+1807555010X", "onNetRemote"),)


async def test_a_number_that_arrives_again_elsewhere_leaves_its_old_holder(engines: Engines, owner: Tenant):
    new, wanted = await tenant(engines.app), numbers(803, 2)
    async with system_transaction(engines.system) as connection:
        before = await person(connection, owner, waiting_number=wanted[0])
        after = await person(connection, new, waiting_number=wanted[0])
        await inventory.arrive(connection, arrival(owner, wanted))
        await inventory.arrive(connection, arrival(new, wanted, "po_2"))
        old_holder, holder = await people.find(connection, before.id, None), await people.find(connection, after.id, None)
        assert await inventory.already_ours(connection, owner.id, wanted) == ()
        assert await inventory.already_ours(connection, new.id, wanted) == wanted
        assert await inventory.patterns(connection, owner.id, owner.location) == ()
    assert old_holder is not None and old_holder.number is None
    assert holder is not None and holder.number == wanted[0]


@pytest.mark.parametrize(("rehearsal", "on_desk"), [(False, ["taken_over"]), (True, [])])
async def test_who_loses_a_number_to_another_customer_pays_no_longer_and_staff_are_told(
    engines: Engines, rehearsal: bool, on_desk: list[str]
):
    wanted = numbers(808 if rehearsal else 809, 2)
    old, new = await tenant(engines.app, rehearsal=rehearsal), await tenant(engines.app)
    async with system_transaction(engines.system) as connection:
        await inventory.arrive(connection, arrival(old, wanted, "po_old"))
        assert await inventory.live_elsewhere(connection, new.id, wanted) == (() if rehearsal else wanted)
        assert await inventory.live_elsewhere(connection, old.id, wanted) == ()
    order = await under_way(engines.app, engines.system, new, (DraftNumber(wanted[0], 0),))
    activated = told(f.FocReceived(FOC, NOON), f.ActivationDue(FOC), f.NumbersActivated(wanted[:1], FOC), first=2)
    async with system_transaction(engines.system) as connection:
        await record.record(connection, order.part.stream, activated)
        ended = await billing.listed(connection, old.id, NOON, FOC + timedelta(hours=1))
        done = await audit.listed(connection, old.id)
        assert [(each.number, each.assignment_key, each.kind) for each in ended] == [(wanted[0], "po_old", BillingKind.NUMBER_ENDED)]
        assert [(each.action, each.subject) for each in done] == [("numbers_taken_over", "po_old")]
        assert [task.kind for task in await tasks.of_order(connection, order.id)] == on_desk
        mailed = select(deliveries.c.user_id).where(deliveries.c.organisation_id == old.id, deliveries.c.message == "numbers_taken_over")
        assert (await connection.execute(mailed)).scalars().all() == [old.admin]
        assert await inventory.already_ours(connection, old.id, wanted) == wanted[1:]


async def test_a_persons_old_number_is_theirs_no_more_when_the_ported_one_works(engines: Engines, owner: Tenant):
    interim, ported = numbers(804, 2)
    async with system_transaction(engines.system) as connection:
        holder = await person(connection, owner, waiting_number=interim)
        await inventory.arrive(connection, arrival(owner, (interim,)))
        await people.await_number(connection, holder.id, owner.id, ported)
        await inventory.arrive(connection, arrival(owner, (ported,), "po_2"))
        held = {each.number: each.person_id for each in await inventory.assigned(connection, owner.id, (interim, ported))}
    assert held == {ported: holder.id}


async def test_a_number_is_handed_on_with_the_locations_address(engines: Engines, owner: Tenant):
    (number,) = numbers(805, 1)
    async with system_transaction(engines.system) as connection:
        heir = await person(connection, owner)
        await inventory.arrive(connection, arrival(owner, (number,)))
        await own_addresses.choose(connection, owner.id, number, b"sealed")
        for _ in range(2):
            await inventory.assign(connection, owner.id, number, heir.id, "person", "cmd_1", FOC)
        (live,) = await inventory.listed(connection, owner.id)
        (held,) = await inventory.assigned(connection, owner.id, (number,))
        await inventory.assign(connection, owner.id, number, None, "unassigned", "cmd_2", FOC)
        freed = await people.find(connection, heir.id, None)
    assert (live.emergency_address_sealed, held.person_id) == (None, heir.id)
    assert freed is not None and freed.number is None


async def test_deliveries_of_a_transition_have_the_ids_that_follow_from_their_keys(engines: Engines, owner: Tenant):
    wanted = numbers(806, 1)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await person(connection, owner, waiting_number=wanted[0])
    order = await under_way(engines.app, engines.system, owner, (DraftNumber(wanted[0], 0),))
    activated = told(f.FocReceived(FOC, NOON), f.ActivationDue(FOC), f.NumbersActivated(wanted, FOC), first=2)
    async with system_transaction(engines.system) as connection:
        await record.record(connection, order.part.stream, activated)
        rows = (await connection.execute(deliveries.select().where(deliveries.c.order_id == order.id))).all()
    assert len(rows) >= 4
    assert all(row.id == delivery_id(row.message_key) for row in rows)
    assert [row.data for row in rows if row.person_id] == [{"number": wanted[0]}]
