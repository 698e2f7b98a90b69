"""Comments both ways, another date asked for, and pages that follow an order without keeping anybody awake."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.porting import facts as f
from store.database import system_transaction
from store.schema.access import sessions
from store.schema.order_comments import order_comments
from tests.api.orders_world import Customer, answering, customer, staff
from tests.api.pages import mails, said, send, token_in
from tests.api.world import Browser, World


@pytest.fixture
async def owner(world: World) -> Customer:
    return await customer(answering(world))


async def desk_of(owner: Customer, support: Browser, order_id: str) -> list[tuple[str, list[str]]]:
    tasks = (await support.get("/v1/desk/tasks", params={"limit": 100}, headers={"Portwright-Organisation": owner.id})).json()["items"]
    return [(task["kind"], task["codes"]) for task in tasks if task["order_id"] == order_id]


async def test_customer_and_support_write_to_each_other(owner: Customer) -> None:
    order = await owner.order()
    support = await staff(owner.world)
    page = f"/orders/{order.id}"
    sent = await send(owner.admin, page, {"text": "The reception moves <b>last</b>."}, to=f"{page}/comments")
    assert (sent.status_code, sent.headers["location"]) == (303, f"{page}#comments")
    assert await desk_of(owner, support, order.id) == [("comment", [])]
    answer = await support.post(f"/v1/port-orders/{order.id}/comments", json={"text": "It will."})
    assert answer.status_code == 201
    hidden = await support.post(f"/v1/port-orders/{order.id}/comments", json={"text": "A good customer.", "internal": True})
    assert hidden.status_code == 201
    assert await desk_of(owner, support, order.id) == []
    shown = await owner.admin.get(page)
    text = said(shown)
    assert "&lt;b&gt;last&lt;/b&gt;" in shown.text
    assert text.index("The reception moves") < text.index("Portwright support") < text.index("It will.")
    assert ("A good customer." in text, "Willow Rosenberg" in text) == (False, True)
    theirs = said(await support.get(page))
    assert ("A good customer. " in theirs, "Staff only" in theirs) == (True, True)
    (mail,) = [each for each in await mails(owner.world, "comment_added") if each["order_id"] == order.id]
    assert "It will." not in str(mail)


async def test_comments_are_paged_newest_first_and_kept_sealed(owner: Customer) -> None:
    order = await owner.order()
    path = f"/v1/port-orders/{order.id}/comments"
    for text in ("one", "two", "three"):
        assert (await owner.admin.post(path, json={"text": text})).status_code == 201
    first = (await owner.admin.get(path, params={"limit": 2})).json()
    second = (await owner.admin.get(path, params={"limit": 2, "cursor": first["next"]})).json()
    assert [each["text"] for each in (*first["items"], *second["items"])] == ["three", "two", "one"]
    async with system_transaction(owner.world.system) as connection:
        rows = (await connection.execute(select(order_comments).where(order_comments.c.order_id == order.id))).all()
    assert not any(word in str(row).encode() for row in rows for word in (b"three", b"Willow"))


async def test_a_viewer_reads_and_a_customer_has_no_secrets_with_staff(owner: Customer) -> None:
    order = await owner.order()
    path = f"/v1/port-orders/{order.id}/comments"
    refused = await owner.admin.post(path, json={"text": "psst", "internal": True})
    assert (refused.status_code, refused.json()["code"]) == (422, "comment.internal")
    viewer = await owner.world.signed_in(owner.id, Role.VIEWER)
    assert (await viewer.post(path, json={"text": "I?"})).status_code == 403
    assert "Send the comment" not in said(await viewer.get(f"/orders/{order.id}"))
    empty = await send(owner.admin, f"/orders/{order.id}", {"text": ""}, to=f"/orders/{order.id}/comments")
    assert (empty.status_code, "There is a problem" in said(empty)) == (422, True)


async def test_another_date_is_asked_of_support_and_shown_as_asked(owner: Customer) -> None:
    order = await owner.order()
    page = f"/orders/{order.id}/parts/1/another-date"
    assert "No date is confirmed yet" in said(await owner.admin.get(page))
    await owner.confirm(order, owner.world.clock() + timedelta(days=12))
    form = await owner.admin.get(page)
    assert "can cut off service" in said(form)
    day, later = (form.text.split('<option value="')[place].split('"')[0] for place in (2, 3))
    for wanted in (day, later):
        sent = await owner.admin.post(page, data={"csrf": token_in(form), "requested_foc": wanted, "reason": "The shop is closed."})
        assert sent.status_code == 303, said(sent)
    support = await staff(owner.world)
    assert await desk_of(owner, support, order.id) == [("date_wanted", [later])]
    view = (await owner.admin.get(f"/v1/port-orders/{order.id}")).json()
    assert (view["carrier_orders"][0]["date_wanted"], view["status"]) == (later, "foc_confirmed")
    text = said(await owner.admin.get(f"/orders/{order.id}"))
    assert ("Another date is asked for" in text, "The shop is closed." in text) == (True, True)
    assert f"/orders/{order.id}/parts/1/date" in (await support.get(f"/orders/{order.id}")).text
    odd = await owner.admin.post(page, data={"csrf": token_in(form), "requested_foc": "2020-01-01", "reason": "Why not"})
    assert (odd.status_code, "Why not" in odd.text) == (422, True)


async def test_at_short_notice_a_date_is_asked_for_with_open_eyes(owner: Customer) -> None:
    order = await owner.order()
    await owner.confirm(order, owner.world.clock() + timedelta(hours=40))
    path = f"/v1/port-orders/{order.id}/carrier-orders/1/date-request"
    form = await owner.admin.get(f"/orders/{order.id}/parts/1/another-date")
    day = form.text.split('<option value="')[3].split('"')[0]
    refused = await owner.admin.post(path, json={"requested_foc": day, "reason": "Closed."})
    assert (refused.status_code, refused.json()["code"]) == (422, "reschedule.at_short_notice")
    assert (await owner.admin.post(path, json={"requested_foc": day, "reason": "Closed.", "confirmed": True})).status_code == 202
    await owner.tell(order, f.FocWithdrawn(owner.world.clock(), notice_id="n9"))
    gone = await owner.admin.post(path, json={"requested_foc": day, "reason": "Closed.", "confirmed": True})
    assert (gone.status_code, gone.json()["code"]) == (409, "date.not_confirmed")


async def test_a_page_that_looks_for_news_keeps_no_session_alive(world: World) -> None:
    owner = await customer(answering(world.with_clock()))
    order = await owner.order()

    async def idle_end() -> object:
        async with system_transaction(world.system) as connection:
            mine = select(sessions.c.idle_expires_at).where(sessions.c.user_id == owner.tenant.admin)
            return (await connection.execute(mine)).scalar_one()

    before = await idle_end()
    owner.world.clock.pass_by(timedelta(minutes=10))
    page = f"/orders/{order.id}"
    assert (await owner.admin.get(page, headers={"X-Portwright-Live": "1"})).status_code == 200
    assert await idle_end() == before
    assert (await owner.admin.get(page)).status_code == 200
    assert await idle_end() != before
