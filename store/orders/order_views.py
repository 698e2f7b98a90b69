"""The list of orders cut into views, and how many orders are in each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, and_, any_, bindparam, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.ball import Ball
from store.rows import Tenants
from store.schema.orders import port_orders

MOST_COUNTED = 1_000
_SOON, _LATELY = timedelta(days=7), timedelta(days=1)
_O = port_orders.c
_MOMENT = TIMESTAMP(timezone=True)


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
    return _in_view(view, literal(at - _LATELY, _MOMENT), literal(at + _SOON, _MOMENT), literal(mine))


def _in_view(view: View, since: ColumnElement[datetime], until: ColumnElement[datetime], mine: ColumnElement[str]) -> ColumnElement[bool]:
    under_way = and_(_O.submitted_at.is_not(None), _O.closed_at.is_(None))
    match view:
        case View.NEEDS_YOU:
            return and_(under_way, _O.ball == mine)
        case View.MOVING:
            return and_(_O.closed_at.is_(None), _O.foc.is_not(None), _O.foc >= since, _O.foc < until)
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
    asked = {"since": at - _LATELY, "until": at + _SOON, "mine": mine, "most": most + 1}
    of = {} if tenants is None else {"tenants": list(tenants)}
    row = (await connection.execute(_counting(everybody=tenants is None), {**asked, **of})).one()
    return {view: row[place] for place, view in enumerate(View)}


@cache
def _counting(*, everybody: bool) -> Select[Any]:
    """Built once: it is long, and every list asks it. Its parameters are `counts`' own."""
    since, until = bindparam("since", type_=_MOMENT), bindparam("until", type_=_MOMENT)
    whose = true() if everybody else _O.organisation_id == any_(bindparam("tenants", type_=ARRAY(Text)))
    mine, most = bindparam("mine", type_=Text), bindparam("most", type_=Integer)
    some = {view: select(literal(1)).where(whose, _in_view(view, since, until, mine)).select_from(port_orders) for view in View}
    return select(*(select(func.count()).select_from(each.limit(most).subquery()).scalar_subquery() for each in some.values()))
