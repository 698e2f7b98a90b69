"""What a home shows: what needs its reader, what moves, what went wrong, what is done; and how far a new organisation has come."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, update

from domain.access import Role
from domain.porting import facts as f
from store.database import system_transaction
from store.schema.crossings import deliveries
from store.schema.orders import port_orders
from tests.api.matrix_objects import MAKERS, Things
from tests.api.orders_world import Customer, answering, customer
from tests.api.pages import said, send
from tests.api.world import Browser, World


@pytest.fixture(scope="module")
async def place(world: World) -> World:
    return answering(world)


async def home(browser: Browser) -> str:
    answer = await browser.get("/")
    assert answer.status_code == 200, answer.text
    return said(answer)


async def as_order(of: Customer, order_id: str, **values: object) -> None:
    async with system_transaction(of.world.system) as connection:
        await connection.execute(update(port_orders).where(port_orders.c.id == order_id).values(**values))


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    """The statements that the doors send."""
    sent: list[str] = []

    def count(*args: object) -> None:
        sent.append(str(args[2]))

    event.listen(world.parts.app.sync_engine, "before_cursor_execute", count)
    try:
        yield sent
    finally:
        event.remove(world.parts.app.sync_engine, "before_cursor_execute", count)


async def test_a_draft_is_to_be_finished_and_a_rejection_to_be_corrected(place: World) -> None:
    who = await customer(place)
    draft, order = await who.draft(), await who.order()
    await who.tell(order, f.LsrRejected(("account_number_mismatch",), place.clock(), answers=1, notice_id="n1"))
    page = (await who.admin.get("/")).text
    assert f'href="/orders/{draft}/draft/review"' in page
    assert f'href="/orders/{order.id}"' in page
    told = await home(who.admin)
    assert "Needs you" in told
    assert "Check and submit" in told
    assert "Correct it" in told
    viewer = await home(await place.signed_in(who.id, Role.VIEWER))
    assert "Waits for your administrators" in viewer
    assert "Check and submit" not in viewer


async def test_moves_stand_under_their_day_and_beyond_a_week_nowhere(place: World) -> None:
    who = await customer(place)
    soon, late, now = await who.order(), await who.order(), place.clock()
    await who.confirm(soon, now + timedelta(days=3))
    await who.confirm(late, now + timedelta(days=12))
    told = (await who.admin.get("/")).text
    assert "Moves this week" in told
    assert f"/orders/{soon.id}" in told
    assert f"/orders/{late.id}" not in told


async def test_what_went_wrong_and_what_is_done_is_told_for_a_while(place: World) -> None:
    who, now = await customer(place), place.clock()
    failed, old, done = await who.order(), await who.order(), await who.order()
    await as_order(who, failed.id, status="failed", ball="nobody", closed_at=now)
    await as_order(who, old.id, status="failed", ball="nobody", closed_at=now - timedelta(days=60))
    await as_order(who, done.id, status="ported", ball="nobody", foc=now - timedelta(days=1))
    mail = await MAKERS["delivery_id"](Things(place, who.id, who.tenant.location, who.tenant.admin))
    async with system_transaction(place.system) as connection:
        await connection.execute(update(deliveries).where(deliveries.c.id == mail).values(state="dead"))
    page = (await who.admin.get("/")).text
    assert f"/orders/{failed.id}" in page
    assert f"/orders/{old.id}" not in page
    assert f"/orders/{done.id}" in page
    told = await home(who.admin)
    assert "A mail could not be delivered" in told
    assert "Done lately" in told


async def test_more_than_fits_is_counted_and_costs_no_more_queries(place: World) -> None:
    who = await customer(place)
    await who.draft()
    with counted(place) as few:
        await home(who.admin)
    for _ in range(8):
        await who.draft()
    with counted(place) as many:
        told = await home(who.admin)
    assert "and 3 more" in told
    assert len(many) <= len(few)
    assert len(many) < 30


async def test_a_home_with_nothing_to_do_is_calm(place: World) -> None:
    who = await customer(place)
    version = (await who.admin.get("/v1/terms")).json()["version"]
    assert "Terms of service" in await home(who.admin)
    await who.admin.post("/v1/terms/acceptance", json={"version": version})
    for step in ("main_number", "people", "main_treatment", "unassigned", "port"):
        await send(who.admin, "/", {"step": step}, to="/guide/aside")
    assert "Nothing needs you now." in await home(who.admin)


async def test_the_first_steps_follow_from_what_is_there(place: World) -> None:
    organisation = await place.organisation()
    admin, location = await place.signed_in(organisation, Role.CUSTOMER_ADMIN), await place.location(organisation)
    assert "Get started" in await home(admin)
    assert f'<a class="button" href="/locations/{location}/plan">' in (await admin.get("/")).text
    address = {"street": "1630 Revello Drive", "city": "Denver", "state": "CO", "zip_code": "80202"}
    contact = {"name": "Rupert Giles", "email": "giles@example.com"}
    await admin.post(f"/v1/locations/{location}/plan", json={"contact": contact, "emergency_address": address})
    page = (await admin.get("/")).text
    assert "Once a number works" in page
    assert '<a class="button" href="/people/new">' in page
    for first, number in (("Buffy", "303 555 0191"), ("Anya", "")):
        person = {"first_name": first, "last_name": "Jenkins", "email": f"{first}@example.com", "location_id": location, "invite": False}
        await admin.post("/v1/people", json=person | {"number": number, "transfer": bool(number)})
    assert f'<a class="button" href="/locations/{location}/main-number">' in (await admin.get("/")).text
    await admin.put(f"/v1/locations/{location}/main-number/treatment", json={"treatment": "menu"})
    await admin.put("/v1/call-treatments/unassigned", json={"treatment": "message"})
    assert '<a class="button" href="/orders/new">' in (await admin.get("/")).text


async def test_a_step_is_set_aside_for_all_and_comes_back(place: World) -> None:
    organisation = await place.organisation()
    admin, other = await place.signed_in(organisation, Role.CUSTOMER_ADMIN), await place.signed_in(organisation, Role.CUSTOMER_ADMIN)
    await place.location(organisation)
    await send(admin, "/", {"step": "plan"}, to="/guide/aside")
    await send(admin, "/", {"step": "no step"}, to="/guide/aside")
    told = await home(other)
    assert "Enable the calling plan" not in told
    assert "Show the steps that were set aside" in told
    await send(other, "/", {}, to="/guide/again")
    assert "Enable the calling plan" in await home(admin)
