"""The support desk's tasks, and what staff may let pass."""

from domain.access import Role
from domain.porting import facts as f
from store.database import system_transaction
from store.desk import reviews
from store.orders import orders
from tests.api.orders_world import customer, staff
from tests.api.pages import said, send
from tests.api.world import World


async def test_a_task_is_listed_closed_and_gone(world: World) -> None:
    owner = await customer(world)
    order = await owner.order()
    await owner.tell(order, f.ConflictNoticed(world.clock(), notice_id="n1"))
    support = await staff(world)
    listed = (await support.get("/v1/desk/tasks", params={"kind": "conflict", "limit": 100})).json()["items"]
    (task,) = [each for each in listed if each["order_id"] == order.id]
    assert (task["kind"], task["told"]) == ("conflict", "The losing carrier disputes the move")
    path = f"/v1/desk/tasks/{task['id']}/close"
    assert (await owner.admin.post(path, json={"reason": "not mine to close"})).status_code == 403
    closed = (await support.post(path, json={"reason": "Settled by telephone."})).json()
    assert closed["closed_at"] is not None
    assert (await support.post(path, json={"reason": "Settled by telephone."})).json()["closed_by"] == closed["closed_by"]
    after = (await support.get("/v1/desk/tasks", params={"kind": "conflict", "limit": 100})).json()["items"]
    assert task["id"] not in [each["id"] for each in after]
    assert (await support.post("/v1/desk/tasks/tsk_absent/close", json={"reason": "nothing"})).status_code == 404


async def test_the_desk_speaks_in_words_and_in_a_zone_with_the_soonest_due_first(world: World) -> None:
    owner = await customer(world)
    silent, dead = await owner.order(), await owner.order()
    await owner.tell(silent, f.SilenceNoticed(f.WaitingFor.LSR_ANSWER, world.clock()))
    await owner.tell(dead, f.SilenceNoticed(f.WaitingFor.ACTIVATION, world.clock()))
    support = await staff(world)
    listed = (await support.get("/v1/desk/tasks", params={"kind": "silence", "limit": 100})).json()["items"]
    mine = [task for task in listed if task["order_id"] in (silent.id, dead.id)]
    assert [task["order_id"] for task in mine] == [dead.id, silent.id]
    assert mine[1]["about"] == ["the losing carrier's answer"]
    page = (await support.get("/desk", headers={"Portwright-Organisation": owner.id})).text
    assert ("lsr_answer" in page, "UTC" in page, "the losing carrier&#39;s answer" in page) == (False, False, True)


async def test_why_a_task_could_not_be_closed_stands_beside_what_was_typed(world: World) -> None:
    owner = await customer(world)
    order, support = await owner.order(), await staff(world)
    await owner.tell(order, f.ConflictNoticed(world.clock(), notice_id="n1"))
    listed = (await support.get("/v1/desk/tasks", params={"kind": "conflict", "limit": 100})).json()["items"]
    (task,) = [each for each in listed if each["order_id"] == order.id]
    support.headers["Portwright-Organisation"] = owner.id
    refused = await send(support, "/desk", {"reason": "ok"}, f"/desk/tasks/{task['id']}/close")
    assert refused.status_code == 422
    assert f'id="reason-{task["id"]}" name="reason" value="ok"' in refused.text
    assert f'id="reason-{task["id"]}-error"' in refused.text
    assert "Times are those of Denver." in said(refused)


async def test_tasks_come_page_by_page(world: World) -> None:
    owner = await customer(world)
    for notice in ("n1", "n2", "n3"):
        await owner.tell(await owner.order(), f.ConflictNoticed(world.clock(), notice_id=notice))
    support = await staff(world)
    seen, cursor = [], ""
    while cursor is not None:
        page = (await support.get("/v1/desk/tasks", params={"limit": 2, "cursor": cursor})).json()
        seen += [task["id"] for task in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) >= 3


async def test_staff_let_pass_only_what_a_look_can_settle(world: World) -> None:
    owner = await customer(world)
    order, support = await owner.submitted(), await staff(world)
    path = f"/v1/desk/orders/{order.id}/reviews"
    taken = await support.post(path, json={"codes": ["signer.company_only"], "reason": "She is the director."})
    assert (taken.status_code, taken.json()["codes"]) == (200, ["signer.company_only"])
    async with system_transaction(world.system) as connection:
        row = await orders.find(connection, order.id, None)
        assert row is not None
        assert await reviews.cleared(connection, order.id, row.revision) == ("signer.company_only",)
    for codes in (["bill.stale"], ["signer.company_only", "number.already_ours"]):
        answer = await support.post(path, json={"codes": codes, "reason": "It looks fine."})
        assert (answer.status_code, answer.json()["code"]) == (422, "review.not_for_staff")
    auditor = await staff(world, Role.AUDITOR)
    assert (await auditor.post(path, json={"codes": ["bill.undated"], "reason": "I looked."})).status_code == 403


async def test_what_ports_bring_about_is_read_back(world: World) -> None:
    owner = await customer(world)
    order = await owner.order(count=3)
    await owner.tell(order, f.NumbersActivated(order.numbers, world.clock(), "n1"))
    first = (await owner.admin.get("/v1/numbers", params={"limit": 2})).json()
    rest = (await owner.admin.get("/v1/numbers", params={"cursor": first["next"]})).json()
    assert order.numbers[1][-7:] not in first["next"]
    live = [*first["items"], *rest["items"]]
    assert [(one["number"], one["source"], one["use"]) for one in live] == [(number, "ported", "unassigned") for number in order.numbers]
    plan = (await owner.admin.get(f"/v1/locations/{owner.tenant.location}/route-patterns")).json()
    assert [each["pattern"] for each in plan["route_patterns"]][:1] == [order.numbers[0]]
    table = await owner.admin.get(f"/v1/locations/{owner.tenant.location}/route-patterns.csv")
    assert (table.headers["content-type"].split(";")[0], f"\\{order.numbers[0]}" in table.text) == ("text/csv", True)
    assert (await owner.admin.get(f"/v1/locations/{owner.tenant.location}/route-patterns", params={"trunk": "<x>"})).status_code == 422
    billed = (await owner.admin.get("/v1/billing-events", params={"limit": 2})).json()
    assert [one["kind"] for one in billed["items"]] == ["number_started", "number_started"]
    assert len((await owner.admin.get("/v1/billing-events", params={"cursor": billed["next"]})).json()["items"]) == 1
    stranger = await customer(world)
    assert (await stranger.admin.get("/v1/numbers")).json()["items"] == []
    assert (await stranger.admin.get(f"/v1/locations/{owner.tenant.location}/route-patterns")).status_code == 404
    assert (await stranger.admin.get("/v1/numbers", params={"cursor": first["next"]})).status_code == 422
