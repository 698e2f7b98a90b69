"""An event is put down with its fact for each endpoint that asked, sent with one id however often, and given up in time."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from standardwebhooks.webhooks import Webhook

from activities.webhooks import WebhookCourier
from api.front.tokens import new_webhook_secret
from domain.ids import order_stream
from domain.porting import facts as f
from domain.porting.published import EventKind
from domain.webhooks import LONGEST_WAIT, PAUSES, TRIES, OffReason, next_pause, planned
from notifications.outbound.posting import Answer
from store import record
from store.database import system_transaction, tenant_transaction
from store.drafts.drafts import DraftNumber
from store.ids import fresh
from store.outgoing import deliveries, webhook_deliveries, webhooks
from store.outgoing.webhook_deliveries import Logged
from store.outgoing.webhooks import Endpoint
from store.schema.crossings import deliveries as rows
from store.tenancy.tenant_keys import StoredTenantKeys
from tests.store.conftest import Engines
from tests.store.world import FOC, NOON, Order, Tenant, numbers, tenant, told, under_way
from tests.vault.rows import MASTER_1
from vault.envelope import Envelope
from vault.keys import KeyRing

K = EventKind
NEW, OLD = new_webhook_secret(), new_webhook_secret()


@dataclass(slots=True)
class Receiver:
    """A `Posts` that answers as told, the last answer for ever; `hold`: hosts that answer only when it is set."""

    answers: list[Answer] = field(default_factory=lambda: [Answer(200)])
    got: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)
    hold: dict[str, asyncio.Event] = field(default_factory=dict)

    async def post(self, url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        self.got.append((url, content, dict(headers)))
        if waits := self.hold.get(url):
            await waits.wait()
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for _, _, headers in self.got]


@dataclass(slots=True)
class Post:
    """A courier with a clock of its own, and the engines it works on."""

    engines: Engines
    receiver: Receiver = field(default_factory=Receiver)
    now: datetime = field(default_factory=lambda: datetime.now(UTC) + timedelta(minutes=5))

    @property
    def envelope(self) -> Envelope:
        return Envelope(KeyRing.parse(MASTER_1), StoredTenantKeys(self.engines.system))

    def courier(self) -> WebhookCourier:
        return WebhookCourier(self.engines.system, self.envelope, self.receiver, lambda: self.now, lambda: 0.5)

    async def turn(self) -> int:
        courier = self.courier()
        begun = await courier.send_due()
        await courier.landed()
        return begun

    async def endpoint(
        self, of: Tenant, kinds: Sequence[str] = tuple(EventKind), url: str = "https://hooks.example/t0", **more: Any
    ) -> str:
        box, made = await self.envelope.box(of.id), fresh("whk")

        def sealed(column: str, value: str) -> bytes:
            return box.seal("webhook_endpoints", column, made, value.encode())

        row = Endpoint(
            made, of.id, "hooks.example", sealed("url_sealed", url), list(kinds), sealed("secret_sealed", NEW), of.admin, self.now,
            sealed("previous_secret_sealed", OLD), self.now + timedelta(hours=1),
        )  # fmt: skip
        async with tenant_transaction(self.engines.app, (of.id,)) as connection:
            await webhooks.add(connection, replace(row, **more))
        return made

    async def log(self, endpoint_id: str) -> tuple[Logged, ...]:
        async with system_transaction(self.engines.system) as connection:
            return await webhook_deliveries.log(connection, endpoint_id, None, None, 100)

    async def shown(self, endpoint_id: str) -> Endpoint:
        async with system_transaction(self.engines.system) as connection:
            found = await webhooks.find(connection, endpoint_id, None)
        assert found is not None
        return found


@pytest.fixture
async def owner(engines: Engines) -> Tenant:
    return await tenant(engines.app)


@pytest.fixture
async def post(engines: Engines) -> Post:
    async with system_transaction(engines.system) as connection:  # Tests before this one left some under way.
        await connection.execute(rows.update().where(rows.c.channel == "webhook").values(state="dead"))
    return Post(engines)


async def recorded(engines: Engines, stream: str, entries: list[f.Entry]) -> None:
    async with system_transaction(engines.system) as connection:
        await record.record(connection, stream, entries)


_AREAS = iter(range(201, 999))


async def order_of(engines: Engines, owner: Tenant) -> Order:
    return await under_way(
        engines.app, engines.system, owner, tuple(DraftNumber(each, place) for place, each in enumerate(numbers(next(_AREAS), 3)))
    )


async def test_a_port_is_told_from_its_submission_to_its_end(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner)
    order = await order_of(post.engines, owner)
    moved = told(f.FocReceived(FOC, NOON), f.FocReceived(FOC + timedelta(days=1), NOON), f.ActivationDue(FOC), first=2)
    await recorded(post.engines, order.part.stream, moved)
    ends = told(f.NumbersActivated(order.numbers[:2], FOC), f.NumbersFailed(order.numbers[2:], ("own words",), FOC), first=5)
    await recorded(post.engines, order.part.stream, ends)
    log = await post.log(endpoint)
    assert sorted(each.message for each in log) == sorted(
        [K.SUBMITTED, K.SENT, K.FOC_CONFIRMED, K.FOC_CHANGED, K.NUMBER_ACTIVATED, K.NUMBER_ACTIVATED, K.NUMBER_FAILED, K.PARTLY_COMPLETED]
    )
    data = {each.message: each.data for each in log}
    assert data[K.FOC_CHANGED] == {
        "order_id": order.id, "status": "activating", "part": 1, "foc": "2026-03-13T16:00:00+00:00", "numbers": list(order.numbers)
    }  # fmt: skip
    assert data[K.NUMBER_FAILED]["codes"] == ["unrecognised"]
    assert data[K.PARTLY_COMPLETED]["numbers"] == {"active": list(order.numbers[:2]), "failed": list(order.numbers[2:])}
    said = json.dumps([each.data for each in log])
    assert not [word for word in ("rehearsal", "Baskerville", "SPID", owner.admin) if word in said]
    assert len({each.event_id for each in log}) == len(log)


async def test_each_endpoint_gets_what_it_asked_for_once_and_only_its_own_tenants(post: Post, owner: Tenant) -> None:
    some, none = await post.endpoint(owner, [K.FOC_CONFIRMED]), await post.endpoint(owner, [K.COMPLETED])
    off, others = await post.endpoint(owner, state="disabled", reason="owner"), await post.endpoint(await tenant(post.engines.app))
    order = await order_of(post.engines, owner)
    for _ in range(2):
        await recorded(post.engines, order.part.stream, told(f.FocReceived(FOC, NOON), first=2))
    assert [each.message for each in await post.log(some)] == [K.FOC_CONFIRMED]
    assert await post.log(none) == await post.log(others) == ()
    assert {(each.state, each.last_error) for each in await post.log(off)} == {("dead", "endpoint_disabled")}


async def test_a_number_told_of_twice_is_one_event(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner, [K.NUMBER_ACTIVATED])
    order = await order_of(post.engines, owner)
    first, again = f.NumbersActivated(order.numbers[:1], FOC), f.NumbersActivated(order.numbers[:2], FOC)
    await recorded(post.engines, order.part.stream, told(f.FocReceived(FOC, NOON), f.ActivationDue(FOC), first, again, first=2))
    assert sorted(each.data["number"] for each in await post.log(endpoint)) == sorted(order.numbers[:2])


async def test_rolled_back_with_its_fact(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner, [K.CANCEL_REQUESTED])
    order = await order_of(post.engines, owner)
    async with system_transaction(post.engines.system) as connection:
        await record.record(connection, order_stream(order.id), told(f.OrderCancelAsked(), first=3))
        await connection.rollback()
    assert await post.log(endpoint) == ()


async def test_a_retry_has_the_same_id_and_body_and_a_signature_of_both_secrets(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner, [K.SUBMITTED])
    await order_of(post.engines, owner)
    post.receiver.answers = [Answer(503), Answer(error="timed_out"), Answer(200)]
    assert await post.turn() == 1
    assert await post.turn() == 0
    for pause in PAUSES[:2]:
        post.now += pause
        assert await post.turn() == 1
    (one,) = await post.log(endpoint)
    assert (one.state, one.tries, one.last_error) == ("sent", 3, "")
    assert len({(url, content, headers["webhook-id"]) for url, content, headers in post.receiver.got}) == 1
    url, content, headers = post.receiver.got[0]
    assert (url, headers["webhook-id"]) == ("https://hooks.example/t0", one.event_id)
    for secret in (NEW, OLD):
        assert Webhook(secret).verify(content, headers)["type"] == K.SUBMITTED
    async with system_transaction(post.engines.system) as connection:
        tries = await webhook_deliveries.tries_of(connection, one.id)
    assert [(each.status, each.error) for each in tries] == [(200, ""), (0, "timed_out"), (503, "")]


async def test_the_previous_secret_stops_signing_in_time(post: Post, owner: Tenant) -> None:
    await post.endpoint(owner, [K.SUBMITTED], previous_until=post.now)
    await order_of(post.engines, owner)
    await post.turn()
    assert len(post.receiver.got[0][2]["webhook-signature"].split()) == 1


async def test_after_ten_tries_over_three_days_it_is_given_up_until_somebody_resends_it(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner, [K.SUBMITTED])
    await order_of(post.engines, owner)
    began, post.receiver.answers = post.now, [Answer(302)]
    for pause in (*PAUSES, timedelta(days=9)):
        assert await post.turn() == 1
        post.now += pause
    assert await post.turn() == 0
    (one,) = await post.log(endpoint)
    assert (one.state, one.tries, one.last_error) == ("dead", TRIES, "http_302")
    assert (await post.shown(endpoint)).failing_since == began
    async with system_transaction(post.engines.system) as connection:
        await webhook_deliveries.resend(connection, one.id, post.now)
    post.receiver.answers = [Answer(204)]
    await post.turn()
    assert set(post.receiver.ids) == {one.event_id}
    assert ((await post.log(endpoint))[0].state, (await post.shown(endpoint)).failing_since) == ("sent", None)


def test_the_schedule_takes_about_76_hours_and_never_more_than_a_tenth_off() -> None:
    assert timedelta(hours=75) < sum(PAUSES, timedelta()) < timedelta(hours=77)
    for tried, pause in enumerate(PAUSES, 1):
        drawn = [next_pause(tried, draw) for draw in (0.0, 0.5, 0.999)]
        assert drawn == sorted(drawn, key=lambda each: each or timedelta())
        assert all(each is not None and abs(each - pause) <= pause / 10 for each in drawn)
    assert next_pause(TRIES, 0.5) is None


async def test_a_receiver_that_asks_for_patience_is_left_alone_until_then(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner, [K.SUBMITTED])
    await order_of(post.engines, owner)
    post.receiver.answers = [Answer(429, patience=b"7200"), Answer(200)]
    assert await post.turn() == 1
    until = post.now + timedelta(hours=2)
    (one,) = await post.log(endpoint)
    assert (one.next_at, (await post.shown(endpoint)).quiet_until) == (until, until)
    await order_of(post.engines, owner)
    post.now = until - timedelta(seconds=1)
    assert await post.turn() == 0
    post.now = until
    assert await post.turn() == 1
    assert await post.turn() == 1
    assert {each.state for each in await post.log(endpoint)} == {"sent"}


def test_patience_lengthens_the_plan_and_never_shortens_it() -> None:
    assert next_pause(1, 0.5, timedelta(minutes=1)) == timedelta(minutes=1)
    assert next_pause(2, 0.5, timedelta(minutes=1)) == timedelta(minutes=5)
    assert next_pause(1, 0.5, timedelta(days=400)) == LONGEST_WAIT == timedelta(days=1)
    assert next_pause(TRIES, 0.5, timedelta(minutes=1)) is None


def test_the_tries_to_come_are_those_that_are_left() -> None:
    assert planned(0, NOON) == tuple(NOON + sum(PAUSES[:count], timedelta()) for count in range(TRIES))
    assert planned(TRIES - 1, NOON) == (NOON,)


async def test_410_disables_at_once_and_is_mailed(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner, [K.SUBMITTED, K.SENT])
    await order_of(post.engines, owner)
    post.receiver.answers = [Answer(410)]
    await post.turn()
    shown = await post.shown(endpoint)
    assert (shown.state, shown.reason) == ("disabled", OffReason.GONE)
    assert {each.state for each in await post.log(endpoint)} == {"dead"}
    assert await mails(post, owner) == [("webhook_disabled", {"endpoint_id": endpoint, "host": "hooks.example", "reason": "gone"})]


async def test_five_days_without_a_success_disable_and_are_mailed_once(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner, [K.SUBMITTED])
    await order_of(post.engines, owner)
    post.receiver.answers = [Answer(error="not_public")]
    await post.turn()
    for later, state in ((timedelta(days=5, seconds=-1), "active"), (timedelta(days=5), "disabled"), (timedelta(days=6), "disabled")):
        async with system_transaction(post.engines.system) as connection:
            await webhooks.give_up(connection, post.now + later)
        assert (await post.shown(endpoint)).state == state
    assert [data["reason"] for _, data in await mails(post, owner)] == ["failing"]


async def mails(post: Post, owner: Tenant) -> list[tuple[str, dict[str, Any]]]:
    async with system_transaction(post.engines.system) as connection:
        wanted = (rows.c.organisation_id == owner.id, rows.c.message == "webhook_disabled")
        found = await connection.execute(select(rows.c.message, rows.c.data).where(*wanted))
        assert all(each.channel == "mail" for each in await deliveries.listed(connection, owner.id))
    return [(message, data) for message, data in found]


async def test_a_slow_receiver_holds_up_nobody_else(post: Post, owner: Tenant) -> None:
    await post.endpoint(owner, url="https://slow.example/")
    for _ in range(4):
        await order_of(post.engines, owner)
    fast = await tenant(post.engines.app)
    await post.endpoint(fast)
    await order_of(post.engines, fast)
    post.receiver.hold["https://slow.example/"] = free = asyncio.Event()
    courier = post.courier()
    async with courier.running():
        begun = [await courier.send_due() for _ in range(3)]
        await asyncio.sleep(0.2)
        begun.append(await courier.send_due())
        urls = [url for url, _, _ in post.receiver.got]
        assert (urls.count("https://slow.example/"), urls.count("https://hooks.example/t0"), sum(begun)) == (4, 2, 6)
        free.set()
        await courier.landed()


async def test_what_a_killed_courier_had_is_taken_again_after_its_lease(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner, [K.SUBMITTED])
    await order_of(post.engines, owner)
    post.receiver.hold["https://hooks.example/t0"] = asyncio.Event()
    killed = post.courier()
    async with killed.running():
        assert await killed.send_due() == 1
        await asyncio.sleep(0.05)
    post.receiver.hold.clear()
    assert await post.turn() == 0
    post.now += timedelta(minutes=1)
    assert await post.turn() == 1
    (one,) = await post.log(endpoint)
    assert (one.state, one.tries, set(post.receiver.ids)) == ("sent", 1, {one.event_id})


async def test_two_couriers_send_each_once(post: Post, owner: Tenant) -> None:
    await post.endpoint(owner)
    await order_of(post.engines, owner)
    couriers = [post.courier(), post.courier()]
    await asyncio.gather(*(each.send_due() for each in couriers))
    for each in couriers:
        await each.landed()
    assert len(post.receiver.ids) == len(set(post.receiver.ids)) == 2


async def test_replay_sends_again_what_happened_since_under_the_same_ids(post: Post, owner: Tenant) -> None:
    endpoint = await post.endpoint(owner, [K.SUBMITTED, K.FOC_CONFIRMED])
    order = await order_of(post.engines, owner)
    await recorded(post.engines, order.part.stream, told(f.FocReceived(FOC, NOON), first=2))
    await post.turn()
    async with system_transaction(post.engines.system) as connection:
        assert await webhook_deliveries.replay(connection, endpoint, NOON + timedelta(hours=1), post.now) == 1
    await post.turn()
    assert (len(post.receiver.ids), len(set(post.receiver.ids))) == (3, 2)


async def test_the_log_is_kept_for_thirty_days_and_goes_with_the_endpoint(post: Post, owner: Tenant) -> None:
    first, second = await post.endpoint(owner, [K.SUBMITTED]), await post.endpoint(owner, [K.SUBMITTED])
    await order_of(post.engines, owner)
    await post.turn()
    async with tenant_transaction(post.engines.app, (owner.id,)) as connection:
        await webhooks.remove(connection, first)
    assert (await post.log(first), len(await post.log(second))) == ((), 1)
    async with system_transaction(post.engines.system) as connection:
        await webhook_deliveries.forget(connection, post.now + timedelta(days=31))
    assert await post.log(second) == ()


async def test_mail_couriers_leave_webhooks_alone(post: Post, owner: Tenant) -> None:
    await post.endpoint(owner)
    await order_of(post.engines, owner)
    async with system_transaction(post.engines.system) as connection:
        taken = await deliveries.take(connection, post.now, 10_000)
        left = await connection.scalar(select(func.count()).where(rows.c.channel == "webhook", rows.c.state == "waiting"))
    assert {each.channel for each in taken} == {"mail"}
    assert left
