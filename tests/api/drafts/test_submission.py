"""A draft becomes an order once, with its numbers claimed, or says everything that stands in the way and loses nothing."""

import asyncio

import pytest
from sqlalchemy import Select, select, update

from api.actions.drafts import preflight, submission
from api.actions.drafts.preflight import Blocked
from api.actions.work import Work
from api.front.principals import Post, Principal
from api.front.problems import Refused
from domain.access import Action, Role
from domain.ids import order_stream
from domain.porting.facts import Entry, PreflightFailed
from store.database import system_transaction
from store.record import record
from store.schema.crossings import relay
from store.schema.orders import facts, lines, port_orders, tasks
from store.schema.papers import acceptances
from tests.api.drafting import ACCOUNT, PIN, Drafting, with_carrier
from tests.api.world import World


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


def numbers(first: int, count: int = 2, area: int = 408) -> tuple[str, ...]:
    return tuple(f"+1{area}5550{line}" for line in range(first, first + count))


async def ready(place: World, wanted: tuple[str, ...]) -> Drafting:
    made = await Drafting.begin(place)
    await made.ready(wanted)
    return made


async def test_an_order_that_is_fit_is_claimed_recorded_and_on_its_way(place: World) -> None:
    drafting, wanted = await ready(place, numbers(100)), numbers(100)
    answer = await drafting.submit()
    assert answer.status_code == 202, answer.text
    assert answer.json()["status"] == "validating"
    order = drafting.order_id
    claimed = await drafting.execute(select(lines.c.number).where(lines.c.order_id == order, lines.c.open).order_by(lines.c.number))
    assert tuple(claimed.scalars()) == wanted
    told = (await drafting.execute(select(facts.c.kind, facts.c.acting_for, facts.c.data).where(facts.c.order_id == order))).all()
    assert [(row.kind, row.acting_for, tuple(row.data["numbers"])) for row in told] == [("order_submitted", drafting.organisation, wanted)]
    crossing = (await drafting.execute(select(relay.c.kind, relay.c.key).where(relay.c.target == order_stream(order)))).all()
    assert crossing == [("start", "start")]
    declared = await drafting.execute(select(acceptances.c.version).where(acceptances.c.order_id == order))
    assert list(declared.scalars()) == ["2026.1"]
    assert (await drafting.draft())["state"] == "submitted"


async def test_what_stands_in_the_way_is_told_at_once_and_nothing_is_lost(place: World) -> None:
    drafting = await Drafting.begin(place)
    await drafting.patch(billing_name="Sunnydale Books LLC", pin=PIN, account_number=ACCOUNT)
    answer = await drafting.submit()
    assert (answer.status_code, answer.json()["code"]) == (422, "order.blocked")
    codes = {each["code"] for each in answer.json()["findings"]}
    assert {"numbers.none", "btn.missing", "bill.missing", "loa.missing", "foc.missing", "declarations.not_accepted"} <= codes
    assert codes == await drafting.codes() | await drafting.codes("confirm")
    assert PIN not in answer.text and ACCOUNT not in answer.text
    kept = await drafting.draft()
    assert (kept["state"], kept["billing_name"]) == ("draft", "Sunnydale Books LLC")


async def test_the_same_key_submits_once_and_answers_the_same(place: World) -> None:
    drafting = await ready(place, numbers(110))
    first = await drafting.submit(**{"Idempotency-Key": "submit-1"})
    second = await drafting.submit(**{"Idempotency-Key": "submit-1"})
    assert first.status_code == second.status_code == 202
    assert first.json() == second.json()
    again = await drafting.submit()
    assert (again.status_code, again.json()["code"]) == (409, "draft.submitted")


async def test_of_two_orders_for_one_number_exactly_one_gets_it(place: World) -> None:
    wanted = numbers(120)
    one = await ready(place, wanted)
    other = await Drafting.begin(place)
    other.organisation, other.location, other.admin = one.organisation, one.location, one.admin
    started = await other.admin.post("/v1/port-orders", json={"location_id": one.location})
    other.order_id = started.json()["id"]
    other.seen(started)
    await other.ready(wanted)
    answers = await asyncio.gather(one.submit(), other.submit())
    assert sorted(answer.status_code for answer in answers) == [202, 409]
    lost = next(answer for answer in answers if answer.status_code == 409)
    winner = one if answers[0].status_code == 202 else other
    named = [each["params"]["order_id"] for each in lost.json()["findings"] if each["code"] == "number.in_another_order"]
    assert named == [winner.order_id] * len(wanted)
    loser = other if winner is one else one
    assert (await loser.draft())["state"] == "ready"
    assert "number.in_another_order" in await loser.codes()


