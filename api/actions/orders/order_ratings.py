"""What the customer thinks of an order that is done: told once, read by staff."""

from dataclasses import dataclass
from datetime import datetime

from api.actions.work import Work, text_of
from api.front.problems import Refused
from domain.porting.order import OrderStatus
from store.orders import order_ratings
from store.orders.order_ratings import Rating
from store.orders.orders import OrderRow

_TABLE, _TEXT = "order_ratings", "text_sealed"
COMPLETE = frozenset({OrderStatus.PORTED, OrderStatus.PARTIALLY_PORTED})


@dataclass(frozen=True, slots=True)
class RatingShown:
    """stars: 1 to 5."""

    stars: int
    text: str
    at: datetime


async def read(work: Work, row: OrderRow) -> RatingShown | None:
    given = await order_ratings.of_order(work.connection, row.id, work.tenants)
    if given is None:
        return None
    text = text_of(await work.box(row.organisation_id), _TABLE, _TEXT, row.id, given.text_sealed)
    return RatingShown(given.stars, text, given.at)


async def rate(work: Work, row: OrderRow, stars: int, text: str) -> RatingShown:
    """Raises Refused `rating.not_complete`, `rating.given`."""
    if row.status not in COMPLETE:
        raise Refused("rating.not_complete")
    box, at = await work.box(row.organisation_id), await work.business_time(row.organisation_id)
    sealed = box.seal(_TABLE, _TEXT, row.id, text.encode()) if text else None
    if not await order_ratings.give(work.connection, Rating(row.id, row.organisation_id, stars, sealed, work.principal.actor, at)):
        raise Refused("rating.given")
    work.note(row.organisation_id, row.id, "order.rate", stars=str(stars))
    return RatingShown(stars, text, at)
