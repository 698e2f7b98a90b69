"""A customer to try things out with: its people, its place, and logins for everybody. Fiction throughout."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from api.actions.call_plan.locations import Contact
from api.actions.entrance.newcomers import Newcomer, new_person, new_user
from api.actions.entrance.passwords import hashed
from api.parts import ApiParts
from domain.access import Role
from domain.address import Address
from store.call_plan import locations, people
from store.call_plan.locations import Location
from store.database import tenant_transaction
from store.ids import fresh
from store.tenancy import organisations, users
from store.tenancy.organisations import Organisation
from store.tenancy.tenant_keys import add_key
from store.tenancy.users import Membership
from vault.envelope import TenantBox

ADMIN = Newcomer("Eustace", "Brackenstall", "eustace@abbey-grange.example")
STAFF = Newcomer("Theresa", "Wright", "theresa@portwright.example")
PARTNER = Newcomer("Mycroft", "Holmes", "mycroft@diogenes.example")
PEOPLE = (("Mary", "Fraser", "4101"), ("Jack", "Croker", "4102"), ("Stanley", "Hopkins", "4103"))
ADDRESS = Address("1630 Marsham Street", "Denver", "CO", "80202", "Suite 4")
COMPANY = "Abbey Grange Hotels LLC"
ZONE = "America/Denver"
_LOGINS, _UNSERVED = "logins.json", "sample-order-to-come.json"


@dataclass(frozen=True, slots=True)
class Login:
    role: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class SampleCustomer:
    """person_ids: those who have no number yet."""

    organisation_id: str
    location_id: str
    person_ids: tuple[str, ...]
    logins: tuple[Login, ...]

    @property
    def admin(self) -> Login:
        return self.logins[0]


@dataclass(frozen=True, slots=True)
class _Found:
    organisation: Organisation
    box: TenantBox


async def make(parts: ApiParts, at: datetime, folder: Path) -> SampleCustomer:
    """The support desk, a partner, and the partner's customer with a place on the calling plan.

    It is remembered in the folder before it is there: a start that breaks off leaves nobody without a login.
    """
    ids = [fresh("org") for _ in range(3)]
    async with tenant_transaction(parts.app, ids, staff=True) as connection:
        desk = await _organisation(parts, connection, Organisation(ids[0], "PSTN support", "staff", "paid", False, "en", at))
        agent = await _organisation(parts, connection, Organisation(ids[1], "Diogenes Networks", "partner", "paid", False, "en", at))
        customer = await _organisation(parts, connection, Organisation(ids[2], COMPANY, "customer", "paid", True, "en", at))
        await organisations.entrust(connection, ids[1], ids[2], at)
        logins = (
            await _user(parts, connection, customer, ADMIN, Role.CUSTOMER_ADMIN, at),
            await _user(parts, connection, agent, PARTNER, Role.PARTNER, at),
            await _user(parts, connection, desk, STAFF, Role.SUPPORT_LEAD, at),
        )
        location_id = await _place(connection, customer, at)
        person_ids = await _people(parts, connection, customer, location_id, at)
        made = SampleCustomer(ids[2], location_id, person_ids, logins)
        remember(made, folder)
    return made


async def _organisation(parts: ApiParts, connection: AsyncConnection, organisation: Organisation) -> _Found:
    await organisations.add(connection, organisation)
    key, box = parts.envelope.forge(organisation.id)
    await add_key(connection, key)
    return _Found(organisation, box)


async def _user(parts: ApiParts, connection: AsyncConnection, home: _Found, who: Newcomer, role: Role, at: datetime) -> Login:
    password = secrets.token_urlsafe(12)
    user = new_user(parts, home.box, who, "en", at)
    post = Membership(user.id, home.organisation.id, role, at, account_manager=role is Role.CUSTOMER_ADMIN)
    await users.add(connection, user, post)
    await users.set_password(connection, user.id, await hashed(password))
    await users.validate(connection, user.id, at)
    return Login(role, who.email, password)


async def _place(connection: AsyncConnection, home: _Found, at: datetime) -> str:
    location_id = fresh("loc")
    await locations.add(connection, Location(location_id, home.organisation.id, "Denver office", ZONE, at))
    contact = json.dumps(asdict(Contact(f"{ADMIN.first_name} {ADMIN.last_name}", ADMIN.email))).encode()
    address = json.dumps(asdict(ADDRESS)).encode()
    await locations.enable_plan(
        connection,
        location_id,
        contact_sealed=home.box.seal("locations", "contact_sealed", location_id, contact),
        emergency_address_sealed=home.box.seal("locations", "emergency_address_sealed", location_id, address),
        at=at,
    )
    return location_id


async def _people(parts: ApiParts, connection: AsyncConnection, home: _Found, location_id: str, at: datetime) -> tuple[str, ...]:
    made: list[people.Person] = []
    for first, last, extension in PEOPLE:
        who = Newcomer(first, last, f"{first.lower()}@abbey-grange.example")
        person = new_person(parts, home.box, who, location_id, at)
        await people.add(connection, [person])
        await people.change(
            connection, person.id, home.organisation.id, name_sealed=person.name_sealed, extension=extension, location_id=location_id
        )
        made.append(person)
    return tuple(person.id for person in made)


def remember(customer: SampleCustomer, folder: Path) -> None:
    """Keep the logins for the next start, readable by the owner only, and that the customer's order is still to be made."""
    _write(folder / _LOGINS, [asdict(login) for login in customer.logins])
    _write(folder / _UNSERVED, {name: getattr(customer, name) for name in ("organisation_id", "location_id", "person_ids")})


def unserved(folder: Path) -> SampleCustomer | None:
    """The customer whose order is still to be made, or to be seen to its end."""
    path = folder / _UNSERVED
    if not path.exists():
        return None
    kept = json.loads(path.read_text())
    return SampleCustomer(kept["organisation_id"], kept["location_id"], tuple(kept["person_ids"]), remembered(folder))


def served(folder: Path) -> None:
    """Its order got to its end: the next start makes none."""
    (folder / _UNSERVED).unlink(missing_ok=True)


def _write(path: Path, value: object) -> None:
    """Whole or not at all."""
    scratch = path.with_suffix(".new")
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(value, file)
    scratch.replace(path)


def remembered(folder: Path) -> tuple[Login, ...]:
    """The logins kept, none where there are none."""
    path = folder / _LOGINS
    return tuple(Login(**login) for login in json.loads(path.read_text())) if path.exists() else ()
