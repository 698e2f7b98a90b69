"""A partner's customers with what needs attention there: one query for any count of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.ball import Ball
from domain.porting.order import OrderStatus
from store.rows import any_of, many
from store.schema.orders import port_orders
from store.schema.organisations import organisations
from store.schema.papers import acceptances

_MOVING = (OrderStatus.FOC_CONFIRMED, OrderStatus.ACTIVATING)


@dataclass(frozen=True, slots=True)
class CustomerSeen:
    """wrong: orders to be corrected; waiting: all that wait for the customer; moving: with a confirmed date; under_way: all open ones.

    due: when the first that waits will have waited too long. total: how many customers there are.
    """

    id: str
    name: str
    standing: str
    rehearsal: bool
    wrong: int
    waiting: int
    moving: int
    under_way: int
    due: datetime | None
    terms_accepted: bool
    total: int


async def with_attention(
    connection: AsyncConnection, customer_ids: Sequence[str], terms_version: str, named: str = "", limit: int = 50
) -> tuple[CustomerSeen, ...]:
    """Of these organisations the customers, those that need most first. named: part of the name."""
    orders = port_orders.c
    count, waits = func.count(), orders.ball == Ball.CUSTOMER
    open_orders = (
        select(
            orders.organisation_id,
            count.filter(orders.status == OrderStatus.NEEDS_INPUT).label("wrong"),
            count.filter(waits).label("waiting"),
            count.filter(orders.status == any_of(_MOVING)).label("moving"),
            count.label("under_way"),
            func.min(func.coalesce(orders.wait_until, orders.expires_at)).filter(waits).label("due"),
        )
        .where(orders.organisation_id == any_of(customer_ids), orders.closed_at.is_(None))
        .group_by(orders.organisation_id)
        .subquery()
    )
    counted = [func.coalesce(open_orders.c[name], 0).label(name) for name in ("wrong", "waiting", "moving", "under_way")]
    theirs = (acceptances.c.organisation_id == organisations.c.id, acceptances.c.kind == "terms", acceptances.c.version == terms_version)
    one = organisations.c
    query = (
        select(one.id, one.name, one.standing, one.rehearsal, *counted, open_orders.c.due, exists().where(*theirs), func.count().over())
        .select_from(organisations.outerjoin(open_orders, open_orders.c.organisation_id == one.id))
        .where(one.id == any_of(customer_ids), one.kind == "customer")
    )
    if named:
        query = query.where(one.name.icontains(named, autoescape=True))
    first = (counted[0].desc(), counted[1].desc(), open_orders.c.due.nulls_last(), one.name, one.id)
    return many(await connection.execute(query.order_by(*first).limit(limit)), CustomerSeen)
