"""A partner's home: customers by what needs attention, one query for any count; going in and coming back."""

import re

import pytest
from sqlalchemy import update

from domain.access import Role
from store.database import system_transaction
from store.schema.orders import port_orders
from tests.api.home.test_home import counted
from tests.api.orders_world import Customer, answering, customer
from tests.api.pages import said, send, token_in
from tests.api.world import Browser, World


@pytest.fixture(scope="module")
async def place(world: World) -> World:
    return answering(world)


async def agent_of(world: World, *customers: Customer) -> Browser:
    return await world.signed_in(await world.partner_of(*(each.id for each in customers)), Role.PARTNER)


def order_of_names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><bdi>([^<]+?)\s*<', page)


async def test_customers_with_most_to_do_come_first(place: World) -> None:
    calm, drafting, wrong = [await customer(place, name=name) for name in ("Calm Inc", "Drafting Inc", "Wrong Inc")]
    stranger = await customer(place, name="Nobody of ours")
    await drafting.draft()
    order = await wrong.order()
    async with system_transaction(place.system) as connection:
        await connection.execute(update(port_orders).where(port_orders.c.id == order.id).values(status="needs_input", ball="customer"))
    agent = await agent_of(place, calm, drafting, wrong)
    page = await agent.get("/")
    assert order_of_names(page.text) == ["Wrong Inc", "Drafting Inc", "Calm Inc"]
    assert "1 to correct" in said(page)
    assert "1 draft or signature waits" in said(page)
    assert "Your customer must accept the terms" in said(page)
    assert stranger.id not in page.text
    found = await agent.get("/customers", params={"q": "draft"})
    assert order_of_names(found.text) == ["Drafting Inc"]
    assert "No customer has this in its name." in said(await agent.get("/customers", params={"q": "100%"}))


async def test_any_count_of_customers_costs_the_same_queries(place: World) -> None:
    few = await agent_of(place, await customer(place))
    many = await agent_of(place, *[await customer(place) for _ in range(5)])
    with counted(place) as fewer:
        await few.get("/customers")
    with counted(place) as more:
        await many.get("/customers")
    assert len(more) == len(fewer)


async def test_a_partner_goes_in_and_comes_back(place: World) -> None:
    one, two = await customer(place, name="One Inc"), await customer(place, name="Two Inc")
    agent = await agent_of(place, one, two)
    assert (await send(agent, "/", {}, to=f"/organisations/{one.id}/act")).status_code == 303
    inside = await agent.get("/")
    assert "You are acting for One Inc" in said(inside)
    assert "Your customer must accept this." in said(inside)
    assert "Read and accept" not in said(inside)
    ended = await agent.post("/acting/end", data={"csrf": token_in(inside)})
    assert ended.status_code == 303
    assert "You are acting for" not in said(await agent.get("/"))


async def test_a_customer_is_added_on_a_page_of_its_own(place: World) -> None:
    agent = await agent_of(place)
    assert "You have no customer yet." in said(await agent.get("/"))
    typed = {
        "organisation": "Espresso Pump",
        "standing": "paid",
        "time_zone": "America/Denver",
        "first_name": "Anya",
        "last_name": "Jenkins",
    }
    refused = await send(agent, "/customers/new", {**typed, "email": "no address"})
    assert refused.status_code == 422
    assert 'value="Espresso Pump"' in refused.text
    added = await send(agent, "/customers/new", {**typed, "email": "anya.pump@example.com"})
    assert added.status_code == 303
    assert "You are acting for Espresso Pump" in said(await agent.get("/"))
