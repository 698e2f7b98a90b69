"""A completed order is rated once, by the customer's own; staff read it."""

from sqlalchemy import select

from domain.access import Role
from domain.porting import facts as f
from store.database import system_transaction
from store.schema.order_ratings import order_ratings
from tests.api.orders_world import Customer, answering, customer, staff
from tests.api.pages import said, send
from tests.api.world import World
from tests.store.world import Order


async def completed(owner: Customer) -> Order:
    order, at = await owner.order(), owner.world.clock()
    await owner.confirm(order, at)
    await owner.tell(order, f.NumbersActivated(order.numbers, at, notice_id="n2"))
    return order


async def test_an_admin_rates_a_completed_order_once_and_staff_read_it(world: World) -> None:
    owner = await customer(answering(world))
    order = await completed(owner)
    page = f"/orders/{order.id}"
    assert "How did it go?" in said(await owner.admin.get(page))
    missing = await send(owner.admin, page, {"opinion": "Quick & calm."}, to=f"{page}/rating")
    assert "whole number" not in said(missing)
    assert (missing.status_code, "Quick &amp; calm." in missing.text) == (422, True)
    sent = await send(owner.admin, page, {"stars": "4", "opinion": "Quick & calm."}, to=f"{page}/rating")
    assert (sent.status_code, sent.headers["location"]) == (303, f"{page}#rating")
    for reader in (owner.admin, await staff(world)):
        shown = said(await reader.get(page))
        assert ("4 out of 5" in shown, "Quick &amp; calm." in shown, "How did it go?" in shown) == (True, True, False)
        assert (await reader.get(f"/v1/port-orders/{order.id}")).json()["rating"]["stars"] == 4
    partner = await world.signed_in(await world.partner_of(owner.id), Role.PARTNER, acting_for=owner.id)
    assert "4 out of 5" not in said(await partner.get(page))
    again = await owner.admin.post(f"/v1/port-orders/{order.id}/rating", json={"stars": 1})
    assert (again.status_code, again.json()["code"]) == (409, "rating.given")
    async with system_transaction(world.system) as connection:
        row = (await connection.execute(select(order_ratings).where(order_ratings.c.order_id == order.id))).one()
    assert b"Quick" not in row.text_sealed


async def test_only_what_is_complete_is_rated_and_only_by_those_who_bind_the_customer(world: World) -> None:
    owner = await customer(answering(world))
    order, path = await owner.order(), "/v1/port-orders/{}/rating"
    early = await owner.admin.post(path.format(order.id), json={"stars": 5})
    assert (early.status_code, early.json()["code"]) == (409, "rating.not_complete")
    assert "How did it go?" not in said(await owner.admin.get(f"/orders/{order.id}"))
    done = await completed(owner)
    assert (await owner.admin.post(path.format(done.id), json={"stars": 6})).status_code == 422
    for other in (await world.signed_in(owner.id, Role.VIEWER), await staff(world)):
        assert (await other.post(path.format(done.id), json={"stars": 5})).status_code == 403
    rated = await owner.admin.post(path.format(done.id), json={"stars": 5, "text": "Good."})
    assert (rated.status_code, rated.json()["stars"]) == (201, 5)
