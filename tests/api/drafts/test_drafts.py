"""A draft is saved as it is typed, never lost, and says at once what stands in its way."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from store.database import system_transaction
from store.schema.orders import port_orders
from tests.api.drafting import ACCOUNT, PIN, TYPED, Drafting, with_carrier
from tests.api.world import World


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


async def test_a_location_without_the_plan_is_refused_with_the_way_to_enable_it(place: World) -> None:
    organisation = await place.organisation()
    admin = await place.signed_in(organisation, Role.CUSTOMER_ADMIN)
    answer = await admin.post("/v1/port-orders", json={"location_id": await place.location(organisation)})
    assert answer.status_code == 409
    assert answer.json()["code"] == "location.plan_not_enabled"
    assert "enable the calling plan" in answer.json()["detail"]


async def test_another_tenants_location_is_as_one_that_is_not_there(place: World) -> None:
    admin = await place.signed_in(await place.organisation(), Role.CUSTOMER_ADMIN)
    foreign = await place.location(await place.organisation(), enabled=True)
    answers = [await admin.post("/v1/port-orders", json={"location_id": each}) for each in (foreign, "loc_none")]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json()["code"] == answers[1].json()["code"] == "location.missing"


async def test_a_trial_is_told_at_the_start_and_cannot_submit(place: World) -> None:
    drafting = await Drafting.begin(place, standing="trial")
    assert [each["code"] for each in (await drafting.draft())["notices"]] == ["organisation.trial"]
    answer = await drafting.admin.post(drafting.path("/submission"))
    assert answer.status_code == 422
    assert "organisation.trial" in {each["code"] for each in answer.json()["findings"]}


async def test_what_is_typed_is_saved_field_by_field(place: World) -> None:
    drafting = await Drafting.begin(place)
    assert (await drafting.patch(**TYPED, btn="(303) 555-0100")).status_code == 200
    assert (await drafting.patch(customer_reference="MOVE-7")).status_code == 200
    kept = await drafting.draft()
    assert kept["btn"] == "+13035550100"
    assert kept["billing_name"] == "Sunnydale Books LLC"
    assert kept["customer_reference"] == "MOVE-7"
    assert kept["authorised_person"] == {"first": "Willow", "last": "Rosenberg", "title": "Owner"}


async def test_a_billing_number_that_is_none_is_kept_as_typed_and_found_wanting(place: World) -> None:
    drafting = await Drafting.begin(place)
    await drafting.patch(btn="the usual one")
    assert (await drafting.draft())["btn"] == "the usual one"
    assert "btn.impossible" in await drafting.codes()


async def test_a_version_that_was_not_the_newest_is_refused_and_nothing_saved(place: World) -> None:
    drafting = await Drafting.begin(place)
    first = drafting.etag
    await drafting.patch(losing_carrier="Rehearsal Bell")
    answer = await drafting.admin.patch(drafting.path("/draft"), json={"losing_carrier": "Other"}, headers={"If-Match": first})
    assert answer.status_code == 412
    assert (await drafting.draft())["losing_carrier"] == "Rehearsal Bell"


async def test_saving_needs_the_version_that_was_seen(place: World) -> None:
    drafting = await Drafting.begin(place)
    answer = await drafting.admin.patch(drafting.path("/draft"), json={"losing_carrier": "Other"})
    assert answer.status_code == 428


async def test_secrets_are_in_no_answer(place: World) -> None:
    drafting = await Drafting.begin(place)
    answers = [await drafting.patch(**TYPED, pin=PIN)]
    for path in ("/draft", "/findings", "/numbers", "/foc-days", "/declarations"):
        answers.append(await drafting.admin.get(drafting.path(path)))
    assert all(answer.status_code == 200 for answer in answers)
    assert all(secret not in answer.text for answer in answers for secret in (ACCOUNT, PIN))
    kept = await drafting.draft()
    assert kept["pin"] == {"given": True, "mask": "••••••"}
    row = (await drafting.execute(select(port_orders).where(port_orders.c.id == drafting.order_id))).one()
    assert ACCOUNT not in str(row) and "Sunnydale" not in str(row)


async def test_the_revision_rises_with_what_counts_and_with_nothing_else(place: World) -> None:
    drafting = await Drafting.begin(place)
    seen = []
    for change in ({"billing_name": "A"}, {"customer_reference": "R"}, {"account_number": "1"}, {"account_number": "1"}, {"pin": "2"}):
        seen.append((await drafting.patch(**change)).json()["revision"])
    assert seen == [1, 1, 2, 2, 3]


async def test_a_save_puts_the_expiry_off(place: World) -> None:
    own = with_carrier(place)
    drafting = await Drafting.begin(own)
    before = (await drafting.draft())["expires_at"]
    own.clock.pass_by(timedelta(minutes=10))
    assert (await drafting.patch(customer_reference="later")).json()["expires_at"] > before


async def test_a_draft_that_is_given_up_takes_no_change(place: World) -> None:
    drafting = await Drafting.begin(place)
    assert (await drafting.admin.delete(drafting.path("/draft"))).status_code == 204
    answer = await drafting.patch(losing_carrier="Other")
    assert (answer.status_code, answer.json()["code"]) == (409, "draft.expired")
    assert (await drafting.draft())["state"] == "expired"


async def test_a_partner_may_draft_but_not_declare(place: World) -> None:
    drafting = await Drafting.begin(place)
    partner = await place.partner_of(drafting.organisation)
    theirs = await place.signed_in(partner, Role.PARTNER, acting_for=drafting.organisation)
    answer = await theirs.patch(drafting.path("/draft"), json={"losing_carrier": "Bell"}, headers={"If-Match": drafting.etag})
    assert answer.status_code == 200
    declared = await theirs.post(drafting.path("/declarations"), json={"version": "2026.1", "confirmed": ["accurate"]})
    assert declared.status_code == 403


@pytest.mark.parametrize("method, rest", [("get", "/draft"), ("get", "/findings"), ("get", "/numbers"), ("post", "/submission")])
async def test_another_tenants_draft_is_as_one_that_is_not_there(place: World, method: str, rest: str) -> None:
    drafting = await Drafting.begin(place)
    stranger = await place.signed_in(await place.organisation(), Role.CUSTOMER_ADMIN)
    theirs = await stranger.request(method, drafting.path(rest))
    none = await stranger.request(method, f"/v1/port-orders/po_none{rest}")
    assert theirs.status_code == none.status_code == 404
    assert {**theirs.json(), "request_id": ""} == {**none.json(), "request_id": ""}


async def test_a_draft_that_a_token_starts_is_its_owners(place: World) -> None:
    organisation = await place.organisation()
    location, token = await place.location(organisation, enabled=True), await place.integrator(organisation)
    started = await token.post("/v1/port-orders", json={"location_id": location}, headers={"Idempotency-Key": "one"})
    again = await token.post("/v1/port-orders", json={"location_id": location}, headers={"Idempotency-Key": "one"})
    assert started.json()["id"] == again.json()["id"]
    async with system_transaction(place.system) as connection:
        owner = select(port_orders.c.created_by).where(port_orders.c.id == started.json()["id"])
        assert (await connection.execute(owner)).scalar_one().startswith("usr_")


async def test_all_declarations_are_needed_and_fall_with_a_change(place: World) -> None:
    drafting = await Drafting.begin(place)
    some = await drafting.admin.post(drafting.path("/declarations"), json={"version": "2026.1", "confirmed": ["accurate"]})
    assert (some.status_code, some.json()["code"]) == (422, "declarations.not_accepted")
    every = ["accurate", "ours", "authorised", "lawful"]
    done = await drafting.admin.post(drafting.path("/declarations"), json={"version": "2026.1", "confirmed": every})
    assert done.status_code == 200 and done.json()["confirmed"]
    drafting.seen(done)
    assert "declarations.not_accepted" not in await drafting.codes()
    await drafting.patch(billing_name="Another Name LLC")
    assert "declarations.not_accepted" in await drafting.codes()
