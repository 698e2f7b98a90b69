"""The list of orders cut into views, and how many orders are in each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, literal, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.ball import Ball
from store.rows import Tenants, within
from store.schema.orders import port_orders

MOST_COUNTED = 1_000
_SOON, _LATELY = timedelta(days=7), timedelta(days=1)
_O = port_orders.c


class View(StrEnum):
    """Needs you, moving this week, in progress, drafts, done, all. Every order but one that moves or waits for you is in two."""

    NEEDS_YOU = "needs_you"
    MOVING = "moving"
    IN_PROGRESS = "in_progress"
    DRAFTS = "drafts"
    DONE = "done"
    ALL = "all"


def in_view(view: View, at: datetime, mine: str = Ball.CUSTOMER) -> ColumnElement[bool]:
    """Conditions that a partial index of port_orders repeats word for word. at: business time. mine: whose turn `needs you` is."""
    under_way = and_(_O.submitted_at.is_not(None), _O.closed_at.is_(None))
    match view:
        case View.NEEDS_YOU:
            return and_(under_way, _O.ball == literal(mine))
        case View.MOVING:
            return and_(_O.closed_at.is_(None), _O.foc.is_not(None), _O.foc >= at - _LATELY, _O.foc < at + _SOON)
        case View.IN_PROGRESS:
            return under_way
        case View.DRAFTS:
            return and_(_O.submitted_at.is_(None), _O.closed_at.is_(None))
        case View.DONE:
            return _O.closed_at.is_not(None)
        case View.ALL:
            return true()


async def counts(
    connection: AsyncConnection, tenants: Tenants, at: datetime, mine: str = Ball.CUSTOMER, most: int = MOST_COUNTED
) -> Mapping[View, int]:
    """How many orders are in each view, in one statement; most + 1 means more than `most`, for nobody reads further.

    at: business time of the organisation, real time for several.
    """
    each = [_count(view, tenants, at, mine, most).label(view.value) for view in View]
    row = (await connection.execute(select(*each))).one()
    return {view: row[place] for place, view in enumerate(View)}


def _count(view: View, tenants: Tenants, at: datetime, mine: str, most: int) -> ColumnElement[int]:
    some = select(literal(1)).select_from(port_orders).where(within(port_orders, tenants), in_view(view, at, mine)).limit(most + 1)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()
