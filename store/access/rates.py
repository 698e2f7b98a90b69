"""How often something was tried lately: counters that survive a restart. Times are real."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema.access import rate_counters

# A crash of the server may lose the counts of its last moments: no request waits for a disk because of them.
_ONE_MORE_IN_EACH = text(
    "WITH asked AS (SELECT bucket, window_start, set_config('synchronous_commit', 'off', true)"
    " FROM unnest(CAST(:buckets AS text[]), CAST(:starts AS timestamptz[])) AS given (bucket, window_start))"
    " INSERT INTO rate_counters AS counted (bucket, window_start, count) SELECT bucket, window_start, 1 FROM asked"
    " ON CONFLICT (bucket, window_start) DO UPDATE SET count = counted.count + 1 RETURNING bucket, count"
)


async def count(connection: AsyncConnection, bucket: str, now: datetime, window: timedelta, by: int = 1) -> int:
    """How many in the window that `now` falls in, these included. A bucket's name holds ids or hashes, never numbers or addresses."""
    row = upsert(rate_counters).values(bucket=bucket, window_start=_start(now, window), count=by)
    counted = row.on_conflict_do_update(index_elements=["bucket", "window_start"], set_={"count": rate_counters.c.count + by})
    return int((await connection.execute(counted.returning(rate_counters.c.count))).scalar_one())


async def count_each(connection: AsyncConnection, counted: Sequence[tuple[str, timedelta]], now: datetime) -> dict[str, int]:
    """One more in each of these buckets, in one statement; how many by bucket."""
    buckets, starts = zip(*((bucket, _start(now, window)) for bucket, window in sorted(counted)), strict=True)
    return {row[0]: row[1] for row in await connection.execute(_ONE_MORE_IN_EACH, {"buckets": list(buckets), "starts": list(starts)})}


def _start(now: datetime, window: timedelta) -> datetime:
    seconds = window.total_seconds()
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, now.tzinfo)


async def forget(connection: AsyncConnection, before: datetime) -> int:
    return (await connection.execute(delete(rate_counters).where(rate_counters.c.window_start < before))).rowcount
