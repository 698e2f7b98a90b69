"""Orders and their numbers as they leave in a file: batch after batch, so that nothing holds a connection or much memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.orders.orders import Cursor, OrderFilter, narrowed, page_of, sought
from store.rows import Tenants, any_of, many, within
from store.schema.orders import draft_numbers, lines, port_orders
from store.schema.organisations import locations, organisations

ANYWHERE = "America/New_York"


@dataclass(frozen=True, slots=True)
class ExportedOrder:
    """time_zone: of the location, in which its moments are told."""

    id: str
    organisation: str
    customer_reference: str
    status: str
    ball: str
    losing_carrier: str
    location: str
    time_zone: str
    number_count: int
    requested_foc: date | None
    foc: datetime | None
    created_at: datetime
    submitted_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExportedNumber:
    """state: empty in a draft."""

    order_id: str
    number: str
    state: str
    activated_at: datetime | None


_SAID = (
    port_orders.c.id, organisations.c.name, port_orders.c.customer_reference, port_orders.c.status, port_orders.c.ball,
    port_orders.c.losing_carrier, func.coalesce(locations.c.name, ""), func.coalesce(locations.c.time_zone, ANYWHERE),
    port_orders.c.number_count, port_orders.c.requested_foc, port_orders.c.foc, port_orders.c.created_at, port_orders.c.submitted_at,
    port_orders.c.closed_at,
)  # fmt: skip


async def batch(
    connection: AsyncConnection, tenants: Tenants, only: OrderFilter, after: Cursor | None, limit: int
) -> tuple[ExportedOrder, ...]:
    """The next orders of the filter, in the list's order."""
    only = await sought(connection, tenants, only)
    joined = port_orders.join(organisations, organisations.c.id == port_orders.c.organisation_id)
    rows = select(*_SAID).select_from(joined.outerjoin(locations, locations.c.id == port_orders.c.location_id))
    return many(await connection.execute(page_of(rows, tenants, only, after, limit)), ExportedOrder)


async def counted(connection: AsyncConnection, tenants: Tenants, only: OrderFilter, most: int) -> tuple[int, int]:
    """How many orders the filter has, and numbers in them; of orders no more than most + 1 are counted."""
    only = await sought(connection, tenants, only)
    some = select(port_orders.c.number_count).where(within(port_orders, tenants), *narrowed(only, tenants)).limit(most + 1).subquery()
    row = (await connection.execute(select(func.count(), func.coalesce(func.sum(some.c.number_count), 0)).select_from(some))).one()
    return row[0], int(row[1])


async def numbers_of(connection: AsyncConnection, tenants: Tenants, order_ids: Sequence[str]) -> tuple[ExportedNumber, ...]:
    """Of a batch: lines of what was submitted, the typed numbers of drafts."""
    moved = select(lines.c.order_id, lines.c.number, lines.c.state, lines.c.activated_at)
    sent = moved.where(lines.c.order_id == any_of(order_ids), within(lines, tenants))
    typed = select(draft_numbers.c.order_id, draft_numbers.c.number, literal(""), literal(None)).where(
        draft_numbers.c.order_id == any_of(order_ids),
        within(draft_numbers, tenants),
        ~select(literal(1)).where(lines.c.order_id == draft_numbers.c.order_id).exists(),
    )
    found = [*(await connection.execute(sent)), *(await connection.execute(typed))]
    return tuple(sorted((ExportedNumber(*row) for row in found), key=lambda row: (row.order_id, row.number)))
