"""What crosses our edge does so in order, once, and by one taker at a time."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.porting.notices import CarrierNotice, NoticeKind
from store import relay
from store.carriers import attempts, inbox, watches
from store.carriers.attempts import AttemptState
from store.database import system_transaction, tenant_transaction
from store.drafts.drafts import DraftNumber
from store.orders import commands
from store.orders.commands import StoredCommand
from store.outgoing import deliveries
from store.outgoing.deliveries import Delivery
from store.relay import Crossing, RelayKind
from tests.store.conftest import Engines
from tests.store.world import NOON, Order, Tenant, numbers, tenant, under_way

LATER = datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture(scope="module")
async def owner(engines: Engines) -> Tenant:
    return await tenant(engines.app)


@pytest.fixture(scope="module")
async def order(engines: Engines, owner: Tenant) -> Order:
    return await under_way(engines.app, engines.system, owner, (DraftNumber(numbers(720, 1)[0], 0),))


@pytest.fixture(autouse=True)
async def nothing_waits(engines: Engines) -> None:
    async with system_transaction(engines.system) as connection:
        for batch in await relay.take(connection, LATER, 1000):
            await relay.done(connection, [item.id for item in batch.items], NOON)
        for each in await deliveries.take(connection, LATER, 1000):
            await deliveries.sent(connection, each.id, NOON, None)


async def enqueued(engines: Engines, owner: Tenant, *wanted: tuple[str, str]) -> None:
    crossings = [Crossing(owner.id, RelayKind.NOTICE, target, key, {"key": key}) for target, key in wanted]
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await relay.enqueue(connection, crossings)


async def test_what_waits_for_one_workflow_comes_as_one_batch_in_order_of_arrival(engines: Engines, owner: Tenant):
    await enqueued(engines, owner, ("b", "1"), ("a", "1"), ("b", "2"), ("b", "1"), ("a", "2"))
    async with system_transaction(engines.system) as connection:
        taken = [(batch.target, [item.key for item in batch.items]) for batch in await relay.take(connection, LATER)]
    assert taken == [("b", ["1", "2"]), ("a", ["1", "2"])]


async def test_two_takers_never_hold_the_same_workflow(engines: Engines, owner: Tenant):
    await enqueued(engines, owner, ("c", "1"), ("d", "1"))
    async with system_transaction(engines.system) as first, system_transaction(engines.system) as second:
        held = await relay.take(first, LATER, targets=1)
        await enqueued(engines, owner, ("c", "2"))
        others = await relay.take(second, LATER)
        await relay.done(first, [item.id for item in held[0].items], NOON)
    assert [batch.target for batch in held] == ["c"]
    assert [batch.target for batch in others] == ["d"]
    async with system_transaction(engines.system) as connection:
        left = await relay.take(connection, LATER)
    assert {batch.target: [item.key for item in batch.items] for batch in left} == {"c": ["2"], "d": ["1"]}


async def test_nothing_overtakes_what_was_put_off(engines: Engines, owner: Tenant):
    await enqueued(engines, owner, ("e", "1"))
    async with system_transaction(engines.system) as connection:
        (batch,) = await relay.take(connection, LATER)
        await relay.put_off(connection, [item.id for item in batch.items], "Unreachable", LATER + timedelta(minutes=1))
    await enqueued(engines, owner, ("e", "2"))
    async with system_transaction(engines.system) as connection:
        assert await relay.take(connection, LATER) == ()
        (batch,) = await relay.take(connection, LATER + timedelta(minutes=2))
        assert [(item.key, item.tries) for item in batch.items] == [("1", 1), ("2", 0)]
        assert (await relay.backlog(connection))[0] == 2


async def test_a_command_that_arrived_at_once_is_not_relayed(engines: Engines, owner: Tenant):
    command = StoredCommand("cmd_1", owner.id, "port-order/po_1", "cancel_order", {"ask": {}}, owner.admin, "", NOON)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await commands.add(connection, command)
        await relay.arrived(connection, command.stream, RelayKind.COMMAND, command.id, NOON)
        await commands.settle(connection, command.id, "done", {"seq": 3}, NOON)
        await commands.settle(connection, command.id, "refused", {}, NOON)
        found = await commands.find(connection, command.id, (owner.id,))
    async with system_transaction(engines.system) as connection:
        assert await relay.take(connection, LATER) == ()
    assert found is not None and (found.state, found.answer) == ("done", {"seq": 3})


def notice(key: str, reference: str) -> CarrierNotice:
    return CarrierNotice(key, "rehearsal", reference, NoticeKind.FOC, NOON, foc=NOON)


async def test_a_notice_told_twice_is_passed_on_once(engines: Engines, order: Order):
    heard = [notice("n1", f"ref-{order.id}"), notice("n2", f"ref-{order.id}")]
    async with tenant_transaction(engines.app, (order.tenant.id,)) as webhook:
        assert await inbox.store(webhook, heard) == 2
    async with system_transaction(engines.system) as watch:
        assert await inbox.store(watch, [*heard, heard[0]]) == 0
        assert await inbox.match(watch) == 2
        assert await inbox.match(watch) == 0
        (batch,) = await relay.take(watch, LATER)
    assert batch.target == order.part.stream
    assert [inbox.as_notice(item.payload) for item in batch.items] == heard


async def test_a_notice_that_outruns_its_receipt_is_parked_until_it_fits(engines: Engines, owner: Tenant):
    early = notice("n3", "ref-unknown")
    async with system_transaction(engines.system) as connection:
        await inbox.store(connection, [early])
        assert await inbox.match(connection) == 0
        assert [each.notice_id for each in await inbox.parked(connection, LATER)] == ["n3"]
    later = await under_way(engines.app, engines.system, owner, (DraftNumber(numbers(730, 1)[0], 0),))
    async with system_transaction(engines.system) as connection:
        await inbox.store(connection, [notice("n4", f"ref-{later.id}")])
        assert await inbox.match(connection) == 1
        assert [each.notice_id for each in await inbox.parked(connection, LATER)] == ["n3"]


async def test_the_app_role_may_leave_notices_but_not_read_them(engines: Engines, owner: Tenant):
    with pytest.raises(Exception, match="permission denied"):
        async with tenant_transaction(engines.app, (owner.id,)) as connection:
            await inbox.parked(connection, LATER)


async def test_one_try_at_a_time_may_write(engines: Engines, order: Order):
    key = order.part.request_key("submit", 9)
    async with system_transaction(engines.system) as connection:
        seen = await attempts.prepare(connection, key, order.tenant.id, order.part.stream, "rehearsal")
        first = await attempts.start(connection, seen, NOON)
        assert first is not None and (first.state, first.attempt) == (AttemptState.SENDING, 1)
        assert await attempts.start(connection, seen, NOON) is None
        again = await attempts.prepare(connection, key, order.tenant.id, order.part.stream, "rehearsal")
        assert again.state == AttemptState.SENDING
        assert [each.request_key for each in await attempts.unfinished(connection, LATER)] == [key]
        await attempts.finish(connection, key, {"carrier_reference": "r1"})
        await attempts.finish(connection, key, {"carrier_reference": "r2"})
        await attempts.lose(connection, key, "timeout")
        settled = await attempts.find(connection, key)
        assert settled is not None and (settled.state, settled.receipt) == (AttemptState.DONE, {"carrier_reference": "r1"})
        assert await attempts.start(connection, settled, NOON) is None


async def test_a_try_that_wrote_nothing_may_be_made_again(engines: Engines, order: Order):
    key = order.part.request_key("submit", 10)
    async with system_transaction(engines.system) as connection:
        first = await attempts.start(
            connection, await attempts.prepare(connection, key, order.tenant.id, order.part.stream, "rehearsal"), NOON
        )
        assert first is not None
        assert await attempts.reopen(connection, first)
        assert not await attempts.reopen(connection, first)
        prepared = await attempts.prepare(connection, key, order.tenant.id, order.part.stream, "rehearsal")
        second = await attempts.start(connection, prepared, NOON)
        assert second is not None and second.attempt == 2


async def test_a_message_asked_for_twice_is_delivered_once(engines: Engines, owner: Tenant):
    mail = Delivery(owner.id, "mail", "welcome", f"welcome/{owner.admin}", NOON, user_id=owner.admin)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        assert await deliveries.enqueue(connection, [mail]) == 1
        assert await deliveries.enqueue(connection, [mail]) == 0
    async with system_transaction(engines.system) as first, system_transaction(engines.system) as second:
        (taken,) = await deliveries.take(first, LATER)
        assert await deliveries.take(second, LATER) == ()
        assert (taken.id, taken.message) == (mail.id, "welcome")
        await deliveries.failed(first, taken.id, "Refused", LATER + timedelta(minutes=1))
    async with system_transaction(engines.system) as connection:
        assert await deliveries.take(connection, LATER) == ()
        (taken,) = await deliveries.take(connection, LATER + timedelta(minutes=2))
        await deliveries.sent(connection, taken.id, NOON, b"copy")
        assert await deliveries.backlog(connection) == (0, None)
        kept = await deliveries.find(connection, taken.id, owner.id)
    assert kept is not None and (kept.state, kept.tries, kept.copy_sealed) == ("sent", 2, b"copy")


async def test_a_watch_reads_on_where_it_stopped(engines: Engines):
    async with system_transaction(engines.system) as connection:
        assert await watches.cursor(connection, "rehearsal") == ""
        await watches.advance(connection, "rehearsal", "7", NOON)
        await watches.advance(connection, "rehearsal", "9", NOON)
        assert await watches.cursor(connection, "rehearsal") == "9"
