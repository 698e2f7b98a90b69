"""Orders, desk, mailbox and rehearsal in the console."""

from datetime import timedelta

import pytest

from documents.sample_bill import national
from domain.access import Role
from domain.porting import facts as f
from domain.porting.facts import LsrSubmitted, OrderSplit, Part
from store.database import system_transaction
from store.drafts import drafts
from tests.api.orders_world import Customer, Silent, answering, customer, staff
from tests.api.pages import said, send, token_in
from tests.api.rehearsal.test_rehearsal import letter, with_carrier
from tests.api.world import World
from tests.carriers.in_process import InProcessCarrier
from tests.carriers.lsrs import lsr, window


@pytest.fixture
async def owner(world: World) -> Customer:
    return await customer(answering(world))


async def test_a_draft_is_shown_where_it_is_drafted(owner: Customer) -> None:
    order_id = await owner.draft()
    answer = await owner.admin.get(f"/orders/{order_id}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/orders/{order_id}/draft")


async def test_an_order_shows_turn_numbers_timeline_and_why_it_cannot_be_cancelled(owner: Customer) -> None:
    order = await owner.order()
    await owner.confirm(order, owner.world.clock() + timedelta(hours=20))
    page = await owner.admin.get(f"/orders/{order.id}")
    text = said(page)
    for part in (
        "3 numbers from Baskerville Telephone Date confirmed",
        "It is the carriers' turn",
        f"{national(order.numbers[2])} On its way",
    ):
        assert part in text
    assert "could be cancelled until" in text
    assert f'data-events="/v1/port-orders/{order.id}/events"' in page.text
    assert text.index("Date confirmed", text.index("What happened")) < text.index("Order submitted"), "the newest first"
    assert f"ref-{order.id}" not in page.text, "customers are not told what the carrier calls it"


async def test_cancelling_says_what_follows_and_leads_back(owner: Customer) -> None:
    order = await owner.order()
    page = f"/orders/{order.id}/cancel"
    assert "3 numbers stay where they are" in said(await owner.admin.get(page))
    done = await send(owner.admin, page, {"reason": "later", "remark": ""})
    assert (done.status_code, done.headers["location"].startswith(f"/orders/{order.id}?asked=cmd_")) == (303, True)
    assert "Your request was taken" in said(await owner.admin.get(done.headers["location"]))
    again = await owner.admin.get(page)
    assert "being cancelled already" in said(again)
    assert (await owner.admin.post(page, data={"csrf": token_in(again)})).status_code == 422


async def test_a_cancellation_on_its_way_says_so(world: World) -> None:
    owner = await customer(answering(world, Silent()))
    order = await owner.order()
    done = await send(owner.admin, f"/orders/{order.id}/cancel", {"reason": "other"})
    assert "kept and on its way" in said(await owner.admin.get(done.headers["location"]))


async def test_what_changed_meanwhile_is_told_on_the_form(owner: Customer) -> None:
    order = await owner.order()
    stale = await send(owner.admin, f"/orders/{order.id}/cancel", {"reason": "other", "seen": "1"})
    assert (stale.status_code, "Something happened to the order" in said(stale)) == (422, True)


async def test_a_rejection_is_explained_and_leads_to_the_draft(owner: Customer) -> None:
    order = await owner.order()
    await owner.tell(order, f.LsrRejected(("pin_invalid",), owner.world.clock(), answers=1, notice_id="n1"))
    text = said(await owner.admin.get(f"/orders/{order.id}"))
    assert "The account PIN is wrong." in text
    assert "To correct: account PIN" in text
    opened = await send(owner.admin, f"/orders/{order.id}", {"seen": "0"}, to=f"/orders/{order.id}/correct")
    assert (opened.status_code, opened.headers["location"]) == (303, f"/orders/{order.id}/draft/review")
    async with system_transaction(owner.world.system) as connection:
        draft = await drafts.find(connection, order.id, None)
        assert draft is not None
        assert draft.draft_state != "submitted"


