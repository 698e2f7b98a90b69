"""Lists of orders, one order, its timeline."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from api.orders.words import next_told
from documents.sample_bill import national
from domain.access import Role, Scope
from domain.porting import facts as f
from domain.porting.facts import WaitingFor
from domain.porting.steps import Wait
from tests.api.orders_world import Customer, customer, staff
from tests.api.world import World
from tests.store.world import Order
from words.translation import Words


@pytest.fixture(scope="module")
async def one_moves(world: World) -> tuple[Customer, Order]:
    """Five drafts and one order under way."""
    owner = await customer(world)
    for _ in range(5):
        await owner.draft()
    return owner, await owner.order()


@pytest.fixture(scope="module")
def many(one_moves: tuple[Customer, Order]) -> Customer:
    return one_moves[0]


async def test_pages_hold_every_order_once(many: Customer) -> None:
    found, cursor, pages = [], "", 0
    while cursor is not None:
        page = (await many.admin.get("/v1/port-orders", params={"limit": 4, "cursor": cursor})).json()
        found += [row["id"] for row in page["items"]]
        cursor, pages = page["next"], pages + 1
    assert (len(found), len(set(found)), pages) == (6, 6, 2)


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({"status": "submitted"}, 1),
        ({"status": ["submitted", "ready"]}, 6),
        ({"ball": "carrier"}, 1),
        ({"ball": ["customer", "carrier"]}, 6),
        ({"customer_reference": "none such"}, 0),
        ({"location_id": "loc_none"}, 0),
    ],
)
async def test_a_list_is_narrowed(many: Customer, params: dict[str, str | list[str]], count: int) -> None:
    answer = await many.admin.get("/v1/port-orders", params=params)
    assert (answer.status_code, len(answer.json()["items"])) == (200, count)


async def test_an_order_is_found_by_a_number_as_people_type_it(one_moves: tuple[Customer, Order]) -> None:
    many, order = one_moves
    found = await many.admin.post("/v1/port-orders/search", json={"number": national(order.numbers[1])})
    assert [row["status_told"] for row in found.json()["items"]] == ["With the carriers"]
    assert (await many.admin.post("/v1/port-orders/search", json={"number": "what"})).status_code == 422


async def test_a_list_costs_the_same_statements_however_long(many: Customer, world: World) -> None:
    counted: list[int] = []
    for limit in (1, 100):
        said: list[str] = []
        listen = lambda *args, said=said: said.append(args[2])  # noqa: E731
        event.listen(world.parts.app.sync_engine, "before_cursor_execute", listen)
        await many.admin.get("/v1/port-orders", params={"limit": limit})
        event.remove(world.parts.app.sync_engine, "before_cursor_execute", listen)
        counted.append(sum("port_orders" in statement for statement in said))
    assert counted == [1, 1]


async def test_bad_cursors_and_limits_are_refused(many: Customer) -> None:
    assert (await many.admin.get("/v1/port-orders", params={"cursor": "bm90aGluZw"})).status_code == 422
    assert (await many.admin.get("/v1/port-orders", params={"limit": 101})).status_code == 422
    assert (await many.admin.get("/v1/port-orders", params={"status": "lost"})).status_code == 422


async def test_an_order_says_whose_turn_it_is_and_what_may_be_asked(world: World) -> None:
    owner = await customer(world)
    order = await owner.order()
    foc = world.clock() + timedelta(hours=20)
    await owner.tell(order, f.FocReceived(foc, world.clock(), 1, "n1"), wait=Wait(WaitingFor.FOC, foc))
    answer = await owner.admin.get(f"/v1/port-orders/{order.id}")
    body = answer.json()
    assert (body["status"], body["ball"], body["waiting_for"], body["time_zone"]) == ("foc_confirmed", "carrier", "foc", "America/Denver")
    assert answer.headers["ETag"] == f'"{body["version"]}"'
    assert {number["state"] for number in body["numbers"]} == {"porting"}
    assert body["carrier_orders"][0]["carrier"] == "", "customers are not told the carrier"
    cancel = next(action for action in body["actions"] if action["action"] == "cancel")
    assert (cancel["allowed"], cancel["code"], cancel["rule_id"]) == (False, "cancel.too_late", "us-2026.1/cancel_cut_off")
    assert "could be cancelled until" in cancel["detail"]
    assert [action["action"] for action in body["actions"]] == ["cancel", "correct", "ask_date", "sign_again", "rate"]


async def test_a_rejection_says_what_to_correct_who_and_until_when(world: World) -> None:
    owner = await customer(world)
    order = await owner.order()
    await owner.tell(order, f.LsrRejected(("account_number_mismatch",), world.clock(), answers=1, notice_id="n1"))
    body = (await owner.admin.get(f"/v1/port-orders/{order.id}")).json()
    (problem,) = body["problems"]
    assert (body["status"], body["ball"], problem["fields"], problem["paper"]) == ("needs_input", "customer", ["account_number"], "bill")
    assert problem["deadline"] is not None
    assert "by" in problem["who"]
    assert next(action for action in body["actions"] if action["action"] == "correct")["allowed"]


async def test_staff_see_all_orders_the_carrier_and_more_actions(many: Customer, world: World) -> None:
    support = await staff(world)
    listed = (await support.get("/v1/port-orders", params={"organisation_id": many.id, "status": "submitted"})).json()["items"]
    (order,) = listed
    body = (await support.get(f"/v1/port-orders/{order['id']}")).json()
    assert body["carrier_orders"][0]["carrier"] == "rehearsal"
    assert {action["action"] for action in body["actions"]} == {"cancel", "correct", "reschedule"}


async def test_another_organisation_sees_nothing(many: Customer, world: World) -> None:
    stranger = await customer(world, name="Magic Box")
    (mine,) = (await many.admin.get("/v1/port-orders", params={"status": "submitted"})).json()["items"]
    assert (await stranger.admin.get("/v1/port-orders")).json() == {"items": [], "next": None}
    for path in ("", "/timeline", "/events"):
        absent = await stranger.admin.get(f"/v1/port-orders/po_absent{path}")
        foreign = await stranger.admin.get(f"/v1/port-orders/{mine['id']}{path}")
        assert (foreign.status_code, foreign.json()["type"]) == (absent.status_code, absent.json()["type"]) == (404, "/problems/not-found")
    assert (await stranger.admin.post("/v1/port-orders/search", json={"organisation_id": many.id})).json()["items"] == []


async def test_a_partner_sees_the_orders_of_all_their_customers(many: Customer, world: World) -> None:
    other = await customer(world, name="Doublemeat Palace")
    await other.draft()
    partner = await world.signed_in(await world.partner_of(many.id, other.id), Role.PARTNER)
    assert len((await partner.get("/v1/port-orders")).json()["items"]) == 7
    assert len((await partner.get("/v1/port-orders", params={"organisation_id": other.id})).json()["items"]) == 1


async def test_the_timeline_tells_facts_in_sentences_page_by_page(world: World) -> None:
    owner = await customer(world)
    order = await owner.order()
    first = (await owner.admin.get(f"/v1/port-orders/{order.id}/timeline", params={"limit": 2})).json()
    rest = (await owner.admin.get(f"/v1/port-orders/{order.id}/timeline", params={"cursor": first["next"]})).json()
    lines = [*first["items"], *rest["items"]]
    assert [line["kind"] for line in lines] == ["order_submitted", "order_split", "lsr_submitted"]
    assert lines[0]["details"] == ["{}, {}, and {}".format(*map(national, order.numbers))]
    assert [line["by"] for line in lines] == ["person", "system", "carrier"]
    assert lines[2]["actor"] == "", "customers are not told the carrier"
    reader = await world.integrator(owner.id, Scope.ORDERS_READ)
    assert (await reader.get(f"/v1/port-orders/{order.id}/timeline")).status_code == 200
    assert (await (await world.integrator(owner.id, Scope.NUMBERS_READ)).get("/v1/port-orders")).status_code == 403


def test_a_correction_that_is_not_the_customers_is_not_asked_of_them() -> None:
    theirs, ours = next_told("needs_input", "customer", Words()), next_told("needs_input", "staff", Words())
    assert theirs.startswith("Correct what is named here")
    assert ours.startswith("Our support settles it")
