"""Where help is sent for a person's number: the location's address, or one of the person's own (rules 19, 20)."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from api.actions.call_plan.locations import found_location, require_address
from api.actions.call_plan.locations import shown as place_shown
from api.actions.call_plan.people import found_person
from api.actions.work import Work, text_of
from api.front.problems import Refused
from domain.address import Address
from store.call_plan import inventory, own_addresses
from store.call_plan.people import Person

_COLUMN = ("inventory", "emergency_address_sealed")


@dataclass(frozen=True, slots=True)
class EmergencyAddress:
    """number: empty while they have none. own: it is the person's and not the location's. ended_at: as in the inventory."""

    number: str
    location_id: str
    own: bool
    address: Address | None
    ended_at: datetime | None


async def read(work: Work, person_id: str) -> EmergencyAddress:
    return await _seen(work, await found_person(work, person_id))


async def choose(work: Work, person_id: str, address: Address) -> EmergencyAddress:
    """An own address, as long as they hold the number they have now. Raises Refused `person.without_number`, Invalid."""
    person = await _with_number(work, person_id)
    require_address(address)
    box = await work.box(person.organisation_id)
    sealed = box.seal(*_COLUMN, str(person.number), json.dumps(asdict(address)).encode())
    return await _chosen(work, person, sealed)


async def follow_location(work: Work, person_id: str) -> EmergencyAddress:
    """Back to the location's. Raises Refused `person.without_number`."""
    return await _chosen(work, await _with_number(work, person_id), None)


async def _chosen(work: Work, person: Person, sealed: bytes | None) -> EmergencyAddress:
    await own_addresses.choose(work.connection, person.organisation_id, str(person.number), sealed)
    work.note(person.organisation_id, person.id, "person.emergency_address", own=str(sealed is not None).lower())
    return await _seen(work, person)


async def _with_number(work: Work, person_id: str) -> Person:
    person = await found_person(work, person_id)
    if not person.number:
        raise Refused("person.without_number")
    return person


async def _seen(work: Work, person: Person) -> EmergencyAddress:
    live = await inventory.live(work.connection, person.organisation_id, person.number) if person.number else None
    place = await place_shown(work, await found_location(work, live.location_id if live else person.location_id))
    if live is None:
        return EmergencyAddress("", place.id, False, place.emergency_address, None)
    box = await work.box(person.organisation_id)
    own = text_of(box, *_COLUMN, live.number, live.emergency_address_sealed)
    address = Address(**json.loads(own)) if own else place.emergency_address
    return EmergencyAddress(live.number, place.id, bool(own), address, live.own_address_ended_at)
