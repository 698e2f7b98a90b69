"""Locations, the plan, people and terms: what is taken, what is refused, and what is left in the audit."""

from collections.abc import AsyncIterator

from sqlalchemy import select

from domain.access import Role
from store.database import system_transaction
from store.schema.audit import audit
from tests.api.pages import said, send
from tests.api.world import Browser, World

ADDRESS = {"street": "1630 Revello Drive", "city": "Denver", "state": "co", "zip_code": "80202"}
PLAN = {"contact": {"name": "Rupert Giles", "email": "giles@example.com"}, "emergency_address": ADDRESS}


async def admin_of(world: World) -> tuple[Browser, str]:
    organisation = await world.organisation()
    return await world.signed_in(organisation, Role.CUSTOMER_ADMIN), organisation


def newcomer(location: str, **more: object) -> dict[str, object]:
    return {"first_name": "Anya", "last_name": "Jenkins", "email": "anya@example.com", "location_id": location, "invite": False, **more}


async def test_the_plan_is_enabled_with_a_signer_and_an_emergency_address(world: World) -> None:
    admin, organisation = await admin_of(world)
    location = await world.location(organisation)
    enabled = await admin.post(f"/v1/locations/{location}/plan", json=PLAN)
    assert enabled.status_code == 200
    assert enabled.json()["pstn_option"] == "calling_plan"
    assert enabled.json()["contact"] == PLAN["contact"]
    assert enabled.json()["emergency_address"]["state"] == "CO"
    again = await admin.post(f"/v1/locations/{location}/plan", json=PLAN)
    assert (again.status_code, again.json()["code"]) == (409, "location.plan_enabled")


async def test_help_must_find_the_emergency_address(world: World) -> None:
    admin, organisation = await admin_of(world)
    location = await world.location(organisation)
    refused = await admin.post(f"/v1/locations/{location}/plan", json={**PLAN, "emergency_address": {**ADDRESS, "state": "XX"}})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/emergency_address"


async def test_a_location_with_another_connection_never_gets_the_plan(world: World) -> None:
    admin, organisation = await admin_of(world)
    for option in ("cloud_connected", "premises"):
        location = await world.location(organisation)
        assert (await admin.put(f"/v1/locations/{location}/pstn", json={"pstn_option": option})).status_code == 200
        refused = await admin.post(f"/v1/locations/{location}/plan", json=PLAN)
        assert (refused.status_code, refused.json()["code"]) == (409, "location.other_pstn")
        assert "new location" in refused.json()["detail"]


async def test_an_extension_is_one_persons_at_a_location(world: World) -> None:
    admin, organisation = await admin_of(world)
    here, there = await world.location(organisation), await world.location(organisation)
    assert (await admin.post("/v1/people", json=newcomer(here, extension="1997"))).status_code == 201
    taken = await admin.post("/v1/people", json=newcomer(here, extension="1997"))
    assert (taken.status_code, taken.json()["code"]) == (409, "person.extension_taken")
    assert taken.json()["errors"][0]["pointer"] == "/extension"
    assert (await admin.post("/v1/people", json=newcomer(there, extension="1997"))).status_code == 201


async def test_two_cannot_wait_for_one_number_and_one_may_stop_waiting(world: World) -> None:
    admin, organisation = await admin_of(world)
    location = await world.location(organisation)
    first = (await admin.post("/v1/people", json=newcomer(location, number="303 555 0150", transfer=True))).json()
    second = await admin.post("/v1/people", json=newcomer(location, number="+1 (303) 555-0150", transfer=True))
    assert (second.status_code, second.json()["code"]) == (409, "person.number_taken")
    freed = await admin.put(f"/v1/people/{first['id']}/number", json={"number": "", "transfer": False})
    assert (freed.json()["transfer"], freed.json()["waiting_number"]) == (False, "")


async def test_only_a_live_number_of_ones_own_can_be_given(world: World) -> None:
    admin, organisation = await admin_of(world)
    location = await world.location(organisation)
    answer = await admin.post("/v1/people", json=newcomer(location, number="303-555-0151"))
    assert (answer.status_code, answer.json()["code"]) == (422, "person.number_unknown")
    assert (await admin.get("/v1/people")).json()["items"] == []


async def test_only_the_customer_accepts_the_terms(world: World) -> None:
    admin, organisation = await admin_of(world)
    partner = await world.signed_in(await world.partner_of(organisation), Role.PARTNER, acting_for=organisation)
    version = (await partner.get("/v1/terms")).json()["version"]
    assert (await partner.post("/v1/terms/acceptance", json={"version": version})).status_code == 403
    assert "Your customer must accept this." in said(await partner.get("/terms"))
    assert (await admin.post("/v1/terms/acceptance", json={"version": "1999-01"})).json()["code"] == "terms.not_current"
    assert (await admin.post("/v1/terms/acceptance", json={"version": version})).json()["accepted"]
    assert (await partner.get("/v1/terms")).json()["accepted"]


