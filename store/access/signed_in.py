"""Where a user is signed in, for the list from which they sign out elsewhere. Times are real."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.access.sessions import Session
from store.rows import many, reading
from store.schema.access import sessions


async def listed(connection: AsyncConnection, user_id: str, now: datetime) -> tuple[Session, ...]:
    """Newest first; the user must be the transaction's principal."""
    alive = (sessions.c.revoked_at.is_(None), sessions.c.idle_expires_at > now, sessions.c.absolute_expires_at > now)
    query = reading(sessions, Session).where(sessions.c.user_id == user_id, *alive)
    return many(await connection.execute(query.order_by(sessions.c.created_at.desc())), Session)


async def revoke_others(connection: AsyncConnection, user_id: str, kept: bytes, now: datetime) -> None:
    """Sign out everywhere but here."""
    others = (sessions.c.user_id == user_id, sessions.c.token_hash != kept, sessions.c.revoked_at.is_(None))
    await connection.execute(update(sessions).where(*others).values(revoked_at=now))
