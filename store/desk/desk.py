"""The support desk's tasks, one by one and a page at a time."""

from datetime import datetime

from sqlalchemy import tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from store.desk.tasks import StaffTask
from store.rows import Tenants, any_of, many, one, reading, within
from store.schema.orders import tasks


async def find(connection: AsyncConnection, task_id: str, tenants: Tenants) -> StaffTask | None:
    return one(await connection.execute(reading(tasks, StaffTask).where(tasks.c.id == task_id, within(tasks, tenants))), StaffTask)


async def open_page(
    connection: AsyncConnection, tenants: Tenants, kinds: tuple[str, ...], after: tuple[datetime, str] | None, limit: int
) -> tuple[StaffTask, ...]:
    """Open tasks, the soonest due first, beyond `after` (due time and id); of these kinds, or of all."""
    place = tuple_(tasks.c.due_at, tasks.c.id)
    query = reading(tasks, StaffTask).where(tasks.c.closed_at.is_(None), within(tasks, tenants))
    if kinds:
        query = query.where(tasks.c.kind == any_of(kinds))
    if after is not None:
        query = query.where(place > tuple_(*after))
    return many(await connection.execute(query.order_by(tasks.c.due_at, tasks.c.id).limit(limit)), StaffTask)
