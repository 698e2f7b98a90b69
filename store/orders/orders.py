"""Orders as lists and pages show them. Nothing here writes: `record` does."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select, tuple_, union
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.ball import Ball
from store.orders.order_search import named_by, says
from store.orders.order_views import View, in_view
from store.rows import Tenants, any_of, many, reading, row_of, rows_of, within
from store.schema.orders import carrier_orders, draft_numbers, facts, lines, port_orders
from store.schema.organisations import organisations


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list. ball: who has to act: customer, us, carrier, staff or nobody."""

    id: str
    organisation_id: str
    location_id: str | None
    status: str
    ball: str
    customer_reference: str
    losing_carrier: str
    number_count: int
    requested_foc: date | None
    foc: datetime | None
    waiting_for: str
    wait_until: datetime | None
    rejection_codes: list[str]
    revision: int
    version: int
    seq: int
    created_by: str
    created_at: datetime
    submitted_at: datetime | None
    submitted_by: str
    acting_for: str
    rulebook: str
    priority: int
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class CarrierOrderRow:
    order_id: str
    n: int
    carrier: str
    carrier_reference: str
    state: str
    lsr_version: int
    foc: datetime | None
    btn: str
    losing_spid: str
    losing_carrier: str
    waiting_for: str
    wait_until: datetime | None
    rejection_codes: list[str]
    seq: int
    priority: int


@dataclass(frozen=True, slots=True)
class LineRow:
    order_id: str
    number: str
    n: int | None
    state: str
    open: bool
    failure_code: str
    activated_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What a list is narrowed to; empty fields narrow nothing.

    number: canonical E.164, in the draft or in a line. text: in a reference, a losing carrier or an id; with a number, a whole reference
    that does as well. among: ids, where `sought` has named those that the text is in. customer: part of the name of whose order it is.
    foc_from, foc_before: moments. view: with `at`, business time, and `mine`, whose turn `needs you` is.
    """

    statuses: tuple[str, ...] = ()
    location_id: str = ""
    organisation_id: str = ""
    customer_reference: str = ""
    number: str = ""
    balls: tuple[str, ...] = ()
    text: str = ""
    among: tuple[str, ...] | None = None
    customer: str = ""
    foc_from: datetime | None = None
    foc_before: datetime | None = None
    view: View = View.ALL
    at: datetime | None = None
    mine: str = Ball.CUSTOMER

    @property
    def by_date(self) -> bool:
        """What moves soon is listed by its date, all else by when it was begun."""
        return self.view is View.MOVING


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the next begins with what was created before it, or with `by_date` what moves after it."""

    created_at: datetime
    id: str


async def listed(
    connection: AsyncConnection, tenants: Tenants, only: OrderFilter, after: Cursor | None = None, limit: int = 50
) -> tuple[OrderRow, ...]:
    """Newest first (`by_date`: soonest first), one query whatever the filter, and one more for a text."""
    only = await sought(connection, tenants, only)
    return many(await connection.execute(page_of(reading(port_orders, OrderRow), tenants, only, after, limit)), OrderRow)


def page_of(rows: Select[Any], tenants: Tenants, only: OrderFilter, after: Cursor | None, limit: int) -> Select[Any]:
    """One page of a select over port orders."""
    page = rows.where(within(port_orders, tenants), *narrowed(only, tenants))
    moment, order_id = port_orders.c.foc if only.by_date else port_orders.c.created_at, port_orders.c.id
    if after is not None:
        here, there = tuple_(moment, order_id), tuple_(after.created_at, after.id)
        page = page.where(here > there if only.by_date else here < there)
    order = (moment, order_id) if only.by_date else (moment.desc(), order_id.desc())
    return page.order_by(*order).limit(limit)


async def sought(connection: AsyncConnection, tenants: Tenants, only: OrderFilter) -> OrderFilter:
    """The filter with the orders named that its text is in, where that helps to find them."""
    if not only.text or only.number or only.among is not None:
        return only
    return replace(only, among=await named_by(connection, tenants, only.text))


async def find(connection: AsyncConnection, order_id: str, tenants: Tenants) -> OrderRow | None:
    return await row_of(connection, port_orders, OrderRow, tenants, id=order_id)