async def test_another_tenants_claim_is_a_number_that_needs_review_and_says_no_more(place: World) -> None:
    wanted = numbers(130)
    one, other = await ready(place, wanted), await ready(place, wanted)
    answers = await asyncio.gather(one.submit(), other.submit())
    assert sorted(answer.status_code for answer in answers) == [202, 409]
    lost = next(answer for answer in answers if answer.status_code == 409)
    assert {each["code"] for each in lost.json()["findings"]} == {"number.needs_review"}
    winner = one if answers[0].status_code == 202 else other
    assert winner.order_id not in lost.text and winner.organisation not in lost.text


async def test_numbers_set_aside_go_to_the_desk_and_the_others_go_on(place: World) -> None:
    drafting = await Drafting.begin(place)
    moving, stuck = numbers(140), "+14085550190"
    await drafting.complete((*moving, stuck))
    await drafting.put_numbers(", ".join((*moving, stuck)), set_aside=[stuck])
    assert (await drafting.sign()).status_code == 201
    await drafting.declare()
    answer = await drafting.submit()
    assert answer.status_code == 202, answer.text
    assert answer.json()["set_aside"] == [stuck]
    kinds = await drafting.execute(select(tasks.c.kind).where(tasks.c.order_id == drafting.order_id))
    assert "numbers_to_review" in set(kinds.scalars())
    claimed = await drafting.execute(select(lines.c.number).where(lines.c.order_id == drafting.order_id))
    assert stuck not in set(claimed.scalars())


async def test_a_number_that_asks_for_a_pin_blocks_until_it_is_given(place: World) -> None:
    drafting = await Drafting.begin(place)
    await drafting.complete(("+14085550182",))
    assert "account.pin_missing" in await drafting.codes()
    await drafting.draft()
    await drafting.patch(pin=PIN)
    assert "account.pin_missing" not in await drafting.codes()


async def test_a_submitted_order_takes_no_change_and_is_not_given_up(place: World) -> None:
    drafting = await ready(place, numbers(150))
    await drafting.submit()
    await drafting.draft()
    changed = await drafting.patch(billing_name="Another")
    gone = await drafting.admin.delete(drafting.path("/draft"))
    assert [changed.json()["code"], gone.json()["code"]] == ["draft.submitted", "draft.submitted"]


async def test_a_viewer_cannot_submit_and_a_partner_can(place: World) -> None:
    drafting = await ready(place, numbers(160))
    viewer = await place.signed_in(drafting.organisation, Role.VIEWER)
    assert (await viewer.post(drafting.path("/submission"))).status_code == 403
    partner = await place.partner_of(drafting.organisation)
    theirs = await place.signed_in(partner, Role.PARTNER, acting_for=drafting.organisation)
    assert (await theirs.post(drafting.path("/submission"))).status_code == 202


def submitter(drafting: Drafting) -> Select[tuple[str]]:
    return select(port_orders.c.submitted_by).where(port_orders.c.id == drafting.order_id)


async def needs_input(drafting: Drafting) -> None:
    async with system_transaction(drafting.world.system) as connection:
        entry = Entry(2, drafting.world.clock(), "system", PreflightFailed(1, ("bill.stale",)))
        await record(connection, order_stream(drafting.order_id), [entry])


async def corrected(drafting: Drafting) -> int:
    """As the action does that records the correction."""
    world, post = drafting.world, Post(drafting.organisation, Role.CUSTOMER_ADMIN)
    async with system_transaction(world.system) as connection:
        work = Work(world.parts, connection, Principal("usr_tests", (post,)), Action.ORDER_CORRECT, world.clock())
        said = await preflight.hear(world.parts, await preflight.look(work, drafting.order_id))
        return await submission.prepare_correction(work, drafting.order_id, said)


async def test_an_order_that_waits_for_a_correction_is_changed_signed_and_prepared_again(place: World) -> None:
    drafting, before = await ready(place, numbers(170)), numbers(170)
    await drafting.submit()
    await needs_input(drafting)
    revision = (await drafting.draft())["revision"]
    assert (await drafting.put_numbers(f"{before[0]}, 408-555-0175")).status_code == 200
    assert (await drafting.draft())["state"] == "draft"
    with pytest.raises(Blocked):
        await corrected(drafting)
    assert (await drafting.sign()).status_code == 201
    await drafting.declare()
    first = (await drafting.execute(submitter(drafting))).scalar_one()
    assert await corrected(drafting) == revision + 1
    assert (await drafting.execute(submitter(drafting))).scalar_one() == first
    claimed = await drafting.execute(select(lines.c.number).where(lines.c.order_id == drafting.order_id, lines.c.open).order_by("number"))
    assert list(claimed.scalars()) == [before[0], "+14085550175"]
    with pytest.raises(Refused):
        await corrected(drafting)


async def test_an_expired_draft_cannot_be_submitted(place: World) -> None:
    drafting = await ready(place, numbers(180, 1))
    await drafting.execute(update(port_orders).where(port_orders.c.id == drafting.order_id).values(draft_state="expired"))
    assert (await drafting.submit()).json()["code"] == "draft.expired"
    assert (await drafting.draft())["state"] == "expired"
