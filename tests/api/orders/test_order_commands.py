"""What may be asked of orders under way: decided by rules, kept once, tried at once, else relayed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.porting import facts as f
from domain.porting.commands import Command, CommandRefused
from store.database import system_transaction
from store.schema.crossings import commands, relay
from tests.api.orders_world import Customer, Obedient, Silent, answering, customer, staff
from tests.api.world import World
from tests.store.world import Order


class Refusing:
    """An order that something else happened to meanwhile."""

    async def ask(self, stream: str, command: Command, patience: timedelta) -> object:
        raise CommandRefused("changed_meanwhile", "activating")


async def rows(world: World, order: Order) -> list[tuple[str, bool]]:
    """State of each command kept for the order, and whether its relay row still waits."""
    joined = select(commands.c.state, relay.c.done_at.is_(None)).join(relay, relay.c.key == commands.c.id)
    async with system_transaction(world.system) as connection:
        found = await connection.execute(joined.where(commands.c.organisation_id == order.tenant.id).order_by(commands.c.asked_at))
        return [(row[0], row[1]) for row in found]


def cancel_path(order: Order) -> str:
    return f"/v1/port-orders/{order.id}/cancellation"


async def test_a_cancellation_that_the_order_takes_is_done(world: World) -> None:
    owner = await customer(answering(world))
    order = await owner.order()
    answer = await owner.admin.post(cancel_path(order), json={"reason": "not_wanted", "remark": "Giles changed his mind"})
    body = answer.json()
    assert (answer.status_code, body["status"]) == (200, "submitted"), "the parent has been asked; its parts follow"
    assert [(each["name"], each["state"]) for each in body["commands"]] == [("cancel_order", "done")]
    assert await rows(world, order) == [("done", False)]
    shown = (await owner.admin.get(f"/v1/port-orders/{order.id}/timeline")).json()["items"][-1]
    assert (shown["kind"], shown["by"]) == ("order_cancel_asked", "person")


async def test_a_command_that_nobody_answers_is_kept_and_relayed(world: World) -> None:
    owner = await customer(answering(world, Silent()))
    order = await owner.order()
    answer = await owner.admin.post(cancel_path(order), json={})
    (kept,) = answer.json()["commands"]
    assert (answer.status_code, kept["state"]) == (202, "accepted")
    assert await rows(world, order) == [("accepted", True)]
    assert (await owner.admin.get(f"/v1/commands/{kept['id']}")).json()["state"] == "accepted"
    stranger = await customer(world)
    assert (await stranger.admin.get(f"/v1/commands/{kept['id']}")).status_code == 404


async def test_a_refusal_of_the_order_is_told_and_settled(world: World) -> None:
    owner = await customer(answering(world, Refusing()))
    order = await owner.order()
    answer = await owner.admin.post(cancel_path(order), json={}, headers={"Idempotency-Key": "once"})
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")
    assert "Look at the order as it is now" in answer.json()["detail"]
    assert await rows(world, order) == [("refused", False)]
    again = await owner.admin.post(cancel_path(order), json={}, headers={"Idempotency-Key": "once"})
    assert (again.status_code, again.json()["code"]) == (409, "changed_meanwhile")
    assert len(await rows(world, order)) == 1


@pytest.mark.parametrize("orders", [Obedient, Silent])
async def test_asked_twice_under_one_key_it_is_one_command(
    world: World, orders: type[Obedient] | type[Silent], request: pytest.FixtureRequest
) -> None:
    owner = await customer(answering(world, None if orders is Obedient else Silent()))
    order = await owner.order()
    answers = [await owner.admin.post(cancel_path(order), json={}, headers={"Idempotency-Key": "twice"}) for _ in range(2)]
    assert answers[0].status_code == answers[1].status_code == (200 if orders is Obedient else 202)
    assert answers[0].json() == answers[1].json()
    assert len(await rows(world, order)) == 1


async def test_what_was_seen_must_still_stand(world: World) -> None:
    owner = await customer(answering(world))
    order = await owner.order()
    seen = (await owner.admin.get(f"/v1/port-orders/{order.id}")).json()["version"]
    await owner.tell(order, f.OrderAcknowledged(world.clock()))
    for body, headers in (({"seen": seen}, {}), ({}, {"If-Match": f'"{seen}"'})):
        answer = await owner.admin.post(cancel_path(order), json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")
    assert await rows(world, order) == []


async def test_too_late_and_moved_and_twice_are_refused_by_their_rules(world: World) -> None:
    owner = await customer(answering(world))
    near, moved, asked = await owner.order(), await owner.order(), await owner.submitted()
    await owner.confirm(near, world.clock() + timedelta(hours=23))
    await owner.tell(moved, f.NumbersActivated(moved.numbers[:1], world.clock()))
    codes = []
    for order in (near, moved, asked, asked):
        answer = await owner.admin.post(cancel_path(order), json={})
        codes.append((answer.status_code, answer.json().get("code", "")))
    assert codes == [(409, "cancel.too_late"), (409, "cancel.numbers_moved"), (200, ""), (409, "order.being_cancelled")]
    draft = await owner.draft()
    answer = await owner.admin.post(f"/v1/port-orders/{draft}/cancellation", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "order.not_submitted")


async def test_where_one_part_has_moved_the_others_are_cancelled_one_by_one(world: World) -> None:
    owner = await customer(answering(world))
    order = await owner.submitted()
    parts = (f.Part(1, "rehearsal", order.numbers[:1], "SPID1", True), f.Part(2, "rehearsal", order.numbers[1:], "SPID2", True))
    await owner.tell(order, f.OrderSplit(0, parts), n=0)
    for n in (1, 2):
        await owner.tell(order, f.LsrSubmitted(f"{order.id}/{n}/submit/0", f"ref-{order.id}-{n}", 0), n=n)
    await owner.tell(order, f.NumbersActivated(order.numbers[:1], world.clock()), n=1)
    view = (await owner.admin.get(f"/v1/port-orders/{order.id}")).json()["actions"][0]
    assert (view["allowed"], view["parts"]) == (True, [2])
    body = (await owner.admin.post(cancel_path(order), json={})).json()
    assert [(each["name"], each["n"], each["state"]) for each in body["commands"]] == [("cancel_port", 2, "done")]


async def moving(world: World) -> tuple[Customer, Order]:
    owner = await customer(answering(world))
    order = await owner.order()
    await owner.confirm(order, world.clock() + timedelta(days=12))
    return owner, order


async def test_staff_ask_for_another_date(world: World) -> None:
    owner, order = await moving(world)
    support = await staff(owner.world)
    path = f"/v1/port-orders/{order.id}/carrier-orders/1/reschedule"
    day = (world.clock() + timedelta(days=16)).date()
    while day.weekday() > 3:
        day += timedelta(days=1)
    sunday = day + timedelta(days=6 - day.weekday())
    refused = await support.post(path, json={"requested_foc": sunday.isoformat()})
    assert (refused.status_code, refused.json()["code"]) == (409, "reschedule.date_not_allowed")
    taken = await support.post(path, json={"requested_foc": day.isoformat()})
    assert (taken.status_code, taken.json()["commands"][0]["name"]) == (200, "move_foc")
    assert (await owner.admin.post(path, json={"requested_foc": day.isoformat()})).status_code == 403
    unknown = await support.post(path.replace("/1/", "/7/"), json={"requested_foc": day.isoformat()})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "order.no_part")


async def test_short_notice_is_warned_of_and_then_taken(world: World) -> None:
    owner = await customer(answering(world))
    order = await owner.order()
    await owner.confirm(order, world.clock() + timedelta(hours=30))
    support = await staff(owner.world)
    day = (world.clock() + timedelta(days=15)).date()
    while day.weekday() > 3:
        day += timedelta(days=1)
    path = f"/v1/port-orders/{order.id}/carrier-orders/1/reschedule"
    warned = await support.post(path, json={"requested_foc": day.isoformat()})
    assert (warned.status_code, warned.json()["code"]) == (409, "reschedule.at_short_notice")
    assert (await support.post(path, json={"requested_foc": day.isoformat(), "confirmed": True})).status_code == 200


async def test_a_lead_settles_what_became_of_a_request(world: World) -> None:
    owner, order = await moving(world)
    path, lead = f"/v1/port-orders/{order.id}/carrier-orders/1/outcome", await staff(owner.world, Role.SUPPORT_LEAD)
    nothing = await lead.post(path, json={"carrier_reference": "RB-000001"})
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_to_settle")
    await owner.tell(order, f.OutcomeUnknown(f"{order.id}/1/supplement/2"))
    assert (await lead.post(path, json={"carrier_reference": "RB-000001"})).status_code == 200
    assert (await (await staff(owner.world)).post(path, json={})).status_code == 403


async def test_an_order_is_opened_for_correction_only_when_one_is_waited_for(world: World) -> None:
    owner = await customer(answering(world))
    order = await owner.order()
    path = f"/v1/port-orders/{order.id}/correction"
    early = await owner.admin.post(path, json={})
    assert (early.status_code, early.json()["code"]) == (409, "order.nothing_to_correct")
    await owner.tell(order, f.LsrRejected(("pin_invalid",), world.clock(), answers=1, notice_id="n1"))
    opened = await owner.admin.post(path, json={})
    assert (opened.status_code, opened.headers["ETag"]) == (200, f'"{opened.json()["draft_version"]}"')
    assert (await owner.admin.post(path, json={})).json() == opened.json(), "opened once"
    sent = await owner.admin.post(f"/v1/port-orders/{order.id}/resubmission", json={})
    assert sent.status_code in {409, 422}, "what stands in the way is told"
    assert await rows(world, order) == []


async def test_customers_wait_where_staff_correct(world: World) -> None:
    owner = await customer(answering(world))
    order = await owner.order()
    await owner.tell(order, f.LsrRejected(("due_date_too_soon",), world.clock(), answers=1, notice_id="n1"))
    refused = await owner.admin.post(f"/v1/port-orders/{order.id}/correction", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "order.staff_corrects")
    assert (await (await staff(owner.world)).post(f"/v1/port-orders/{order.id}/correction", json={})).status_code == 200