async def carrier_orders_of(connection: AsyncConnection, order_id: str) -> tuple[CarrierOrderRow, ...]:
    return await rows_of(connection, carrier_orders, CarrierOrderRow, "n", order_id=order_id)


async def lines_of(connection: AsyncConnection, order_id: str) -> tuple[LineRow, ...]:
    return await rows_of(connection, lines, LineRow, "number", order_id=order_id)


async def open_streams(connection: AsyncConnection, organisation_id: str) -> tuple[tuple[str, int | None], ...]:
    """Order id and part number of every open port order (part None) and carrier order: those whose clock a jump moves."""
    running = (port_orders.c.organisation_id == organisation_id, port_orders.c.submitted_at.is_not(None), port_orders.c.closed_at.is_(None))
    parents = select(port_orders.c.id).where(*running)
    parts = select(carrier_orders.c.order_id, carrier_orders.c.n).where(
        carrier_orders.c.order_id.in_(parents), carrier_orders.c.state.not_in(("closed", "cancelled"))
    )
    whole = [(row.id, None) for row in await connection.execute(parents.order_by(port_orders.c.id))]
    return (*whole, *((row.order_id, row.n) for row in await connection.execute(parts.order_by(*parts.selected_columns))))


async def open_since(connection: AsyncConnection, before: datetime) -> frozenset[str]:
    """Ids of orders that are under way and in which nothing was recorded since then (real): each must have a run."""
    quiet = ~exists().where(facts.c.order_id == port_orders.c.id, facts.c.recorded_at >= before)
    running = (port_orders.c.submitted_at.is_not(None), port_orders.c.closed_at.is_(None), quiet)
    return frozenset(await connection.scalars(select(port_orders.c.id).where(*running)))


async def earliest_wait(connection: AsyncConnection, organisation_id: str) -> datetime | None:
    """The next business moment that anything of the organisation waits for; where a demo's clock jumps to."""
    waiting = (port_orders.c.organisation_id == organisation_id, port_orders.c.wait_until.is_not(None))
    soonest = select(port_orders.c.wait_until).where(*waiting).order_by(port_orders.c.wait_until).limit(1)
    return (await connection.execute(soonest)).scalar_one_or_none()


def narrowed(only: OrderFilter, tenants: Tenants) -> list[ColumnElement[bool]]:
    """What of `port_orders` holds of the orders asked for; whose they may be is not among it. tenants: whose numbers are searched."""
    orders = port_orders.c
    found: list[ColumnElement[bool]] = [] if only.at is None else [in_view(only.view, only.at, only.mine)]
    if only.statuses:
        found.append(orders.status == any_of(only.statuses))
    if only.balls:
        found.append(orders.ball == any_of(only.balls))
    for column, wanted in (
        (orders.location_id, only.location_id),
        (orders.organisation_id, only.organisation_id),
        (orders.customer_reference, only.customer_reference),
    ):
        if wanted:
            found.append(column == wanted)
    if only.customer:
        named = select(organisations.c.id).where(organisations.c.name.icontains(only.customer, autoescape=True))
        found.append(orders.organisation_id.in_(named))
    if only.foc_from is not None:
        found.append(orders.foc >= only.foc_from)
    if only.foc_before is not None:
        found.append(orders.foc < only.foc_before)
    if only.number:
        found.append(_has(only.number, only.text, tenants))
    elif only.text:
        found.append(says(only.text))
        if only.among is not None:
            found.append(orders.id == any_of(only.among))
    return found


def _has(number: str, reference: str, tenants: Tenants) -> ColumnElement[bool]:
    """Each branch by an index of its own."""
    drafted = select(draft_numbers.c.order_id).where(draft_numbers.c.number == number, within(draft_numbers, tenants))
    submitted = select(lines.c.order_id).where(lines.c.number == number, within(lines, tenants))
    named = select(port_orders.c.id).where(port_orders.c.customer_reference == reference, within(port_orders, tenants))
    return port_orders.c.id.in_(union(drafted, submitted, *([named] if reference else [])))
