"""What waits on the PSTN support desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, literal_column, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.desk_due import due
from store.ids import fresh
from store.rows import rows_of
from store.schema.orders import tasks


@dataclass(frozen=True, slots=True)
class StaffTask:
    """kind: of `domain/porting/desk.py`. key: at most one open task of a kind and key in a stream. codes: what it is about."""

    id: str
    organisation_id: str
    order_id: str
    stream: str
    kind: str
    key: str
    codes: list[str]
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None = None
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class NewTask:
    """foc: the date that must not go by before somebody has looked."""

    organisation_id: str
    order_id: str
    stream: str
    kind: str
    opened_at: datetime
    key: str = ""
    codes: tuple[str, ...] = ()
    foc: datetime | None = None

    @property
    def due_at(self) -> datetime:
        return due(self.kind, self.key, self.opened_at, self.foc)


_OPEN: ColumnElement[bool] = literal_column("closed_at IS NULL")


async def open_tasks(connection: AsyncConnection, wanted: Sequence[NewTask]) -> None:
    """Put on the desk what is not there already."""
    if not wanted:
        return
    rows = [_row(task) for task in wanted]
    missing = upsert(tasks).values(rows).on_conflict_do_nothing(index_elements=["stream", "kind", "key"], index_where=_OPEN)
    await connection.execute(missing)


def _row(task: NewTask) -> dict[str, object]:
    same = ("organisation_id", "order_id", "stream", "kind", "key", "opened_at", "due_at")
    return {**{name: getattr(task, name) for name in same}, "id": fresh("tsk"), "codes": list(task.codes)}


async def close_kind(connection: AsyncConnection, stream: str, kind: str, key: str, at: datetime, by: str) -> None:
    """Take off the desk; an empty key closes every open task of the kind in the stream."""
    these = [tasks.c.stream == stream, tasks.c.kind == kind, tasks.c.closed_at.is_(None)]
    if key:
        these.append(tasks.c.key == key)
    await connection.execute(update(tasks).where(*these).values(closed_at=at, closed_by=by))


async def close(connection: AsyncConnection, task_id: str, at: datetime, by: str) -> bool:
    """Whether it was open."""
    closed = update(tasks).where(tasks.c.id == task_id, tasks.c.closed_at.is_(None)).values(closed_at=at, closed_by=by)
    return (await connection.execute(closed)).rowcount == 1


async def of_order(connection: AsyncConnection, order_id: str) -> tuple[StaffTask, ...]:
    return await rows_of(connection, tasks, StaffTask, "opened_at", "id", order_id=order_id)
