"""A person's own emergency address: it belongs to their number while they hold it, and what falls is told (rule 20)."""

from datetime import timedelta

from api.actions.entrance.newcomers import Newcomer, new_person
from domain.access import Role, Scope
from store.call_plan import inventory, people
from store.call_plan.inventory import Arrival
from store.database import system_transaction
from tests.api.drafting import Drafting, with_carrier
from tests.api.pages import said, send
from tests.api.world import Browser, World

HOME = {"street": "31 Spooner Street", "unit": "", "city": "Boulder", "state": "CO", "zip_code": "80301"}


async def place(world: World) -> tuple[Browser, str, str]:
    organisation = await world.organisation()
    return await world.signed_in(organisation, Role.CUSTOMER_ADMIN), organisation, await world.location(organisation, enabled=True)


async def person(world: World, organisation: str, location: str, first: str = "Peter") -> str:
    who = Newcomer(first, "Griffin", f"{first.lower()}@example.com")
    made = new_person(world.parts, await world.parts.envelope.box(organisation), who, location, world.clock())
    async with system_transaction(world.system) as connection:
        await people.add(connection, [made])
    return made.id


async def arrives(world: World, organisation: str, location: str, *numbers: str, key: str = "ord_x") -> None:
    async with system_transaction(world.system) as connection:
        await inventory.arrive(connection, Arrival(organisation, location, numbers, "ported", "rehearsal", key, "", world.clock()))


def path(who: str) -> str:
    return f"/v1/people/{who}/emergency-address"


async def marked(admin: Browser) -> dict[str, tuple[bool, bool]]:
    """Of each number: whether it has an own address, and whether one ended."""
    found = (await admin.get("/v1/numbers")).json()["items"]
    return {each["number"]: (each["own_emergency_address"], each["own_address_ended_at"] is not None) for each in found}


async def test_help_is_sent_to_the_location_until_a_person_has_an_address_of_their_own(world: World) -> None:
    admin, organisation, location = await place(world)
    who, number = await person(world, organisation, location), "+13605550183"
    without = await admin.put(path(who), json=HOME)
    assert (without.status_code, without.json()["code"]) == (409, "person.without_number")
    assert (await admin.get(path(who))).json()["address"]["street"] == "1 Main Street"
    await arrives(world, organisation, location, number)
    assert (await admin.put(f"/v1/people/{who}/number", json={"number": number})).status_code == 200
    assert (await admin.put(path(who), json=HOME | {"street": "PO Box 7"})).json()["errors"][0]["pointer"] == "/emergency_address"
    own = (await admin.put(path(who), json=HOME)).json()
    assert (own["own"], own["address"], own["number"], own["location_id"]) == (True, HOME, number, location)
    await admin.put(f"/v1/locations/{location}/emergency-address", json=HOME | {"street": "2 Main Street"})
    assert (await admin.get(path(who))).json() == own
    back = (await admin.delete(path(who))).json()
    assert (back["own"], back["address"]["street"], back["ended_at"]) == (False, "2 Main Street", None)


async def test_an_own_address_goes_neither_with_the_number_nor_with_the_person(world: World) -> None:
    admin, organisation, location = await place(world)
    first, second = "+13605550184", "+13605550185"
    peter, lois = await person(world, organisation, location), await person(world, organisation, location, "Lois")
    await arrives(world, organisation, location, first, second)
    for _ in range(2):  # Once more the same number changes nothing.
        await admin.put(f"/v1/people/{peter}/number", json={"number": first})
        await admin.put(path(peter), json=HOME)
    assert await marked(admin) == {first: (True, False), second: (False, False)}
    await admin.put(f"/v1/people/{peter}/number", json={"number": second})
    assert await marked(admin) == {first: (False, True), second: (False, True)}
    moved = (await admin.get(path(peter))).json()
    assert (moved["own"], moved["address"]["street"], moved["ended_at"] is not None) == (False, "1 Main Street", True)
    await admin.delete(path(peter))
    await admin.put(f"/v1/people/{lois}/number", json={"number": first})
    assert (await admin.get(path(lois))).json()["ended_at"] is not None
    await admin.put(path(lois), json=HOME)
    assert await marked(admin) == {first: (True, False), second: (False, False)}


