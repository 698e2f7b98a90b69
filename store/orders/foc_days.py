"""When do an organisation's numbers move, or when were they to? One row a carrier order that ever had a confirmed date."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

from store.orders.order_exports import ANYWHERE
from store.rows import Tenants, many, within
from store.schema.orders import carrier_orders, facts, lines, port_orders
from store.schema.organisations import locations


@dataclass(frozen=True, slots=True)
class FocDay:
    """foc: None where the date was taken back. last_foc: the newest that was ever confirmed. seq: rises with every fact of the part.

    changed_at: real; of the newest fact.
    """

    order_id: str
    n: int
    customer_reference: str
    number_count: int
    state: str
    foc: datetime | None
    last_foc: datetime
    seq: int
    changed_at: datetime
    time_zone: str


async def since(connection: AsyncConnection, tenants: Tenants, earliest: datetime, limit: int) -> tuple[FocDay, ...]:
    """Confirmed for this business moment or later, the latest first."""
    part, told = carrier_orders.c, facts.alias("told")
    stream = "carrier-port/" + part.order_id + "/" + func.cast(part.n, facts.c.stream.type)
    newest = select(facts.c.recorded_at).where(facts.c.stream == stream, facts.c.seq == part.seq).scalar_subquery()
    count = select(func.count()).where(lines.c.order_id == part.order_id, lines.c.n == part.n).scalar_subquery()
    confirmed = (
        select(told.c.data["foc"].astext.cast(TIMESTAMP(timezone=True)).label("foc"))
        .where(told.c.stream == stream, told.c.kind == "foc_received")
        .order_by(told.c.seq.desc())
        .limit(1)
        .lateral("confirmed")
    )
    joined = carrier_orders.join(port_orders, port_orders.c.id == part.order_id).join(confirmed, confirmed.c.foc >= earliest)
    query = (
        select(
            part.order_id, part.n, port_orders.c.customer_reference, count, part.state, part.foc, confirmed.c.foc, part.seq,
            newest, func.coalesce(locations.c.time_zone, ANYWHERE),
        )
        .select_from(joined.outerjoin(locations, locations.c.id == port_orders.c.location_id))
        .where(within(carrier_orders, tenants), port_orders.c.closed_at.is_(None) | (port_orders.c.closed_at >= earliest))
        .order_by(confirmed.c.foc.desc(), part.order_id, part.n)
        .limit(limit)
    )  # fmt: skip
    return many(await connection.execute(query), FocDay)
