"""What callers of a main number and of a number of nobody's meet."""

from api.actions.entrance.newcomers import Newcomer, new_person
from domain.access import Role
from store.call_plan import inventory, people
from store.call_plan.inventory import Arrival
from store.database import system_transaction
from tests.api.pages import said, send
from tests.api.world import Browser, World


async def person_at(world: World, organisation: str, location: str) -> str:
    made = new_person(
        world.parts, await world.parts.envelope.box(organisation), Newcomer("Oz", "Osbourne", "oz@example.com"), location, world.clock()
    )
    async with system_transaction(world.system) as connection:
        await people.add(connection, [made])
    return made.id


async def live(world: World, organisation: str, location: str, *numbers: str) -> None:
    """Numbers that work at the location."""
    async with system_transaction(world.system) as connection:
        await inventory.arrive(connection, Arrival(organisation, location, numbers, "ordered", "rehearsal", "ord_x", "", world.clock()))


async def place(world: World) -> tuple[Browser, str, str]:
    organisation = await world.organisation()
    return await world.signed_in(organisation, Role.CUSTOMER_ADMIN), organisation, await world.location(organisation, enabled=True)


async def test_calls_to_nobody_are_treated_as_the_organisation_chose(world: World) -> None:
    admin, organisation, location = await place(world)
    assert (await admin.get("/v1/call-treatments")).json() == {"unassigned": None, "main_numbers": []}
    who = await person_at(world, organisation, location)
    for treatment, person in (("message", None), ("main_number", None), ("person", who)):
        chosen = await admin.put("/v1/call-treatments/unassigned", json={"treatment": treatment, "person_id": person or ""})
        assert (chosen.json()["unassigned"]["treatment"], chosen.json()["unassigned"]["person_id"]) == (treatment, person)
    refused = await admin.delete(f"/v1/people/{who}")
    assert (refused.status_code, refused.json()["code"]) == (409, "person.takes_calls")


async def test_who_takes_calls_is_one_of_ours(world: World) -> None:
    admin, _, location = await place(world)
    _, other, elsewhere = await place(world)
    stranger, path = await person_at(world, other, elsewhere), f"/v1/locations/{location}/main-number/treatment"
    nobody = await admin.put(path, json={"treatment": "person"})
    assert (nobody.status_code, nobody.json()["code"]) == (422, "treatment.person_wanted")
    assert (await admin.put(path, json={"treatment": "person", "person_id": stranger})).status_code == 404
    assert (await admin.put(path, json={"treatment": "message"})).status_code == 422
    chosen = (await admin.put(path, json={"treatment": "menu"})).json()["main_numbers"]
    assert [(one["location_id"], one["treatment"]) for one in chosen] == [(location, "menu")]


async def test_the_main_number_is_one_that_works_at_the_location(world: World) -> None:
    admin, organisation, location = await place(world)
    first, second = "+13605550177", "+13605550178"
    path = f"/v1/locations/{location}/main-number"
    assert (await admin.put(path, json={"number": first})).json()["code"] == "main_number.elsewhere"
    await live(world, organisation, location, first, second)
    assert (await admin.put(path, json={"number": first})).json()["main_number"] == first
    assert (await admin.put(path, json={"number": second})).json()["main_number"] == second
    uses = {each["number"]: each["use"] for each in (await admin.get("/v1/numbers")).json()["items"]}
    assert uses == {first: "unassigned", second: "main"}


async def test_the_pages_keep_what_was_chosen_and_say_what_is_missing(world: World) -> None:
    admin, organisation, location = await place(world)
    who = await person_at(world, organisation, location)
    missing = await send(admin, "/calls", {"treatment": "person", "person_id": ""}, to="/calls/unassigned")
    assert missing.status_code == 422
    assert "Nobody is chosen who takes these calls." in said(missing)
    assert (await send(admin, "/calls", {"treatment": "person", "person_id": who}, to="/calls/unassigned")).status_code == 303
    main = f"/locations/{location}/main-number"
    assert (await send(admin, main, {"treatment": "person", "person_id": who}, to=f"{main}/treatment")).status_code == 303
    assert "ring Oz Osbourne" in said(await admin.get("/calls"))
    await live(world, organisation, location, "+13605550188")
    assert (await send(admin, main, {"number": "+13605550188"})).status_code == 303
    assert "(360) 555-0188" in said(await admin.get(f"/locations/{location}"))
    viewer = await world.signed_in(organisation, Role.VIEWER)
    assert "Which person?" not in said(await viewer.get("/calls"))
    assert (await viewer.get(main)).status_code == 200


async def test_a_location_and_its_emergency_address_are_changed_on_pages(world: World) -> None:
    admin, _, location = await place(world)
    at = f"/locations/{location}"
    changed = {"name": "Annex", "time_zone": "America/Chicago", "extension_length": "3", "site_code": "82"}
    assert (await send(admin, f"{at}/change", changed)).status_code == 303
    wrong = await send(admin, f"{at}/change", changed | {"extension_length": "many"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.text
    address = {"street": "1 Revello Drive", "unit": "", "city": "Denver", "state": "CO", "zip_code": "80202"}
    assert (await send(admin, f"{at}/emergency-address", address | {"state": "XX"})).status_code == 422
    assert (await send(admin, f"{at}/emergency-address", address)).status_code == 303
    told = said(await admin.get(at))
    assert "Annex" in told
    assert "1 Revello Drive" in told


async def test_a_main_number_is_nobodys_own(world: World) -> None:
    admin, organisation, location = await place(world)
    main, who = "+13605550179", await person_at(world, organisation, location)
    await live(world, organisation, location, main)
    assert (await admin.put(f"/v1/locations/{location}/main-number", json={"number": main})).status_code == 200
    given = await admin.put(f"/v1/people/{who}/number", json={"number": main})
    assert (given.status_code, given.json()["code"]) == (409, "person.main_number")
    (number,) = (await admin.get("/v1/numbers")).json()["items"]
    assert number["use"] == "main"


async def test_the_number_that_was_the_main_one_is_nobodys_when_a_ported_one_takes_its_place(world: World) -> None:
    admin, organisation, location = await place(world)
    before, ported, theirs = "+13605550180", "+13605550181", "+13605550182"
    await live(world, organisation, location, before)
    assert (await admin.put(f"/v1/locations/{location}/main-number", json={"number": before})).status_code == 200
    who = await person_at(world, organisation, location)
    async with system_transaction(world.system) as connection:
        await people.await_number(connection, who, organisation, theirs)
        for number in (ported, theirs):
            await inventory.arrive(
                connection, Arrival(organisation, location, (number,), "ported", "rehearsal", number, number, world.clock())
            )
    uses = {each["number"]: each["use"] for each in (await admin.get("/v1/numbers")).json()["items"]}
    assert uses == {before: "unassigned", ported: "main", theirs: "person"}
    assert (await admin.get(f"/v1/locations/{location}")).json()["main_number"] == ported
