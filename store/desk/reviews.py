"""What staff said of findings that they looked into, for one revision of an order and the papers that were there then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import rows_of
from store.schema.papers import documents
from store.schema.reviews import reviews

PASSED, REFUSED = "passed", "refused"
_ABOUT_PAPERS = ("bill.", "csr.", "signer.")
_PAPERS = ("bill", "csr", "authority")


@dataclass(frozen=True, slots=True)
class Review:
    """outcome: passed or refused. by: the actor. reason_sealed: as staff wrote it, it may name people; bound to `row_id`."""

    order_id: str
    organisation_id: str
    revision: int
    code: str
    outcome: str
    by: str
    reason_sealed: bytes | None
    at: datetime

    @property
    def row_id(self) -> str:
        return row_id(self.order_id, self.revision, self.code)


def row_id(order_id: str, revision: int, code: str) -> str:
    """What the sealed reason is bound to."""
    return f"{order_id}/{revision}/{code}"


async def cleared(connection: AsyncConnection, order_id: str, revision: int) -> tuple[str, ...]:
    """Finding codes that staff let pass for this very revision; of papers, only while no newer one has come."""
    said = await standing(connection, order_id, revision)
    return tuple(sorted(each.code for each in said if each.outcome == PASSED))


async def standing(connection: AsyncConnection, order_id: str, revision: int) -> tuple[Review, ...]:
    """What was said last of each code, for this revision and the papers that count now; oldest first."""
    said = await rows_of(connection, reviews, Review, "at", "code", order_id=order_id, revision=revision)
    if not said:
        return ()
    newest = select(func.max(documents.c.created_at)).where(documents.c.order_id == order_id, documents.c.kind.in_(_PAPERS))
    since = await connection.scalar(newest)
    last = {each.code: each for each in said}
    return tuple(each for each in last.values() if since is None or each.at >= since or not each.code.startswith(_ABOUT_PAPERS))


async def note(connection: AsyncConnection, said: Sequence[Review]) -> None:
    """Keep what was said. The same again changes nothing."""
    rows = [{name: getattr(each, name) for name in Review.__dataclass_fields__} for each in said]
    await connection.execute(upsert(reviews).values(rows).on_conflict_do_nothing())
