"""Views of the list of orders that people saved under a name of their own. Nobody sees another's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import many, reading
from store.schema.order_lists import saved_views


@dataclass(frozen=True, slots=True)
class SavedView:
    """filter: the list's fields as in its address."""

    id: str
    organisation_id: str
    user_id: str
    name: str
    filter: Mapping[str, str]
    created_at: datetime


async def of_user(connection: AsyncConnection, user_id: str, organisation_id: str, limit: int = 100) -> tuple[SavedView, ...]:
    """By name; the user must be the transaction's principal."""
    query = reading(saved_views, SavedView).where(saved_views.c.user_id == user_id, saved_views.c.organisation_id == organisation_id)
    return many(await connection.execute(query.order_by(func.lower(saved_views.c.name), saved_views.c.id).limit(limit)), SavedView)


async def count(connection: AsyncConnection, user_id: str, organisation_id: str) -> int:
    mine = (saved_views.c.user_id == user_id, saved_views.c.organisation_id == organisation_id)
    return (await connection.execute(select(func.count()).where(*mine))).scalar_one()


async def save(connection: AsyncConnection, view: SavedView) -> bool:
    """Whether the name was free."""
    row = upsert(saved_views).values(
        id=view.id,
        organisation_id=view.organisation_id,
        user_id=view.user_id,
        name=view.name,
        filter=dict(view.filter),
        created_at=view.created_at,
    )
    return (await connection.execute(row.on_conflict_do_nothing().returning(saved_views.c.id))).first() is not None


async def remove(connection: AsyncConnection, view_id: str, user_id: str, organisation_id: str) -> bool:
    """Whether it was there, and theirs."""
    mine = (saved_views.c.id == view_id, saved_views.c.user_id == user_id, saved_views.c.organisation_id == organisation_id)
    return (await connection.execute(delete(saved_views).where(*mine))).rowcount == 1
