"""The order's row: what it is called, whose turn it is, what it waits for."""

from sqlalchemy import ColumnElement, Select, Text, cast, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.ids import order_stream
from domain.porting import facts as f
from domain.porting.ball import ball
from domain.porting.facts import WaitingFor
from store.projections.change import Change
from store.schema.orders import carrier_orders, port_orders


async def project(connection: AsyncConnection, change: Change) -> None:
    """The row follows the folds and the rows of the carrier orders, which are written before it."""
    order, status = change.after.order, change.after.status
    parts = carrier_orders.c.order_id == change.head.id
    waits = [WaitingFor(wait) for wait in await connection.scalars(select(carrier_orders.c.waiting_for).where(parts)) if wait]
    told = carrier_orders.c.wait_until.is_not(None) | (carrier_orders.c.waiting_for == WaitingFor.STAFF)
    soonest = select(carrier_orders.c.wait_until, carrier_orders.c.waiting_for).where(parts, told)
    first = soonest.order_by(carrier_orders.c.wait_until.nulls_last(), carrier_orders.c.n).limit(1).subquery()
    values: dict[str, object] = {
        "status": status,
        "ball": ball(status, waits),
        "wait_until": select(first.c.wait_until).scalar_subquery(),
        "waiting_for": func.coalesce(select(first.c.waiting_for).scalar_subquery(), ""),
        "priority": 1 if any(part.expedite and not part.closed for part in change.after.parts.values()) else 3,
        "foc": select(func.min(carrier_orders.c.foc)).where(parts).scalar_subquery(),
        "rejection_codes": list(order.codes) if not change.after.parts else _codes(parts),
    }
    if change.stream == order_stream(change.head.id):
        values["seq"] = order.seq
        values |= _dates(change)
        if change.wait is not None and not change.after.parts:
            values |= {"waiting_for": change.wait.waiting_for, "wait_until": change.wait.until}
    await connection.execute(update(port_orders).where(port_orders.c.id == change.head.id).values(**values))


def _codes(parts: ColumnElement[bool]) -> ColumnElement[object]:
    each = select(func.unnest(carrier_orders.c.rejection_codes).label("code")).where(parts).distinct().subquery()
    together: Select[tuple[object]] = select(func.coalesce(func.array_agg(each.c.code), cast([], ARRAY(Text))))
    return together.scalar_subquery()


def _dates(change: Change) -> dict[str, object]:
    closed = [entry.at for entry in change.entries if isinstance(entry.fact, f.OrderClosed)]
    return {"closed_at": closed[-1]} if closed else {}
