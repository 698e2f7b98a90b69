"""Who is signed in at a browser. Times are real."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, true, update
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import insert, one, reading
from store.schema.access import sessions


@dataclass(frozen=True, slots=True)
class Session:
    """token_hash: of what the cookie holds, which is kept nowhere. csrf: what forms of this session carry. agent: the browser, coarsely.

    only_for: the organisation whose provider vouched for the person, to which the session is bound; empty after a password.
    """

    token_hash: bytes
    user_id: str
    csrf: str
    created_at: datetime
    idle_expires_at: datetime
    absolute_expires_at: datetime
    used_at: datetime | None = None
    agent: str = ""
    only_for: str = ""


_NOW = bindparam("now", type_=TIMESTAMP(timezone=True))
_ALIVE = reading(sessions, Session).where(
    sessions.c.token_hash == bindparam("token_hash"),
    sessions.c.revoked_at.is_(None),
    sessions.c.idle_expires_at > _NOW,
    sessions.c.absolute_expires_at > _NOW,
)
_ENTERED = _ALIVE.add_columns(func.set_config("portwright.principal", sessions.c.user_id, true()))


async def open_session(connection: AsyncConnection, session: Session) -> None:
    await insert(connection, sessions, [session])


async def find(connection: AsyncConnection, token_hash: bytes, now: datetime) -> Session | None:
    """The session if it is neither expired nor revoked; its hash must be the transaction's credential."""
    return one(await connection.execute(_ALIVE, {"token_hash": token_hash, "now": now}), Session)


async def enter(connection: AsyncConnection, token_hash: bytes, now: datetime) -> Session | None:
    """As `find`; from here on the transaction also sees what belongs to the session's user."""
    row = (await connection.execute(_ENTERED, {"token_hash": token_hash, "now": now})).one_or_none()
    return None if row is None else Session(*row[:-1])


async def touch(connection: AsyncConnection, token_hash: bytes, idle_expires_at: datetime, now: datetime) -> None:
    used = update(sessions).where(sessions.c.token_hash == token_hash)
    await connection.execute(used.values(idle_expires_at=idle_expires_at, used_at=now))


async def revoke(connection: AsyncConnection, token_hash: bytes, now: datetime) -> None:
    await connection.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(revoked_at=now))


async def revoke_all(connection: AsyncConnection, user_id: str, now: datetime) -> None:
    """Everywhere the user is signed in; the user must be the transaction's principal."""
    await connection.execute(update(sessions).where(sessions.c.user_id == user_id, sessions.c.revoked_at.is_(None)).values(revoked_at=now))


async def forget_expired(connection: AsyncConnection, before: datetime) -> int:
    return (await connection.execute(delete(sessions).where(sessions.c.absolute_expires_at < before))).rowcount
