"""How far the watch over each carrier has read."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema.crossings import watch_cursors


async def cursor(connection: AsyncConnection, carrier: str) -> str:
    """Where to read on; empty at the very beginning."""
    found = select(watch_cursors.c.cursor).where(watch_cursors.c.carrier == carrier)
    return (await connection.execute(found)).scalar_one_or_none() or ""


async def advance(connection: AsyncConnection, carrier: str, to: str, now: datetime) -> None:
    """In the transaction that stores what was read. now: real."""
    row = upsert(watch_cursors).values(carrier=carrier, cursor=to, watched_at=now)
    await connection.execute(
        row.on_conflict_do_update(index_elements=["carrier"], set_={"cursor": row.excluded.cursor, "watched_at": row.excluded.watched_at})
    )
