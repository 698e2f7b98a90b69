"""Lists of orders as files: nothing in them runs, numbers survive the way and back, long lists are refused."""

import csv
import io

import pytest
from sqlalchemy import update

from api.actions.call_plan.people import read_number
from api.orders.exports import MOST_ROWS, cell, telephone
from domain.access import Role
from store.database import system_transaction
from store.schema.orders import port_orders
from tests.api.orders_world import Customer, answering, customer
from tests.api.pages import said
from tests.api.world import World


@pytest.fixture
async def owner(world: World) -> Customer:
    return await customer(answering(world), name='=HYPERLINK("https://x.example")')


async def said_of(owner: Customer, order_id: str, **columns: object) -> None:
    async with system_transaction(owner.world.system) as connection:
        await connection.execute(update(port_orders).where(port_orders.c.id == order_id).values(**columns))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("wicked", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1"])
def test_what_a_table_would_run_begins_with_an_apostrophe(wicked: str) -> None:
    assert cell(wicked).startswith("'")


def test_a_cell_is_one_line_in_one_direction() -> None:
    assert (cell("a\nb\u202ec"), cell(None), cell(3), cell('plain, "so"')) == ("a bc", "", "3", 'plain, "so"')


async def test_orders_leave_as_rows_and_their_texts_do_no_harm(owner: Customer) -> None:
    order = await owner.order()
    await said_of(owner, order.id, customer_reference='=cmd|" /C calc"!A0')
    answer = await owner.admin.get("/v1/port-orders.csv", params={"view": "in_progress"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="port-orders.csv"'
    (row,) = rows(answer.text)
    assert (row["order_id"], row["status"], row["number_count"], row["time_zone"]) == (order.id, "submitted", "3", "America/Denver")
    assert (row["customer_reference"][:2], row["customer"][:2]) == ("'=", "'=")
    assert rows((await owner.admin.get("/v1/port-orders.csv", params={"view": "done"})).text) == []


async def test_numbers_survive_a_table_and_are_read_again(owner: Customer) -> None:
    order = await owner.order()
    draft = await owner.draft()
    page = await owner.admin.get("/orders.csv", params={"rows": "numbers"})
    assert page.text.startswith("\ufeffnumber,")
    found = rows(page.text.removeprefix("\ufeff"))
    assert {row["order_id"] for row in found} == {order.id, draft}
    moving = [row for row in found if row["order_id"] == order.id]
    assert [row["number"] for row in moving] == [telephone(number) for number in order.numbers]
    assert [str(int(row["number"])) for row in moving] == [row["number"] for row in moving]
    assert tuple(read_number(row["number"], "/number") for row in moving) == order.numbers


async def test_a_list_too_long_for_a_file_is_refused_and_says_so(owner: Customer) -> None:
    order = await owner.order()
    await said_of(owner, order.id, number_count=MOST_ROWS + 1)
    refused = await owner.admin.get("/v1/port-orders.csv", params={"rows": "numbers"})
    assert (refused.status_code, refused.json()["code"]) == (422, "export.too_many")
    page = await owner.admin.get("/orders.csv", params={"rows": "numbers"})
    assert (page.status_code, "Narrow it, by dates for instance" in said(page)) == (422, True)
    assert (await owner.admin.get("/v1/port-orders.csv")).status_code == 200


async def test_a_file_holds_nothing_of_anothers(owner: Customer) -> None:
    await owner.order()
    other = await customer(owner.world)
    viewer = await other.world.signed_in(other.id, Role.VIEWER)
    assert rows((await viewer.get("/v1/port-orders.csv")).text) == []
