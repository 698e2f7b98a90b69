"""Addresses under which calendars follow an organisation's dates: one a person and organisation, known by its hash alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import insert, one, reading
from store.schema.order_lists import calendar_feeds


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """token_hash: of what stands in the address, which is kept nowhere. Times are real."""

    id: str
    organisation_id: str
    user_id: str
    token_hash: bytes
    created_at: datetime


_STANDING = reading(calendar_feeds, CalendarFeed).where(calendar_feeds.c.revoked_at.is_(None))


async def add(connection: AsyncConnection, feed: CalendarFeed) -> None:
    await insert(connection, calendar_feeds, [feed])


async def by_hash(connection: AsyncConnection, token_hash: bytes) -> CalendarFeed | None:
    """Unless revoked; the hash must be the transaction's credential."""
    return one(await connection.execute(_STANDING.where(calendar_feeds.c.token_hash == token_hash)), CalendarFeed)


async def of_user(connection: AsyncConnection, user_id: str, organisation_id: str) -> CalendarFeed | None:
    """The user must be the transaction's principal."""
    mine = (calendar_feeds.c.user_id == user_id, calendar_feeds.c.organisation_id == organisation_id)
    newest = _STANDING.where(*mine).order_by(calendar_feeds.c.created_at.desc()).limit(1)
    return one(await connection.execute(newest), CalendarFeed)


async def revoke(connection: AsyncConnection, user_id: str, organisation_id: str, at: datetime) -> bool:
    """Whether there was one."""
    mine = (calendar_feeds.c.user_id == user_id, calendar_feeds.c.organisation_id == organisation_id, calendar_feeds.c.revoked_at.is_(None))
    return (await connection.execute(update(calendar_feeds).where(*mine).values(revoked_at=at))).rowcount > 0
