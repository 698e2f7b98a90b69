"""What staff have looked into and let pass, finding by finding, for one revision of an order."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema.reviews import reviews


async def cleared(connection: AsyncConnection, order_id: str, revision: int) -> tuple[str, ...]:
    """Finding codes that staff let pass for this very revision."""
    mine = (reviews.c.order_id == order_id, reviews.c.revision == revision)
    return tuple(await connection.scalars(select(reviews.c.code).where(*mine).order_by(reviews.c.code)))


async def clear(
    connection: AsyncConnection,
    order_id: str,
    organisation_id: str,
    revision: int,
    codes: Sequence[str],
    by: str,
    reason: str,
    at: datetime,
) -> None:
    """Let these findings pass. What was let pass before stays as it was."""
    same = {"order_id": order_id, "organisation_id": organisation_id, "revision": revision, "by": by, "reason": reason, "at": at}
    rows = [{**same, "code": code} for code in codes]
    await connection.execute(upsert(reviews).values(rows).on_conflict_do_nothing())
