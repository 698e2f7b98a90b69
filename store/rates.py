"""How often something was tried lately: counters that survive a restart. Times are real."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema.access import rate_counters


async def count(connection: AsyncConnection, bucket: str, now: datetime, window: timedelta, by: int = 1) -> int:
    """How many in the window that `now` falls in, these included. A bucket's name holds ids or hashes, never numbers or addresses."""
    row = upsert(rate_counters).values(bucket=bucket, window_start=_start(now, window), count=by)
    counted = row.on_conflict_do_update(index_elements=["bucket", "window_start"], set_={"count": rate_counters.c.count + by})
    return int((await connection.execute(counted.returning(rate_counters.c.count))).scalar_one())


async def count_each(connection: AsyncConnection, counted: Sequence[tuple[str, timedelta]], now: datetime) -> dict[str, int]:
    """One more in each of these buckets, in one statement; how many by bucket."""
    rows = [{"bucket": bucket, "window_start": _start(now, window), "count": 1} for bucket, window in sorted(counted)]
    row = upsert(rate_counters).values(rows)
    more = row.on_conflict_do_update(index_elements=["bucket", "window_start"], set_={"count": rate_counters.c.count + 1})
    counts = await connection.execute(more.returning(rate_counters.c.bucket, rate_counters.c.count))
    return {row[0]: row[1] for row in counts}


def _start(now: datetime, window: timedelta) -> datetime:
    seconds = window.total_seconds()
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, now.tzinfo)


async def forget(connection: AsyncConnection, before: datetime) -> int:
    return (await connection.execute(delete(rate_counters).where(rate_counters.c.window_start < before))).rowcount
