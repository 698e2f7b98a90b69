"""A new organisation with what it cannot be without: its clock, its key, its first location."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from api.parts import ApiParts
from store.call_plan import locations
from store.call_plan.locations import Location
from store.ids import fresh
from store.tenancy import organisations
from store.tenancy.organisations import Organisation
from store.tenancy.tenant_keys import add_key
from vault.envelope import TenantBox


@dataclass(frozen=True, slots=True)
class NewTenant:
    name: str
    standing: str
    rehearsal: bool
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Founded:
    """box: of the new key, which is stored only when the transaction commits."""

    organisation: Organisation
    location_id: str
    box: TenantBox


async def found(parts: ApiParts, connection: AsyncConnection, organisation_id: str, asked: NewTenant, at: datetime) -> Founded:
    """Make the customer in a transaction that sees `organisation_id` already. People need a location, so it has one from the start."""
    made = Organisation(organisation_id, asked.name, "customer", asked.standing, asked.rehearsal, asked.language, at)
    await organisations.add(connection, made)
    key, box = parts.envelope.forge(organisation_id)
    await add_key(connection, key)
    location = Location(fresh("loc"), organisation_id, asked.name, asked.time_zone, at)
    await locations.add(connection, location)
    return Founded(made, location.id, box)
