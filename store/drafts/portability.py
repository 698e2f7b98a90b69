"""What carriers said of numbers lately, so that typing does not ask again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import among
from store.schema.orders import portability_cache as cache

_KNOWN = select(cache.c.number, cache.c.verdict, cache.c.checked_at).where(
    cache.c.carrier == bindparam("carrier"), cache.c.number == among("numbers"), cache.c.checked_at >= bindparam("since")
)


async def known(
    connection: AsyncConnection, carrier: str, numbers: Sequence[str], since: datetime
) -> dict[str, tuple[dict[str, Any], datetime]]:
    """Verdicts not older than `since`, by number, each with when it was given."""
    rows = await connection.execute(_KNOWN, {"carrier": carrier, "numbers": list(numbers), "since": since})
    return {number: (verdict, checked_at) for number, verdict, checked_at in rows.all()}


async def remember(connection: AsyncConnection, carrier: str, verdicts: Mapping[str, Mapping[str, Any]], at: datetime) -> None:
    """One statement for all verdicts; numbers in one order, so that two writers do not lock each other out."""
    if not verdicts:
        return
    rows = [{"number": number, "carrier": carrier, "verdict": dict(verdicts[number]), "checked_at": at} for number in sorted(verdicts)]
    row = upsert(cache).values(rows)
    await connection.execute(
        row.on_conflict_do_update(
            index_elements=["number", "carrier"], set_={"verdict": row.excluded.verdict, "checked_at": row.excluded.checked_at}
        )
    )
