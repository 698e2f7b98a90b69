"""Ratings of orders. A rating is given once and never changed; it goes with its order."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import Tenants, one, reading, within
from store.schema.order_ratings import order_ratings


@dataclass(frozen=True, slots=True)
class Rating:
    """stars: 1 to 5. text_sealed: None where nothing was written. at: business time."""

    order_id: str
    organisation_id: str
    stars: int
    text_sealed: bytes | None
    actor: str
    at: datetime


async def give(connection: AsyncConnection, rating: Rating) -> bool:
    """Whether it is the order's first."""
    row = upsert(order_ratings).values(asdict(rating)).on_conflict_do_nothing(index_elements=["order_id"])
    return (await connection.execute(row.returning(order_ratings.c.order_id))).first() is not None


async def of_order(connection: AsyncConnection, order_id: str, tenants: Tenants) -> Rating | None:
    mine = (order_ratings.c.order_id == order_id, within(order_ratings, tenants))
    return one(await connection.execute(reading(order_ratings, Rating).where(*mine)), Rating)