async def test_staff_find_tasks_and_give_another_date(owner: Customer) -> None:
    order = await owner.order()
    await owner.confirm(order, owner.world.clock() + timedelta(days=12))
    await owner.tell(order, f.ConflictNoticed(owner.world.clock(), notice_id="n2"))
    support = await staff(owner.world)
    desk = await support.get("/desk")
    assert order.id in desk.text
    page = f"/orders/{order.id}/parts/1/date"
    form = await support.get(page)
    day = form.text.split('<option value="')[2].split('"')[0]
    done = await support.post(page, data={"csrf": token_in(form), "requested_foc": day, "kind": "reschedule", "remark": "", "seen": "0"})
    assert done.status_code == 303, said(done)
    task = desk.text.split(f"/orders/{order.id}", 1)[1].split('action="/desk/tasks/tsk_', 1)[1].split("/")[0]
    closed = await support.post(f"/desk/tasks/tsk_{task}/close", data={"csrf": token_in(desk), "reason": "It was settled."})
    assert closed.status_code == 303
    assert f"tsk_{task}" not in (await support.get("/desk")).text
    assert (await owner.admin.get("/desk")).status_code == 403


async def test_the_mailbox_shows_text_and_never_runs_what_was_sent(owner: Customer) -> None:
    sent = await letter(owner, "Your activation code")
    assert "Your activation code" in said(await owner.admin.get("/mailbox"))
    page = await owner.admin.get(f"/mailbox/{sent}")
    assert ("123456" in page.text, "alert(1)" in page.text) == (True, False)


async def test_a_rehearsal_is_played_from_its_page(world: World) -> None:
    carrier = InProcessCarrier(world.clock)
    owner = await customer(with_carrier(world, carrier.adapter))
    assert "No order is under way" in said(await owner.admin.get("/rehearsal"))
    order = await owner.submitted()
    for step in ("one", "two", "three"):
        await carrier.adapter.submit_lsr(lsr(), window(step))
    receipt = await carrier.adapter.submit_lsr(lsr(customer_reference=owner.id, numbers=order.numbers), window("lsr"))
    await owner.tell(order, OrderSplit(0, (Part(1, "rehearsal", order.numbers, "SPID1", True),)), n=0)
    await owner.tell(order, LsrSubmitted(order.part.request_key("submit", 0), receipt.carrier_reference, 0))
    jumped = await send(owner.admin, "/rehearsal", {"jump": "next"}, to="/rehearsal/clock")
    assert (jumped.status_code, len(await carrier.heard())) == (303, 1)
    path = f"/rehearsal/orders/{order.id}/play"
    played = await send(owner.admin, "/rehearsal", {"step": "reject", "reason": "pin_invalid", "n": "1"}, to=path)
    assert (played.status_code, [notice.codes for notice in await carrier.heard()]) == (303, [("pin_invalid",)])
    odd = await send(owner.admin, "/rehearsal", {"step": "dance", "n": "x"}, to=path)
    assert odd.status_code == 422


async def test_real_organisations_have_neither_mailbox_nor_rehearsal(world: World) -> None:
    owner = await customer(world, rehearsal=False)
    start = await owner.admin.get("/orders")
    assert ("/mailbox" in start.text, "/rehearsal" in start.text, "/desk" in start.text) == (False, False, False)
    for path in ("/mailbox", "/rehearsal"):
        assert (await owner.admin.get(path)).status_code == 404


async def test_a_viewer_may_look_and_not_touch(owner: Customer) -> None:
    order = await owner.order()
    viewer = await owner.world.signed_in(owner.id, Role.VIEWER)
    page = await viewer.get(f"/orders/{order.id}")
    assert (page.status_code, "Cancel the order" in said(page)) == (200, False)
    assert (await viewer.get(f"/orders/{order.id}/cancel")).status_code == 403
