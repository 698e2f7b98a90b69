"""What callers of a main number and of a number of nobody's meet, and which number is the main one (rules 58, 59, 65)."""

from dataclasses import dataclass

from api.actions.call_plan.locations import found_location
from api.actions.call_plan.people import found_person, read_number
from api.actions.work import Work
from api.front.problems import Refused, not_found
from domain.call_treatments import MainTreatment, UnassignedTreatment
from domain.policy.rulebook import CURRENT, MainNumberPolicy, rulebook
from store.call_plan import call_treatments, inventory, locations
from store.call_plan.call_treatments import CallTreatment


@dataclass(frozen=True, slots=True)
class Treatments:
    """None where nobody has chosen yet. main: by location."""

    organisation_id: str
    unassigned: CallTreatment | None
    main: dict[str, CallTreatment]


async def read(work: Work) -> Treatments:
    """Of the acting organisation."""
    organisation_id = work.organisation_id
    found = await call_treatments.chosen(work.connection, organisation_id)
    own = next((each for each in found if each.location_id is None), None)
    return Treatments(organisation_id, own, {each.location_id: each for each in found if each.location_id})


async def treat_unassigned(work: Work, treatment: UnassignedTreatment, person_id: str) -> Treatments:
    """Raises Refused, Problem NOT_FOUND."""
    organisation_id = work.organisation_id
    await _choose(work, organisation_id, organisation_id, None, treatment, person_id)
    return await read(work)


async def treat_main(work: Work, location_id: str, treatment: MainTreatment, person_id: str) -> Treatments:
    """Raises Refused, Problem NOT_FOUND."""
    place = await found_location(work, location_id)
    await _choose(work, place.organisation_id, place.id, place.id, treatment, person_id)
    own = await of_main(work, location_id)
    return Treatments(place.organisation_id, None, {location_id: own} if own else {})


async def of_main(work: Work, location_id: str) -> CallTreatment | None:
    """Of a location's main number, once somebody has chosen."""
    place = await found_location(work, location_id)
    return next((each for each in await call_treatments.chosen(work.connection, place.organisation_id) if each.id == place.id), None)


async def make_main(work: Work, location_id: str, typed: str) -> None:
    """Make a live number of the location its main number; the one before is assigned to nobody. Raises Refused, Invalid."""
    place, number = await found_location(work, location_id), read_number(typed, "/number")
    live = await inventory.live(work.connection, place.organisation_id, number)
    if live is None or live.location_id != place.id:
        raise Refused("main_number.elsewhere", status=422, pointer="/number")
    if live.source == "ported" and rulebook(CURRENT).main_number is MainNumberPolicy.NEVER:
        raise Refused("main_number.never_a_ported_number", {"number": number}, pointer="/number")
    at = await work.business_time(place.organisation_id)
    if any(held.use == "person" for held in await inventory.assigned(work.connection, place.organisation_id, (number,))):
        raise Refused("person.number_taken", pointer="/number")
    if place.main_number and place.main_number != number:
        key = f"main-no-more/{place.id}/{at.isoformat()}"
        await inventory.assign(work.connection, place.organisation_id, place.main_number, None, "unassigned", key, at)
    await inventory.assign(work.connection, place.organisation_id, number, None, "main", f"main/{place.id}/{at.isoformat()}", at)
    await locations.set_main_number(work.connection, place.id, number)
    work.note(place.organisation_id, place.id, "location.main_number")


async def spare_numbers(work: Work, location_id: str) -> tuple[str, ...]:
    """The location's live numbers that nobody holds, the first hundred: any of them can be its main number."""
    place = await found_location(work, location_id)
    return await inventory.spare(work.connection, place.organisation_id, place.id, 100)


async def _choose(work: Work, organisation_id: str, subject: str, location_id: str | None, treatment: str, person_id: str) -> None:
    rings = treatment == "person"
    if rings and not person_id:
        raise Refused("treatment.person_wanted", status=422, pointer="/person_id")
    if rings and (await found_person(work, person_id)).organisation_id != organisation_id:
        raise not_found()
    at = await work.business_time(organisation_id)
    row = CallTreatment(subject, organisation_id, location_id, treatment, person_id if rings else None, at)
    await call_treatments.choose(work.connection, row)
    work.note(organisation_id, subject, "call_treatment.main" if location_id else "call_treatment.unassigned", treatment=treatment)
