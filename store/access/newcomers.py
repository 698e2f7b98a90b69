"""People on their way in: accounts without a role yet, invitations that nobody has answered."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.access.codes import OneTimeCode
from store.rows import insert, many, reading
from store.schema.access import memberships, one_time_codes, users
from store.schema.people import people
from store.tenancy.users import User

INVITING = ("welcome", "invitation")


async def add_user(connection: AsyncConnection, user: User) -> None:
    """An account that may do nothing yet. Raises IntegrityError when the e-mail address has one already."""
    await insert(connection, users, [user])


async def open_invitations(connection: AsyncConnection, organisation_id: str, now: datetime) -> tuple[OneTimeCode, ...]:
    """Links that still work, oldest first."""
    working = (one_time_codes.c.used_at.is_(None), one_time_codes.c.expires_at > now, one_time_codes.c.purpose.in_(INVITING))
    query = reading(one_time_codes, OneTimeCode).where(one_time_codes.c.organisation_id == organisation_id, *working)
    return many(await connection.execute(query.order_by(one_time_codes.c.created_at, one_time_codes.c.id)), OneTimeCode)


async def withdraw(connection: AsyncConnection, code_id: str, organisation_id: str, now: datetime) -> bool:
    """Whether there was a working link to withdraw."""
    working = (one_time_codes.c.id == code_id, one_time_codes.c.organisation_id == organisation_id, one_time_codes.c.used_at.is_(None))
    inviting = one_time_codes.c.purpose.in_(INVITING)
    return (await connection.execute(update(one_time_codes).where(*working, inviting).values(used_at=now))).rowcount == 1


async def connect_person(connection: AsyncConnection, person_id: str, organisation_id: str, user_id: str) -> None:
    """The person of the call plan signs in as this user."""
    theirs = (people.c.id == person_id, people.c.organisation_id == organisation_id)
    await connection.execute(update(people).where(*theirs).values(user_id=user_id))


async def mark_invited(connection: AsyncConnection, person_id: str, organisation_id: str, at: datetime) -> None:
    theirs = (people.c.id == person_id, people.c.organisation_id == organisation_id)
    await connection.execute(update(people).where(*theirs).values(invited_at=at))


async def administrators(connection: AsyncConnection, organisation_id: str) -> int:
    """How many customer admins there are, locked until the transaction ends so that the last two cannot both leave at once."""
    admins = select(memberships.c.user_id).where(memberships.c.organisation_id == organisation_id, memberships.c.role == "customer_admin")
    return len((await connection.execute(admins.with_for_update())).all())
