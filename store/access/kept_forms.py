"""Forms whose session had ended when they were sent: kept sealed for who sent them, for an hour. Times are real."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from store.access.sessions import Session
from store.rows import insert, one, reading
from store.schema.access import sessions
from store.schema.kept_forms import kept_forms


@dataclass(frozen=True, slots=True)
class KeptForm:
    """organisation_id: the user's home, whose key seals the fields. path: of the page with the form."""

    id: str
    organisation_id: str
    user_id: str
    path: str
    fields_sealed: bytes
    expires_at: datetime


async def ended_session(connection: AsyncConnection, token_hash: bytes, now: datetime) -> Session | None:
    """The session if it is over but was there; its hash must be the transaction's credential."""
    over = or_(sessions.c.revoked_at.is_not(None), sessions.c.idle_expires_at <= now, sessions.c.absolute_expires_at <= now)
    return one(await connection.execute(reading(sessions, Session).where(sessions.c.token_hash == token_hash, over)), Session)


async def keep(connection: AsyncConnection, form: KeptForm) -> None:
    """The user must be the transaction's principal."""
    await insert(connection, kept_forms, [form])


async def find(connection: AsyncConnection, form_id: str, user_id: str, now: datetime) -> KeptForm | None:
    theirs = (kept_forms.c.id == form_id, kept_forms.c.user_id == user_id, kept_forms.c.expires_at > now)
    return one(await connection.execute(reading(kept_forms, KeptForm).where(*theirs)), KeptForm)


async def forget_expired(connection: AsyncConnection, now: datetime) -> int:
    return (await connection.execute(delete(kept_forms).where(kept_forms.c.expires_at <= now))).rowcount
