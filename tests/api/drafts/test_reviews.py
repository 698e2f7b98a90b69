"""What no machine can judge goes to a person, and comes back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from store.database import system_transaction
from store.schema.crossings import deliveries
from store.schema.orders import tasks
from store.schema.reviews import reviews
from tests.api.drafting import Drafting, bill, with_carrier
from tests.api.world import World

NUMBERS = ("+13035550100", "+13035550101")


@pytest.fixture
async def undated(world: World) -> Drafting:
    """A draft in order but for its bill, which has no date."""
    drafting = await Drafting.begin(with_carrier(world))
    await drafting.complete(NUMBERS)
    drafting.world.clock.pass_by(timedelta(minutes=1))
    await drafting.upload(bill(NUMBERS, None))
    await drafting.read_papers()
    return drafting


async def mails(drafting: Drafting, message: str) -> list[str]:
    async with system_transaction(drafting.world.system) as connection:
        mine = (deliveries.c.order_id == drafting.order_id, deliveries.c.message == message)
        return list(await connection.scalars(select(deliveries.c.user_id).where(*mine)))


async def open_tasks(drafting: Drafting) -> list[str]:
    async with system_transaction(drafting.world.system) as connection:
        mine = (tasks.c.order_id == drafting.order_id, tasks.c.closed_at.is_(None))
        return list(await connection.scalars(select(tasks.c.kind).where(*mine)))


async def test_an_undated_bill_is_looked_at_and_let_pass(undated: Drafting) -> None:
    assert "bill.undated" in await undated.codes()
    asked = await undated.admin.post(undated.path("/review"))
    assert asked.status_code == 202, asked.text
    assert asked.json()["codes"] == ["bill.undated"]
    assert set(await open_tasks(undated)) == {"paper_to_review"}
    assert len(await mails(undated, "order_waits_for_staff")) == 1

    desk = await undated.world.organisation("staff")
    staff = await undated.world.signed_in(desk, Role.SUPPORT)
    passed = await staff.post(
        f"/v1/desk/orders/{undated.order_id}/reviews", json={"codes": ["bill.undated"], "reason": "The carrier gave the date by telephone."}
    )
    assert passed.status_code == 200, passed.text
    assert "bill.undated" not in await undated.codes()
    async with system_transaction(undated.world.system) as connection:
        (kept,) = await connection.scalars(select(reviews.c.reason_sealed).where(reviews.c.order_id == undated.order_id))
    assert kept and b"by telephone" not in kept
    assert "The carrier gave the date by telephone." in (await staff.get(f"/desk/orders/{undated.order_id}/papers")).text
    assert await open_tasks(undated) == []
    assert len(await mails(undated, "papers_accepted")) == 1


async def test_what_staff_let_pass_holds_for_that_revision_only(undated: Drafting) -> None:
    staff = await undated.world.signed_in(await undated.world.organisation("staff"), Role.SUPPORT)
    path = f"/v1/desk/orders/{undated.order_id}/reviews"
    await staff.post(path, json={"codes": ["bill.undated"], "reason": "The carrier gave the date by telephone."})
    await undated.draft()
    assert (await undated.patch(billing_name="Magic Box Inc")).status_code == 200
    assert "bill.undated" in await undated.codes()


async def test_asking_again_puts_nothing_more_on_the_desk(undated: Drafting) -> None:
    counted = []
    for _ in range(2):
        assert (await undated.admin.post(undated.path("/review"))).status_code == 202
        counted.append(len(await open_tasks(undated)))
    assert counted[0] == counted[1]
    assert len(await mails(undated, "order_waits_for_staff")) == 1


async def test_a_stale_bill_is_not_for_staff_to_judge(world: World) -> None:
    drafting = await Drafting.begin(with_carrier(world))
    await drafting.complete(NUMBERS)
    drafting.world.clock.pass_by(timedelta(minutes=1))
    await drafting.upload(bill(NUMBERS, drafting.world.clock().date() - timedelta(days=60)))
    await drafting.read_papers()
    answer = await drafting.admin.post(drafting.path("/review"))
    assert answer.status_code == 409
    assert answer.json()["code"] == "review.nothing"
