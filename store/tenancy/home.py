"""What an organisation's home shows: what needs it, what moves, what went wrong, what is done. Set by set, each list cut short."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.ball import Ball
from domain.porting.desk import TaskKind
from domain.porting.line import LineState
from domain.porting.order import OrderStatus
from store.rows import any_of, many
from store.schema.crossings import deliveries
from store.schema.orders import lines, port_orders, tasks
from store.schema.organisations import locations

_ENDED_BADLY = (OrderStatus.PARTIALLY_PORTED, OrderStatus.FAILED, OrderStatus.SNAPPED_BACK)
_MOVING = (OrderStatus.FOC_CONFIRMED, OrderStatus.ACTIVATING)
_NOT_THERE = (LineState.FAILED, LineState.SNAPPED_BACK)


@dataclass(frozen=True, slots=True)
class HomeOrder:
    """An order in a list of the home. total: how many there are. lost: numbers that did not move. codes: what it lacks, or why not."""

    id: str
    status: str
    customer_reference: str
    losing_carrier: str
    number_count: int
    wait_until: datetime | None
    expires_at: datetime | None
    foc: datetime | None
    codes: list[str]
    location: str
    time_zone: str
    total: int
    lost: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """A mail that nobody could be given."""

    id: str
    message: str
    order_id: str
    at: datetime
    total: int


async def needed(connection: AsyncConnection, organisation_id: str, limit: int) -> tuple[HomeOrder, ...]:
    """Open orders that wait for the customer, what is due first at the front."""
    due = func.coalesce(port_orders.c.wait_until, port_orders.c.expires_at)
    waiting = (port_orders.c.ball == Ball.CUSTOMER, port_orders.c.closed_at.is_(None))
    return await _orders(connection, organisation_id, waiting, (due.nulls_last(), port_orders.c.id), limit)


async def moving(connection: AsyncConnection, organisation_id: str, since: datetime, until: datetime, limit: int) -> tuple[HomeOrder, ...]:
    """Orders whose numbers move in a span of business time, the first at the front."""
    due = (port_orders.c.status == any_of(_MOVING), port_orders.c.foc >= since, port_orders.c.foc < until)
    return await _orders(connection, organisation_id, due, (port_orders.c.foc, port_orders.c.id), limit)


async def ended_badly(connection: AsyncConnection, organisation_id: str, since: datetime, limit: int) -> tuple[HomeOrder, ...]:
    """Orders of which numbers did not move or were taken back, the newest at the front. since: business time of their date."""
    ended = func.coalesce(port_orders.c.closed_at, port_orders.c.foc, port_orders.c.submitted_at)
    badly = (port_orders.c.status == any_of(_ENDED_BADLY), ended >= since)
    return await _orders(connection, organisation_id, badly, (ended.desc(), port_orders.c.id), limit)


async def done(connection: AsyncConnection, organisation_id: str, since: datetime, limit: int) -> tuple[HomeOrder, ...]:
    """Orders whose numbers all work here, the newest at the front."""
    lately = (port_orders.c.status == OrderStatus.PORTED, port_orders.c.foc >= since)
    return await _orders(connection, organisation_id, lately, (port_orders.c.foc.desc(), port_orders.c.id), limit)


async def unready(connection: AsyncConnection, organisation_id: str, limit: int) -> tuple[HomeOrder, ...]:
    """Orders whose last check found that a number would not work once it moves. codes: of the findings."""
    gaps = (tasks.c.kind == TaskKind.UNREADY, tasks.c.organisation_id == organisation_id, tasks.c.closed_at.is_(None))
    newest = (tasks.c.order_id, tasks.c.opened_at.desc())
    found = select(tasks.c.order_id, tasks.c.codes).where(*gaps).ext(distinct_on(tasks.c.order_id)).order_by(*newest).subquery()
    query = _reading(found.c.codes).join(found, found.c.order_id == port_orders.c.id)
    mine = query.where(port_orders.c.organisation_id == organisation_id).order_by(port_orders.c.foc.nulls_last(), port_orders.c.id)
    return many(await connection.execute(mine.limit(limit)), HomeOrder)


async def unsent(connection: AsyncConnection, organisation_id: str, since: datetime, limit: int) -> tuple[Unsent, ...]:
    """Mails that were given up, the newest at the front."""
    names = tuple(deliveries.c[field.name] for field in fields(Unsent) if field.name != "total")
    dead = (deliveries.c.organisation_id == organisation_id, deliveries.c.state == "dead", deliveries.c.channel == "mail")
    query = select(*names, func.count().over()).where(*dead, deliveries.c.at >= since)
    return many(await connection.execute(query.order_by(deliveries.c.at.desc(), deliveries.c.id).limit(limit)), Unsent)


async def _orders(
    connection: AsyncConnection, organisation_id: str, only: tuple[ColumnElement[bool], ...], order: tuple[Any, ...], limit: int
) -> tuple[HomeOrder, ...]:
    query = _reading(port_orders.c.rejection_codes).where(port_orders.c.organisation_id == organisation_id, *only)
    return many(await connection.execute(query.order_by(*order).limit(limit)), HomeOrder)


def _reading(codes: ColumnElement[Any]) -> Select[Any]:
    plain = [port_orders.c[field.name] for field in fields(HomeOrder) if field.name in port_orders.c]
    lost = select(func.count()).where(lines.c.order_id == port_orders.c.id, lines.c.state == any_of(_NOT_THERE)).scalar_subquery()
    zone = func.coalesce(locations.c.time_zone, literal("America/New_York"))
    columns = (*plain, codes, func.coalesce(locations.c.name, ""), zone, func.count().over(), lost)
    return select(*columns).select_from(port_orders.outerjoin(locations, locations.c.id == port_orders.c.location_id))
