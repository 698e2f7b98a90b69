"""Emergency addresses of single numbers: they are the holder's own, and fall when the number or its holder moves on (rule 20)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import any_of
from store.schema.people import inventory, people


async def choose(connection: AsyncConnection, organisation_id: str, number: str, sealed: bytes | None) -> None:
    """The holder's own address; None follows the location's. Either way somebody has looked at which one holds."""
    mine = (inventory.c.organisation_id == organisation_id, inventory.c.number == number)
    await connection.execute(update(inventory).where(*mine).values(emergency_address_sealed=sealed, own_address_ended_at=None))


async def holders(connection: AsyncConnection, organisation_id: str, person_ids: Sequence[str]) -> frozenset[str]:
    """Of these people, those whose number has an address of its own."""
    theirs = (people.c.organisation_id == organisation_id, people.c.id == any_of(person_ids))
    held = select(people.c.id).join(inventory, inventory.c.number == people.c.number).where(*theirs)
    return frozenset(await connection.scalars(held.where(inventory.c.emergency_address_sealed.is_not(None))))


async def end_of_holders(connection: AsyncConnection, organisation_id: str, number: str, person_id: str | None, at: datetime) -> None:
    """Before `number` goes to this person, or to nobody: an own address goes neither with a number to its next holder, nor with a
    person to their next number. What it would have gone to is marked.
    """
    concerned = [people.c.number == number] + ([people.c.id == person_id] if person_id else [])
    theirs = select(people.c.id, people.c.number).where(people.c.organisation_id == organisation_id, or_(*concerned))
    had = {row.id: row.number for row in await connection.execute(theirs)}
    if person_id and had.get(person_id) == number:
        return
    mine = (inventory.c.organisation_id == organisation_id, inventory.c.number == any_of([number, *filter(None, had.values())]))
    own = update(inventory).where(*mine, inventory.c.emergency_address_sealed.is_not(None))
    ended = set(await connection.scalars(own.values(_fallen(at)).returning(inventory.c.number)))
    if person_id and had.get(person_id) in ended:
        await connection.execute(update(inventory).where(*mine, inventory.c.number == number).values(_fallen(at)))


async def end_of_waiting(connection: AsyncConnection, organisation_id: str, waited: Sequence[ColumnElement[bool]], at: datetime) -> None:
    """Before people get the numbers that they waited for: the same for the numbers that they had. waited: which people."""
    here = inventory.c.organisation_id == organisation_id
    had = select(people.c.number, people.c.waiting_number).join(inventory, inventory.c.number == people.c.number)
    moving = had.where(*waited, here, inventory.c.emergency_address_sealed.is_not(None)).cte()
    both = union_all(select(moving.c.number), select(moving.c.waiting_number))
    await connection.execute(update(inventory).where(here, inventory.c.number.in_(both)).values(_fallen(at)))


def ended(at: datetime) -> ColumnElement[datetime]:
    """The mark of a number whose own address, if it has one, falls now."""
    return case((inventory.c.emergency_address_sealed.is_not(None), at), else_=inventory.c.own_address_ended_at)


def _fallen(at: datetime) -> dict[str, datetime | None]:
    return {"emergency_address_sealed": None, "own_address_ended_at": at}