async def test_the_last_administrator_stays(world: World) -> None:
    organisation = await world.organisation()
    user = await world.user(organisation, Role.CUSTOMER_ADMIN)
    admin = await world.browser(user)
    assert (await admin.delete(f"/v1/users/{user}")).json()["code"] == "user.last_admin"
    assert (await admin.put(f"/v1/users/{user}/role", json={"role": "viewer"})).json()["code"] == "user.last_admin"
    other = await world.user(organisation, Role.VIEWER)
    assert (await admin.put(f"/v1/users/{other}/role", json={"role": "support"})).json()["code"] == "user.role"
    assert (await admin.put(f"/v1/users/{other}/role", json={"role": "customer_admin"})).status_code == 200
    assert (await admin.delete(f"/v1/users/{user}")).status_code == 204
    assert (await admin.get("/v1/users")).status_code == 403


async def test_what_a_partner_does_is_kept_under_both_names(world: World) -> None:
    organisation = await world.organisation()
    partner = await world.partner_of(organisation)
    person = await world.user(partner, Role.PARTNER)
    made = await (await world.browser(person, organisation)).post("/v1/locations", json={"name": "Denver", "time_zone": "America/Denver"})
    async with system_transaction(world.system) as connection:
        (row,) = (await connection.execute(select(audit).where(audit.c.subject == made.json()["id"]))).all()
    assert (row.actor, row.acting_for, row.organisation_id, row.action) == (person, organisation, organisation, "location.write")


async def test_wrong_fields_are_named_and_never_repeated(world: World) -> None:
    admin, _ = await admin_of(world)
    answer = await admin.post("/v1/locations", json={"name": "", "time_zone": "Mars/Olympus", "pin": "83519"})
    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.json()["errors"]} == {"/name", "/pin"}
    assert "Mars" not in answer.text
    assert "83519" not in answer.text
    broken = await admin.post("/v1/locations", content=b'{"name": "83519', headers={"Content-Type": "application/json"})
    assert (broken.status_code, "83519" in broken.text) == (422, False)


async def test_too_much_at_once_is_refused(world: World) -> None:
    admin, _ = await admin_of(world)
    answer = await admin.post("/v1/locations", json={"name": "x" * 1_100_000})
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65_536

    answer = await admin.post("/v1/locations", content=endless(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


async def test_a_wrong_form_comes_back_as_it_was_typed(world: World) -> None:
    admin, organisation = await admin_of(world)
    location = await world.location(organisation)
    fields = {"first_name": "Tara", "last_name": "Maclay", "email": "not an address", "location_id": location, "number_kind": "none"}
    answer = await send(admin, "/people/new", fields)
    assert answer.status_code == 422
    assert 'value="Tara"' in answer.text
    assert 'href="#email"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "There is a problem" in said(answer)


async def test_pages_of_the_console_are_there(world: World) -> None:
    admin, organisation = await admin_of(world)
    location = await world.location(organisation, enabled=True)
    person = (await admin.post("/v1/people", json=newcomer(location))).json()["id"]
    pages = [
        "/",
        "/people",
        f"/people/{person}",
        "/people/new",
        "/locations",
        f"/locations/{location}",
        "/locations/new",
        "/users",
        "/terms",
    ]
    for page in (*pages, f"/locations/{location}/plan", "/account", "/password", "/organisations"):
        answer = await admin.get(page)
        assert answer.status_code == 200, page
        assert answer.text.count("<h1>") == 1
        assert "style=" not in answer.text
        assert "onclick" not in answer.text


async def test_a_list_goes_a_page_at_a_time_and_its_cursor_is_ours(world: World) -> None:
    admin, organisation = await admin_of(world)
    location = await world.location(organisation)
    for index in range(5):
        await admin.post("/v1/people", json=newcomer(location, extension=str(200 + index)))
    seen, cursor = [], ""
    while cursor is not None:
        page = (await admin.get("/v1/people", params={"limit": 2, "cursor": cursor})).json()
        seen += [one["extension"] for one in page["items"]]
        last, cursor = cursor, page["next"]
    assert sorted(seen) == ["200", "201", "202", "203", "204"]
    assert (await admin.get("/v1/people", params={"cursor": last[:-2] + "AA"})).status_code == 422
    assert (await admin.get("/v1/people", params={"limit": 101})).status_code == 422
