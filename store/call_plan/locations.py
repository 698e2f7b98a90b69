"""Where an organisation's numbers live."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import Tenants, insert, one, reading, row_of, rows_of
from store.schema.organisations import locations


@dataclass(frozen=True, slots=True)
class Location:
    """pstn_option: calling_plan, cloud_connected, premises or none. contact_sealed: who signs agreements (rule 9)."""

    id: str
    organisation_id: str
    name: str
    time_zone: str
    created_at: datetime
    pstn_option: str = "none"
    plan_enabled_at: datetime | None = None
    contact_sealed: bytes | None = None
    emergency_address_sealed: bytes | None = None
    main_number: str = ""
    site_code: str = ""
    extension_length: int = 4
    route_partition: str = "onNetRemote"


async def add(connection: AsyncConnection, location: Location) -> None:
    await insert(connection, locations, [location])


async def find(connection: AsyncConnection, location_id: str, tenants: Tenants) -> Location | None:
    return await row_of(connection, locations, Location, tenants, id=location_id)


async def listed(connection: AsyncConnection, organisation_id: str) -> tuple[Location, ...]:
    """By name."""
    return await rows_of(connection, locations, Location, "name", "id", organisation_id=organisation_id)


_NAMES = (
    select(locations.c.id, locations.c.name)
    .where(locations.c.organisation_id == bindparam("organisation_id"))
    .order_by(locations.c.name, locations.c.id)
)
_FIRST_ZONE = (
    select(locations.c.time_zone)
    .where(locations.c.organisation_id == bindparam("organisation_id"))
    .order_by(locations.c.name, locations.c.id)
    .limit(1)
)


async def names(connection: AsyncConnection, organisation_id: str) -> dict[str, str]:
    """By id, in the order of the names."""
    rows = await connection.execute(_NAMES, {"organisation_id": organisation_id})
    return {row.id: row.name for row in rows.all()}


async def first_zone(connection: AsyncConnection, organisation_id: str) -> str:
    """The time zone of the first by name; empty where there is no location."""
    return (await connection.execute(_FIRST_ZONE, {"organisation_id": organisation_id})).scalar_one_or_none() or ""


async def rename(
    connection: AsyncConnection, location_id: str, *, name: str, time_zone: str, site_code: str, extension_length: int
) -> None:
    values = {"name": name, "time_zone": time_zone, "site_code": site_code, "extension_length": extension_length}
    await connection.execute(update(locations).where(locations.c.id == location_id).values(values))


async def choose_pstn(connection: AsyncConnection, location_id: str, pstn_option: str) -> None:
    await connection.execute(update(locations).where(locations.c.id == location_id).values(pstn_option=pstn_option))


async def enable_plan(
    connection: AsyncConnection, location_id: str, *, contact_sealed: bytes, emergency_address_sealed: bytes, at: datetime
) -> bool:
    """Whether the plan is enabled now: not on a location with another PSTN option (rule 15). Enabled earlier stays as it was dated."""
    free = locations.c.pstn_option.in_(("none", "calling_plan"))
    enabled = (
        update(locations)
        .where(locations.c.id == location_id, free, locations.c.plan_enabled_at.is_(None))
        .values(
            pstn_option="calling_plan", plan_enabled_at=at, contact_sealed=contact_sealed, emergency_address_sealed=emergency_address_sealed
        )
    )
    return (await connection.execute(enabled)).rowcount == 1


async def move_emergency_address(connection: AsyncConnection, location_id: str, emergency_address_sealed: bytes) -> None:
    """Numbers without an address of their own follow it (rule 21)."""
    await connection.execute(
        update(locations).where(locations.c.id == location_id).values(emergency_address_sealed=emergency_address_sealed)
    )


async def with_main_number(connection: AsyncConnection, organisation_id: str, number: str) -> Location | None:
    """Whose main number it is."""
    theirs = (locations.c.organisation_id == organisation_id, locations.c.main_number == number)
    return one(await connection.execute(reading(locations, Location).where(*theirs).limit(1)), Location)


async def set_main_number(connection: AsyncConnection, location_id: str, number: str) -> None:
    await connection.execute(update(locations).where(locations.c.id == location_id).values(main_number=number))