async def test_an_own_address_falls_when_the_ported_number_takes_the_old_ones_place(world: World) -> None:
    own_time = world.with_clock()
    admin, organisation, location = await place(own_time)
    interim, ported = "+13605550186", "+13605550187"
    who = await person(own_time, organisation, location)
    await arrives(own_time, organisation, location, interim)
    await admin.put(f"/v1/people/{who}/number", json={"number": interim})
    await admin.put(path(who), json=HOME)
    await admin.put(f"/v1/people/{who}/number", json={"number": ported, "transfer": True})
    assert await marked(admin) == {interim: (True, False)}
    own_time.clock.pass_by(timedelta(minutes=1))
    await arrives(own_time, organisation, location, ported, key="po_x")
    assert await marked(admin) == {interim: (False, True), ported: (False, True)}
    assert "did not come along" in said(await admin.get(f"/people/{who}"))


async def test_the_check_before_an_order_says_that_the_own_address_stays_behind(world: World) -> None:
    drafting = await Drafting.begin(with_carrier(world))
    admin, organisation, location = drafting.admin, drafting.organisation, drafting.location
    who, interim, ported = await person(world, organisation, location), "+13605550193", "+13605550194"
    await arrives(world, organisation, location, interim)
    await admin.put(f"/v1/people/{who}/number", json={"number": interim})
    await drafting.put_numbers(ported, lines=[{"number": ported, "use": "person", "person_id": who}])
    assert "lines.own_address_ends" not in await drafting.codes("confirm")
    await admin.put(path(who), json=HOME)
    assert "lines.own_address_ends" in await drafting.codes("confirm")


async def test_a_number_that_is_another_customers_now_says_nothing_of_the_one_before(world: World) -> None:
    admin, organisation, location = await place(world)
    who, number = await person(world, organisation, location), "+13605550188"
    await arrives(world, organisation, location, number)
    await admin.put(f"/v1/people/{who}/number", json={"number": number})
    await admin.put(path(who), json=HOME)
    other, theirs, elsewhere = await place(world)
    await arrives(world, theirs, elsewhere, number, key="po_y")
    assert await marked(other) == {number: (False, False)}
    assert (await other.get(path(who))).status_code == 404
    assert (await other.put(path(who), json=HOME)).status_code == 404


async def test_a_number_can_be_taken_from_a_person(world: World) -> None:
    admin, organisation, location = await place(world)
    who, number = await person(world, organisation, location), "+13605550189"
    await arrives(world, organisation, location, number)
    await admin.put(f"/v1/people/{who}/number", json={"number": number})
    assert (await send(admin, f"/people/{who}/number", {"number_kind": "none", "number": "(360) 555-0189"})).status_code == 303
    assert (await admin.get(f"/v1/people/{who}")).json()["number"] == ""
    (live,) = (await admin.get("/v1/numbers")).json()["items"]
    assert (live["use"], live["person_id"]) == ("unassigned", None)


async def test_a_person_with_another_number_leaves_the_old_one_to_nobody(world: World) -> None:
    admin, organisation, location = await place(world)
    who, old, new = await person(world, organisation, location), "+13605550190", "+13605550191"
    await arrives(world, organisation, location, old, new)
    for number in (old, new):
        await admin.put(f"/v1/people/{who}/number", json={"number": number})
    held = {each["number"]: each["use"] for each in (await admin.get("/v1/numbers")).json()["items"]}
    assert held == {old: "unassigned", new: "person"}


async def test_the_address_is_chosen_on_a_page(world: World) -> None:
    admin, organisation, location = await place(world)
    who, number = await person(world, organisation, location), "+13605550192"
    at = f"/people/{who}/emergency-address"
    assert "no number that works" in said(await admin.get(at))
    await arrives(world, organisation, location, number)
    await admin.put(f"/v1/people/{who}/number", json={"number": number})
    refused = await send(admin, at, {"whose": "own"} | HOME | {"street": "PO Box 7"})
    assert refused.status_code == 422
    assert "Help cannot be sent to this address." in said(refused)
    assert (await send(admin, at, {"whose": "own"} | HOME)).status_code == 303
    assert "31 Spooner Street" in said(await admin.get(f"/people/{who}"))
    assert 'value="31 Spooner Street"' in (await admin.get(at)).text
    assert (await send(admin, at, {"whose": "location"} | HOME)).status_code == 303
    assert "1 Main Street" in said(await admin.get(f"/people/{who}"))


async def test_who_may_only_read_people_reads_the_address(world: World) -> None:
    _, organisation, location = await place(world)
    who = await person(world, organisation, location)
    viewer = await world.signed_in(organisation, Role.VIEWER)
    assert (await viewer.get(path(who))).status_code == 200
    assert (await viewer.put(path(who), json=HOME)).status_code == 403
    assert (await viewer.get(f"/people/{who}/emergency-address")).status_code == 403
    program = await world.integrator(organisation, Scope.ORDERS_READ)
    assert (await program.delete(path(who))).status_code == 403
