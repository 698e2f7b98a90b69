"""Forms whose session had ended when they were sent: kept sealed for who sent them, for an hour. Times are real."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import insert, one, reading
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


async def keep(connection: AsyncConnection, form: KeptForm) -> None:
    """The user must be the transaction's principal."""
    await insert(connection, kept_forms, [form])


async def find(connection: AsyncConnection, form_id: str, user_id: str, now: datetime) -> KeptForm | None:
    theirs = (kept_forms.c.id == form_id, kept_forms.c.user_id == user_id, kept_forms.c.expires_at > now)
    return one(await connection.execute(reading(kept_forms, KeptForm).where(*theirs)), KeptForm)


async def forget_expired(connection: AsyncConnection, now: datetime) -> int:
    return (await connection.execute(delete(kept_forms).where(kept_forms.c.expires_at <= now))).rowcount
