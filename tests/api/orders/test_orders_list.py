"""The list of orders: views with counts, filters, the search box, saved views."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from domain.access import Role
from domain.porting import facts as f
from store.database import system_transaction
from store.orders.order_views import View, counts
from store.tenancy import organisations
from tests.api.orders_world import Customer, answering, customer, staff
from tests.api.pages import said, send, token_in
from tests.api.world import World


@pytest.fixture
async def owner(world: World) -> Customer:
    return await customer(answering(world))


async def test_the_list_shows_filters_and_says_when_nothing_fits(owner: Customer) -> None:
    assert "There is no order yet" in said(await owner.admin.get("/orders"))
    await owner.order()
    listed = said(await owner.admin.get("/orders"))
    assert "With the carriers The carriers 3" in listed
    assert "No order fits" in said(await owner.admin.get("/orders", params={"status": "ported"}))
    assert "Baskerville" in said(await owner.admin.get("/orders", params={"status": "submitted", "ball": "carrier"}))
    odd = await owner.admin.get("/orders", params={"foc_from": "soon", "status": "nonsense"})
    assert (odd.status_code, "not in the form that is asked for" in said(odd)) == (422, True)


async def test_the_list_goes_on_with_older_orders_and_back(owner: Customer) -> None:
    for _ in range(27):
        await owner.draft()
    first = await owner.admin.get("/orders", params={"view": "drafts"})
    link = first.text.split('href="/orders?view=drafts&amp;cursor=')[1].split('"')[0]
    second = await owner.admin.get("/orders", params={"view": "drafts", "cursor": link})
    assert (second.text.count("<tr>"), "More orders" in said(second), "Back to the first page" in said(second)) == (3, False, True)


async def test_views_count_what_they_show(owner: Customer) -> None:
    now = owner.world.clock()
    await owner.draft()
    soon, later, refused = await owner.order(), await owner.order(), await owner.order()
    await owner.confirm(soon, now + timedelta(days=3))
    await owner.confirm(later, now + timedelta(days=20))
    await owner.tell(refused, f.LsrRejected(("pin_invalid",), now, answers=1, notice_id="n1"))
    shown = said(await owner.admin.get("/orders"))
    assert "Needs you 1 Moving this week 1 In progress 3 Drafts 1 Done 0 All 4" in shown
    for view, ids in (("needs_you", [refused.id]), ("moving", [soon.id]), ("in_progress", [refused.id, later.id, soon.id])):
        items = (await owner.admin.get("/v1/port-orders", params={"view": view})).json()["items"]
        assert {item["id"] for item in items} == set(ids)
    day = (now + timedelta(days=20)).date().isoformat()
    dated = await owner.admin.get("/v1/port-orders", params={"foc_from": day})
    assert [item["id"] for item in dated.json()["items"]] == [later.id]


async def test_what_moves_comes_by_its_date_page_after_page(owner: Customer) -> None:
    orders = [await owner.order() for _ in range(3)]
    for order, days in zip(orders, (5, 1, 3), strict=True):
        await owner.confirm(order, owner.world.clock() + timedelta(days=days))
    found, cursor = [], ""
    while cursor is not None:
        page = (await owner.admin.get("/v1/port-orders", params={"view": "moving", "limit": 1, "cursor": cursor})).json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert found == [orders[1].id, orders[2].id, orders[0].id]


async def test_every_view_is_counted_in_one_statement_and_no_further_than_asked(owner: Customer) -> None:
    for _ in range(4):
        await owner.draft()
    heard: list[str] = []
    async with system_transaction(owner.world.system) as connection:
        listen = lambda *args: heard.append(args[2])  # noqa: E731
        event.listen(owner.world.system.sync_engine, "before_cursor_execute", listen)
        counted = await counts(connection, (owner.id,), datetime.now(UTC), most=2)
        event.remove(owner.world.system.sync_engine, "before_cursor_execute", listen)
    assert (counted[View.DRAFTS], counted[View.DONE], len(heard)) == (3, 0, 1)


async def test_one_box_finds_numbers_references_and_ids_and_puts_no_number_into_an_address(owner: Customer) -> None:
    order = await owner.order()
    await owner.draft()
    found = await send(owner.admin, "/orders", {"find": order.numbers[1].removeprefix("+1")}, to="/orders/search")
    assert (found.status_code, found.text.count('<th scope="row">'), order.id in found.text) == (200, 1, True)
    for odd in ("+44 20 7946 0958", "303 555"):
        answer = await send(owner.admin, "/orders", {"find": odd}, to="/orders/search")
        assert (answer.status_code == 422) == (len(odd) > 8)
        assert "7946" not in answer.headers.get("location", "")
    for words in (order.id[-6:], "baskerville"):
        there = await send(owner.admin, "/orders", {"find": words}, to="/orders/search")
        assert there.status_code == 303
        assert order.id in (await owner.admin.get(there.headers["location"])).text
    none = await owner.admin.get("/orders", params={"text": "100%_"})
    assert "No order fits" in said(none)


async def test_views_are_saved_opened_and_deleted_by_their_owner_alone(owner: Customer) -> None:
    await owner.draft()
    narrowed = {"view": "drafts", "status": "ready"}
    saved = await send(owner.admin, "/orders?view=drafts", narrowed | {"name": "Ready ones"}, to="/orders/views")
    assert saved.headers.get("location") == "/orders?view=drafts&status=ready", said(saved)
    page = await owner.admin.get("/orders")
    assert 'href="/orders?view=drafts&amp;status=ready"' in page.text
    twice = await send(owner.admin, "/orders?view=drafts", narrowed | {"name": "Ready ones"}, to="/orders/views")
    assert (twice.status_code, "a view of this name already" in said(twice)) == (422, True)
    colleague = await owner.world.signed_in(owner.id, Role.CUSTOMER_ADMIN)
    theirs = await colleague.get("/orders")
    assert "Ready ones" not in theirs.text
    path = page.text.split('action="/orders/views/')[1].split('"')[0]
    assert (await colleague.post(f"/orders/views/{path}", data={"csrf": token_in(theirs)})).status_code == 404
    assert (await owner.admin.post(f"/orders/views/{path}", data={"csrf": token_in(page)})).status_code == 303
    assert "Ready ones" not in (await owner.admin.get("/orders")).text


async def test_staff_need_what_waits_for_staff(owner: Customer) -> None:
    support = await staff(owner.world)
    support.headers["Portwright-Organisation"] = owner.id
    order = await owner.order()
    await owner.tell(order, f.LsrRejected(("pin_invalid",), owner.world.clock(), answers=1, notice_id="n1"))
    assert "Needs you 0" in said(await support.get("/orders"))


async def test_who_acts_for_several_sees_and_narrows_to_the_customer(world: World) -> None:
    giles, angel = await customer(world, name="Magic Box Ltd"), await customer(world, name="Angel Investigations")
    partner = await world.partner_of(giles.id)
    async with system_transaction(world.system) as connection:
        await organisations.entrust(connection, partner, angel.id, datetime.now(UTC))
    for owner in (giles, angel):
        await owner.order()
    reader = await world.signed_in(partner, Role.PARTNER)
    both = await reader.get("/orders")
    assert '<td data-label="Customer"><bdi>Magic Box Ltd</bdi></td>' in both.text
    assert ("Angel Investigations" in said(both), 'name="customer"' in both.text) == (True, True)
    one = await reader.get("/orders", params={"customer": "magic"})
    assert ("Magic Box Ltd" in said(one), "Angel Investigations" in said(one), "Filters (in use)" in said(one)) == (True, False, True)
    listed = (await reader.get("/v1/port-orders", params={"customer": "Angel"})).json()["items"]
    assert [each["organisation_id"] for each in listed] == [angel.id]
    assert (await (await staff(world)).get("/orders", params={"customer": "Magic Box"})).text.count("Magic Box Ltd") >= 1
    assert 'data-label="Customer"' not in (await giles.admin.get("/orders")).text
