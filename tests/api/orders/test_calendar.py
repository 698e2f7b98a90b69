"""The calendar of confirmed dates: valid, without anything personal, and good for nobody who may not read the orders."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event
from sqlalchemy import delete, update

from domain.access import Role
from domain.porting import facts as f
from store.database import system_transaction
from store.schema.access import memberships
from store.schema.orders import port_orders
from tests.api.orders_world import Customer, answering, customer
from tests.api.pages import said, send
from tests.api.world import Browser, World


@pytest.fixture
async def owner(world: World) -> Customer:
    return await customer(answering(world))


async def address(browser: Browser) -> str:
    """The path of a new calendar."""
    made = await send(browser, "/orders/calendar", {})
    return str(made.text.split('<code class="address">http://testserver')[1].split("<")[0])


async def events(world: World, path: str) -> dict[str, Event]:
    answer = await world.stranger().get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    read = Calendar.from_ical(answer.content)
    assert isinstance(read, Calendar)
    assert {str(zone["TZID"]) for zone in read.walk("VTIMEZONE")} == ({"America/Denver"} if read.events else set())
    return {str(event["UID"]): event for event in read.events}


async def test_dates_are_confirmed_moved_and_cancelled_under_one_name(owner: Customer) -> None:
    order = await owner.order()
    async with system_transaction(owner.world.system) as connection:
        named = update(port_orders).where(port_orders.c.id == order.id)
        await connection.execute(named.values(customer_reference="Ref; 7,\r\nSUMMARY:x"))
    path = await address(owner.admin)
    assert await events(owner.world, path) == {}
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=10)
    await owner.confirm(order, at)
    first = (await events(owner.world, path))[f"{order.id}-1@portwright"]
    start = first["DTSTART"].dt
    assert (start, start.tzinfo, str(first["STATUS"])) == (
        at.astimezone(ZoneInfo("America/Denver")),
        ZoneInfo("America/Denver"),
        "CONFIRMED",
    )
    assert str(first["SUMMARY"]).replace("\r", "") == "3 numbers move: Ref; 7,\nSUMMARY:x"
    await owner.tell(order, f.FocReceived(at + timedelta(days=2), owner.world.clock(), 1, "n2"))
    moved = (await events(owner.world, path))[f"{order.id}-1@portwright"]
    assert (moved["DTSTART"].dt - start, moved["SEQUENCE"] > first["SEQUENCE"]) == (timedelta(days=2), True)
    await owner.tell(order, f.FocWithdrawn(owner.world.clock(), notice_id="n3"))
    gone = (await events(owner.world, path))[f"{order.id}-1@portwright"]
    assert (gone["DTSTART"].dt, str(gone["STATUS"])) == (moved["DTSTART"].dt, "CANCELLED")
    text = (await owner.world.stranger().get(path)).text
    assert not any(kept in text for kept in (*order.numbers, order.numbers[0][2:], "Baskerville", "Willow", "rehearsal"))


async def test_what_has_not_changed_is_not_sent_again(owner: Customer) -> None:
    order = await owner.order()
    await owner.confirm(order, owner.world.clock() + timedelta(days=10))
    path, stranger = await address(owner.admin), owner.world.stranger()
    tag = (await stranger.get(path)).headers["etag"]
    again = await stranger.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["cache-control"]) == (304, b"", "private, max-age=900")
    codes = [(await stranger.get(path)).status_code for _ in range(60)]
    assert (codes[0], codes[-1]) == (200, 429)


async def test_an_address_ends_with_the_right_to_read_with_a_new_one_and_when_revoked(owner: Customer) -> None:
    stranger, user = owner.world.stranger(), await owner.world.user(owner.id, Role.VIEWER)
    viewer = await owner.world.browser(user)
    first = await address(viewer)
    second = await address(viewer)
    assert ((await stranger.get(first)).status_code, (await stranger.get(second)).status_code) == (404, 200)
    assert second.split("/")[-1].removesuffix(".ics") not in (await viewer.get("/orders/calendar")).text
    assert (await send(viewer, "/orders/calendar", {}, to="/orders/calendar/revoke")).status_code == 303
    assert (await stranger.get(second)).status_code == 404
    assert "no address yet" in said(await viewer.get("/orders/calendar"))
    third = await address(viewer)
    async with system_transaction(owner.world.system) as connection:
        await connection.execute(delete(memberships).where(memberships.c.user_id == user))
    assert (await stranger.get(third)).status_code == 404


async def test_a_partners_calendar_is_of_the_customer_they_act_for(owner: Customer) -> None:
    other = await customer(owner.world, name="The Bronze")
    partner = await owner.world.partner_of(owner.id, other.id)
    order = await other.order()
    await other.confirm(order, owner.world.clock() + timedelta(days=3))
    browser = await owner.world.signed_in(partner, Role.PARTNER, acting_for=owner.id)
    assert await events(owner.world, await address(browser)) == {}
