"""Notices that came when their carrier order had ended: for a person to look at."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.ids import PortId, read_stream
from domain.porting.carrier_order import TERMINAL
from domain.porting.desk import TaskKind
from domain.porting.desk_due import due
from store.schema.orders import carrier_orders, port_orders, tasks


async def has_ended(connection: AsyncConnection, stream: str) -> bool:
    """Whether the order or carrier order of this stream is over."""
    match read_stream(stream):
        case PortId(order_id=order_id, n=n):
            state = select(carrier_orders.c.state).where(carrier_orders.c.order_id == order_id, carrier_orders.c.n == n)
            return (await connection.execute(state)).scalar_one_or_none() in TERMINAL
        case order_id:
            closed = select(port_orders.c.closed_at).where(port_orders.c.id == order_id)
            return (await connection.execute(closed)).scalar_one_or_none() is not None


async def put_on_desk(connection: AsyncConnection, stream: str, organisation_id: str, notice_ids: Sequence[str], now: datetime) -> None:
    """One open task a notice. now: real, for the task's id is not a business date."""
    port = read_stream(stream)
    order_id = port.order_id if isinstance(port, PortId) else port
    rows = [
        {
            "id": f"tsk_{notice_id[:26]}",
            "organisation_id": organisation_id,
            "order_id": order_id,
            "stream": stream,
            "kind": TaskKind.LATE_NOTICE,
            "key": notice_id,
            "opened_at": now,
            "due_at": due(TaskKind.LATE_NOTICE, notice_id, now),
        }
        for notice_id in notice_ids
    ]
    await connection.execute(upsert(tasks).values(rows).on_conflict_do_nothing())
