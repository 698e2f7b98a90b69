"""Locations: where numbers live, which PSTN connection they have, and the calling plan enabled there (rules 13 to 21)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import available_timezones

from api.actions.work import Work, text_of
from api.front.problems import Invalid, Refused, not_found
from domain.address import Address
from store.call_plan import locations
from store.call_plan.locations import Location
from store.ids import fresh


class PstnOption(StrEnum):
    NONE = "none"
    CALLING_PLAN = "calling_plan"
    CLOUD_CONNECTED = "cloud_connected"
    PREMISES = "premises"


@dataclass(frozen=True, slots=True)
class Contact:
    """Who signs the legal agreement (rule 9)."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class NewLocation:
    name: str
    time_zone: str
    site_code: str = ""
    extension_length: int = 4


@dataclass(frozen=True, slots=True)
class LocationShown:
    id: str
    organisation_id: str
    name: str
    time_zone: str
    pstn_option: PstnOption
    plan_enabled_at: datetime | None
    contact: Contact | None
    emergency_address: Address | None
    main_number: str
    site_code: str
    extension_length: int


async def add_location(work: Work, asked: NewLocation) -> LocationShown:
    organisation_id = work.organisation_id
    _require_zone(asked.time_zone)
    made = Location(
        id=fresh("loc"),
        organisation_id=organisation_id,
        name=asked.name,
        time_zone=asked.time_zone,
        created_at=await work.business_time(organisation_id),
        site_code=asked.site_code,
        extension_length=asked.extension_length,
    )
    await locations.add(work.connection, made)
    work.note(organisation_id, made.id)
    return await shown(work, made)


async def list_locations(work: Work) -> tuple[LocationShown, ...]:
    """Of the acting organisation, by name."""
    return tuple([await shown(work, one) for one in await locations.listed(work.connection, work.organisation_id)])


async def names(work: Work) -> Mapping[str, str]:
    """The name of each, by id: of the acting organisation, by name."""
    return await locations.names(work.connection, work.organisation_id)


async def of_organisation(work: Work, organisation_id: str) -> tuple[LocationShown, ...]:
    """The same of one that the caller may act for. Raises Problem NOT_FOUND."""
    work.require_tenant(organisation_id)
    return tuple([await shown(work, one) for one in await locations.listed(work.connection, organisation_id)])


async def read_location(work: Work, location_id: str) -> LocationShown:
    return await shown(work, await found_location(work, location_id))


async def change_location(work: Work, location_id: str, asked: NewLocation) -> LocationShown:
    location = await found_location(work, location_id)
    _require_zone(asked.time_zone)
    await locations.rename(
        work.connection,
        location.id,
        name=asked.name,
        time_zone=asked.time_zone,
        site_code=asked.site_code,
        extension_length=asked.extension_length,
    )
    work.note(location.organisation_id, location.id)
    return await read_location(work, location_id)


async def choose_pstn(work: Work, location_id: str, option: PstnOption) -> LocationShown:
    """Connect it another way than by the plan. Once it is connected the choice stands (rule 15). Raises Refused `location.pstn_chosen`."""
    location = await found_location(work, location_id)
    if location.pstn_option not in (PstnOption.NONE, option) or option is PstnOption.CALLING_PLAN:
        raise Refused("location.pstn_chosen")
    await locations.choose_pstn(work.connection, location.id, option)
    work.note(location.organisation_id, location.id, pstn_option=option)
    return await read_location(work, location_id)


async def enable_plan(work: Work, location_id: str, contact: Contact, address: Address) -> LocationShown:
    """Enable the calling plan, with who signs and the emergency address (rules 16, 17, 19).

    Raises Refused `location.other_pstn` for a location that has another connection (rule 15), `location.plan_enabled`.
    """
    location = await found_location(work, location_id)
    if location.pstn_option not in (PstnOption.NONE, PstnOption.CALLING_PLAN):
        raise Refused("location.other_pstn")
    require_address(address)
    sealed = {
        "contact_sealed": await _sealed(work, location, "contact_sealed", asdict(contact)),
        "emergency_address_sealed": await _sealed(work, location, "emergency_address_sealed", asdict(address)),
    }
    at = await work.business_time(location.organisation_id)
    if not await locations.enable_plan(work.connection, location.id, at=at, **sealed):
        raise Refused("location.plan_enabled")
    work.note(location.organisation_id, location.id)
    return await read_location(work, location_id)


async def move_emergency_address(work: Work, location_id: str, address: Address) -> LocationShown:
    """Numbers without an address of their own follow it (rule 21)."""
    location = await found_location(work, location_id)
    require_address(address)
    sealed = await _sealed(work, location, "emergency_address_sealed", asdict(address))
    await locations.move_emergency_address(work.connection, location.id, sealed)
    work.note(location.organisation_id, location.id, "location.emergency_address")
    return await read_location(work, location_id)


async def found_location(work: Work, location_id: str) -> Location:
    """Raises Problem NOT_FOUND, also for another tenant's."""
    location = await locations.find(work.connection, location_id, work.tenants)
    if location is None:
        raise not_found()
    return location


async def shown(work: Work, location: Location) -> LocationShown:
    box = await work.box(location.organisation_id)
    contact = text_of(box, "locations", "contact_sealed", location.id, location.contact_sealed)
    address = text_of(box, "locations", "emergency_address_sealed", location.id, location.emergency_address_sealed)
    return LocationShown(
        id=location.id,
        organisation_id=location.organisation_id,
        name=location.name,
        time_zone=location.time_zone,
        pstn_option=PstnOption(location.pstn_option),
        plan_enabled_at=location.plan_enabled_at,
        contact=Contact(**json.loads(contact)) if contact else None,
        emergency_address=Address(**json.loads(address)) if address else None,
        main_number=location.main_number,
        site_code=location.site_code,
        extension_length=location.extension_length,
    )


def require_address(address: Address) -> None:
    """Raises Invalid when help cannot be sent there."""
    if not address.dispatchable:
        raise Invalid(("/emergency_address", "location.address"))


async def _sealed(work: Work, location: Location, column: str, value: dict[str, str]) -> bytes:
    box = await work.box(location.organisation_id)
    return box.seal("locations", column, location.id, json.dumps(value).encode())


def _require_zone(time_zone: str) -> None:
    if time_zone not in available_timezones():
        raise Invalid(("/time_zone", "location.time_zone"))
