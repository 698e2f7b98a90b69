"""Codes and links that work once: activation, welcome, invitation, reset, signing. Times are real."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import insert, one, reading
from store.schema.access import one_time_codes


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """subject: what it is about besides the user (a signing link: its order id; an invitation: its person's id)."""

    id: str
    organisation_id: str
    purpose: str
    code_hash: bytes
    created_at: datetime
    expires_at: datetime
    user_id: str | None = None
    subject: str = ""
    attempts: int = 0
    used_at: datetime | None = None


async def issue(connection: AsyncConnection, code: OneTimeCode) -> None:
    """Codes of the same purpose for the same user and subject stop working."""
    earlier = (
        one_time_codes.c.organisation_id == code.organisation_id,
        one_time_codes.c.purpose == code.purpose,
        one_time_codes.c.user_id.is_not_distinct_from(code.user_id),
        one_time_codes.c.subject == code.subject,
        one_time_codes.c.used_at.is_(None),
    )
    await connection.execute(update(one_time_codes).where(*earlier).values(used_at=code.created_at))
    await insert(connection, one_time_codes, [code])


async def by_hash(connection: AsyncConnection, code_hash: bytes, purpose: str, now: datetime) -> OneTimeCode | None:
    """A link's code if it still works; in a credential transaction the hash is the credential."""
    working = (one_time_codes.c.used_at.is_(None), one_time_codes.c.expires_at > now, one_time_codes.c.purpose == purpose)
    return one(
        await connection.execute(reading(one_time_codes, OneTimeCode).where(one_time_codes.c.code_hash == code_hash, *working)), OneTimeCode
    )


async def known(connection: AsyncConnection, code_hash: bytes, purpose: str) -> OneTimeCode | None:
    """A link's code, also one that works no more."""
    found = reading(one_time_codes, OneTimeCode).where(one_time_codes.c.code_hash == code_hash, one_time_codes.c.purpose == purpose)
    return one(await connection.execute(found), OneTimeCode)


async def attempt(connection: AsyncConnection, user_id: str, purpose: str, now: datetime, most: int = 5) -> OneTimeCode | None:
    """The user's working code, with this try counted; None when there is none or it was tried `most` times.

    Counted before it is compared, so that tries at the same time all count.
    """
    working = (one_time_codes.c.used_at.is_(None), one_time_codes.c.expires_at > now, one_time_codes.c.attempts < most)
    tried = update(one_time_codes).where(one_time_codes.c.user_id == user_id, one_time_codes.c.purpose == purpose, *working)
    counted = tried.values(attempts=one_time_codes.c.attempts + 1)
    return one(await connection.execute(counted.returning(*reading(one_time_codes, OneTimeCode).selected_columns)), OneTimeCode)


async def use(connection: AsyncConnection, code_id: str, now: datetime) -> bool:
    """Whether this use was the first."""
    used = update(one_time_codes).where(one_time_codes.c.id == code_id, one_time_codes.c.used_at.is_(None)).values(used_at=now)
    return (await connection.execute(used)).rowcount == 1
