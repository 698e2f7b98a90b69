"""An order's progress as server-sent events: resumable, ending, guarded like everything else."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from api.orders.events import MOST_STREAMS, SEATS, Seats
from domain.access import Role
from domain.porting import facts as f
from store.access import sessions
from store.database import system_transaction
from store.tenancy import organisations
from tests.api.orders_world import Customer, customer, staff
from tests.api.world import Browser, World

Event = dict[str, str]


def read(text: str) -> list[Event]:
    """Events with a name, as a browser would see them."""
    blocks = [dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":")) for block in text.split("\n\n")]
    return [block for block in blocks if "event" in block]


class Following:
    """A reader on an open stream."""

    def __init__(self) -> None:
        self.text, self.status, self.gone = "", 0, asyncio.Event()
        self._asked = False

    async def receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.status = message.get("status", self.status)
        self.text += message.get("body", b"").decode()

    async def until(self, kind: str) -> list[Event]:
        async with asyncio.timeout(60):
            while kind not in [event["event"] for event in read(self.text)]:
                await asyncio.sleep(0.05)
        return read(self.text)


@asynccontextmanager
async def following(world: World, browser: Browser, path: str, last: str = "") -> AsyncIterator[tuple[Following, asyncio.Task[None]]]:
    request = browser.build_request("GET", path, headers={"Last-Event-ID": last} if last else {})
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "root_path": "",
        "query_string": b"",
        "state": {},
        "path": path,
        "raw_path": path.encode(),
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
    }
    reader = Following()
    task = asyncio.ensure_future(world.app(scope, reader.receive, reader.send))
    try:
        yield reader, task
    finally:
        reader.gone.set()
        await asyncio.wait_for(task, 10)


async def closed(owner: Customer) -> str:
    order = await owner.submitted()
    await owner.tell(order, f.OrderClosed(), n=0)
    return order.id


async def test_a_closed_order_is_told_to_its_end(world: World) -> None:
    owner = await customer(world)
    answer = await owner.admin.get(f"/v1/port-orders/{await closed(owner)}/events")
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/event-stream")
    events = read(answer.text)
    assert [event["event"] for event in events] == ["order_submitted", "order_closed", "end"]
    assert json.loads(events[0]["data"])["position"] == int(events[0]["id"])


async def test_a_stream_goes_on_after_the_last_event_that_came(world: World) -> None:
    owner = await customer(world)
    path = f"/v1/port-orders/{await closed(owner)}/events"
    first = read((await owner.admin.get(path)).text)[0]
    rest = read((await owner.admin.get(path, headers={"Last-Event-ID": first["id"]})).text)
    assert [event["event"] for event in rest] == ["order_closed", "end"]
    odd = read((await owner.admin.get(path, headers={"Last-Event-ID": "not ours"})).text)
    assert len(odd) == 3


async def test_news_come_while_the_stream_is_open_and_no_connection_is_held(world: World) -> None:
    owner = await customer(world)
    order = await owner.order()
    async with following(world, owner.admin, f"/v1/port-orders/{order.id}/events") as (reader, task):
        await reader.until("lsr_submitted")
        assert world.parts.app.pool.checkedout() == 0  # type: ignore[attr-defined]
        await owner.tell(order, f.OrderAcknowledged(world.clock()))
        assert [event["event"] for event in await reader.until("order_acknowledged")][-1] == "order_acknowledged"
        assert not task.done()
    assert SEATS.take(owner.tenant.admin), "the seat is free again"
    SEATS.leave(owner.tenant.admin)


async def test_a_comment_is_told_of_at_once_and_moves_no_resume_id(world: World) -> None:
    owner = await customer(world)
    order = await owner.order()
    comments = f"/v1/port-orders/{order.id}/comments"
    support = await staff(world)
    async with following(world, owner.admin, f"/v1/port-orders/{order.id}/events") as (reader, _):
        await reader.until("lsr_submitted")
        await support.post(comments, json={"text": "A good customer.", "internal": True})
        await support.post(comments, json={"text": "Hello."})
        told = await reader.until("comment")
        hidden, (hello,) = (await support.get(comments)).json()["items"], [event for event in told if event["event"] == "comment"]
        assert (len(hidden), set(hello), set(json.loads(hello["data"]))) == (2, {"event", "data"}, {"position"})
    async with following(world, owner.admin, f"/v1/port-orders/{order.id}/events", last=told[-2]["id"]) as (reader, _):
        assert await reader.until("comment") == [hello], "who comes back is told of the newest, and of nothing else"
    page = (await owner.admin.get(f"/orders/{order.id}")).text
    assert f'data-commented="{json.loads(hello["data"])["position"]}"' in page


async def test_a_stream_ends_when_its_session_is_revoked(world: World) -> None:
    owner = await customer(world)
    order = await owner.order()
    async with following(world, owner.admin, f"/v1/port-orders/{order.id}/events") as (reader, task):
        await reader.until("lsr_submitted")
        async with system_transaction(world.system) as connection:
            await sessions.revoke_all(connection, owner.tenant.admin, world.clock())
        await asyncio.wait_for(asyncio.shield(task), 10)
        assert reader.status == 200


async def test_a_stream_ends_for_a_partner_who_is_sent_away(world: World) -> None:
    owner = await customer(world)
    order = await owner.order()
    partner = await world.partner_of(owner.id)
    reseller = await world.signed_in(partner, Role.PARTNER)
    async with following(world, reseller, f"/v1/port-orders/{order.id}/events") as (reader, task):
        await reader.until("lsr_submitted")
        async with system_transaction(world.system) as connection:
            await organisations.dismiss(connection, partner, owner.id)
        await asyncio.wait_for(asyncio.shield(task), 10)
    assert [event["event"] for event in read(reader.text)][-1] == "lsr_submitted", "the order is not told to have ended"


async def test_nobody_opens_more_streams_than_there_are_seats(world: World) -> None:
    owner = await customer(world)
    order_id = await closed(owner)
    for _ in range(MOST_STREAMS):
        assert SEATS.take(owner.tenant.admin)
    answer = await owner.admin.get(f"/v1/port-orders/{order_id}/events")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    for _ in range(MOST_STREAMS):
        SEATS.leave(owner.tenant.admin)
    assert (await owner.admin.get(f"/v1/port-orders/{order_id}/events")).status_code == 200


def test_seats_are_each_principals_own() -> None:
    seats = Seats(1)
    assert [seats.take("usr_a"), seats.take("usr_a"), seats.take("usr_b")] == [True, False, True]


async def test_a_viewer_may_follow(world: World) -> None:
    owner = await customer(world)
    viewer = await world.signed_in(owner.id, Role.VIEWER)
    assert (await viewer.get(f"/v1/port-orders/{await closed(owner)}/events")).status_code == 200
