"""People of the call plan, and the numbers they have or wait for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import Tenants, any_of, insert, many, one, reading, within
from store.schema.people import people


@dataclass(frozen=True, slots=True)
class Person:
    """waiting_number: the number being ported for them, shown as "transfer" meanwhile (rule 60). user_id: their sign-in, if any."""

    id: str
    organisation_id: str
    location_id: str
    name_sealed: bytes
    email_sealed: bytes
    email_blind: bytes
    created_at: datetime
    extension: str | None = None
    number: str | None = None
    waiting_number: str | None = None
    user_id: str | None = None
    invited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """As much of a person as tells them from others."""

    id: str
    organisation_id: str
    name_sealed: bytes
    email_sealed: bytes
    extension: str | None
    number: str | None


async def add(connection: AsyncConnection, persons: Sequence[Person]) -> None:
    """All or none. Raises IntegrityError when an extension or number is taken, or two wait for one number."""
    await insert(connection, people, persons)


async def find(connection: AsyncConnection, person_id: str, tenants: Tenants) -> Person | None:
    return one(await connection.execute(reading(people, Person).where(people.c.id == person_id, within(people, tenants))), Person)


async def there(connection: AsyncConnection, organisation_id: str, person_ids: Sequence[str]) -> frozenset[str]:
    """Of these ids, those of the organisation's people."""
    known = select(people.c.id).where(people.c.organisation_id == organisation_id, people.c.id == any_of(person_ids))
    return frozenset(await connection.scalars(known))


async def of_ids(connection: AsyncConnection, organisation_id: str, person_ids: Sequence[str]) -> tuple[Person, ...]:
    theirs = (people.c.organisation_id == organisation_id, people.c.id == any_of(person_ids))
    return many(await connection.execute(reading(people, Person).where(*theirs).order_by(people.c.id)), Person)


async def listed(
    connection: AsyncConnection, organisation_id: str, location_id: str = "", after: str = "", limit: int = 50
) -> tuple[Person, ...]:
    """By id, a page at a time; of one location if it is named."""
    mine = (people.c.organisation_id == organisation_id, people.c.id > after)
    here = (people.c.location_id == location_id,) if location_id else ()
    return many(await connection.execute(reading(people, Person).where(*mine, *here).order_by(people.c.id).limit(limit)), Person)


async def named(connection: AsyncConnection, organisation_id: str, after: str = "", limit: int = 500) -> tuple[Named, ...]:
    """By id, a page at a time."""
    mine = (people.c.organisation_id == organisation_id, people.c.id > after)
    return many(await connection.execute(reading(people, Named).where(*mine).order_by(people.c.id).limit(limit)), Named)


async def reached_by(connection: AsyncConnection, organisation_id: str, digits: Sequence[str], limit: int) -> tuple[Named, ...]:
    """Whose extension or number holds each of these digits, by id."""
    fits = (or_(people.c.extension.contains(each), people.c.number.contains(each)) for each in digits)
    theirs = reading(people, Named).where(people.c.organisation_id == organisation_id, *fits)
    return many(await connection.execute(theirs.order_by(people.c.id).limit(limit)), Named)


async def with_numbers(connection: AsyncConnection, organisation_id: str, numbers: Sequence[str]) -> tuple[Person, ...]:
    """Who has or waits for these numbers."""
    theirs = or_(people.c.number == any_of(numbers), people.c.waiting_number == any_of(numbers))
    return many(await connection.execute(reading(people, Person).where(people.c.organisation_id == organisation_id, theirs)), Person)


async def await_number(connection: AsyncConnection, person_id: str, organisation_id: str, number: str | None) -> None:
    """Let a person wait for a number being ported ("transfer"); None lets them wait no more."""
    theirs = (people.c.id == person_id, people.c.organisation_id == organisation_id)
    await connection.execute(update(people).where(*theirs).values(waiting_number=number))


async def change(
    connection: AsyncConnection, person_id: str, organisation_id: str, *, name_sealed: bytes, extension: str | None, location_id: str
) -> None:
    """Raises IntegrityError when the extension is taken."""
    theirs = (people.c.id == person_id, people.c.organisation_id == organisation_id)
    await connection.execute(update(people).where(*theirs).values(name_sealed=name_sealed, extension=extension, location_id=location_id))


async def remove(connection: AsyncConnection, person_id: str, organisation_id: str) -> bool:
    """Whether they were there. Raises IntegrityError while a number is or was assigned to them."""
    theirs = (people.c.id == person_id, people.c.organisation_id == organisation_id)
    return (await connection.execute(delete(people).where(*theirs))).rowcount == 1
