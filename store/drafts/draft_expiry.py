"""Drafts that nobody goes on with: warned of, then expired, over all organisations in one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Interval

from domain.porting.draft import DraftState
from domain.porting.order import draft_status
from store.rows import any_of, many
from store.schema.orders import port_orders
from store.schema.organisations import locations, organisation_clocks


@dataclass(frozen=True, slots=True)
class Fading:
    """A draft that expires soon, or did. expires_at: by its organisation's clock."""

    id: str
    organisation_id: str
    created_by: str
    expires_at: datetime


_FADING = tuple(port_orders.c[name] for name in Fading.__dataclass_fields__)


async def warn(connection: AsyncConnection, now: datetime, ahead: timedelta) -> tuple[Fading, ...]:
    """Drafts that expire within `ahead` and were not warned of since they were last saved. now: real; each clock's offset is added."""
    present = business(now)
    soon = (*_alive(), port_orders.c.expires_at <= present + literal(ahead, Interval), port_orders.c.warned_at.is_(None))
    warned = update(port_orders).where(*soon).values(warned_at=present)
    return many(await connection.execute(warned.returning(*_FADING)), Fading)


async def expire(connection: AsyncConnection, now: datetime) -> tuple[Fading, ...]:
    """Drafts whose time is up, now expired. now: real; each clock's offset is added."""
    over = update(port_orders).where(*_alive(), port_orders.c.expires_at <= business(now))
    expired = over.values(
        draft_state=DraftState.EXPIRED,
        status=draft_status(DraftState.EXPIRED),
        expires_at=port_orders.c.expires_at,
        closed_at=business(now),
    )
    return many(await connection.execute(expired.returning(*_FADING)), Fading)


async def zones(connection: AsyncConnection, order_ids: Sequence[str]) -> dict[str, str]:
    """The time zone of each draft's location, New York where it has none."""
    joined = port_orders.outerjoin(locations, locations.c.id == port_orders.c.location_id)
    rows = select(port_orders.c.id, func.coalesce(locations.c.time_zone, "America/New_York")).select_from(joined)
    return dict((await connection.execute(rows.where(port_orders.c.id == any_of(order_ids)))).tuples().all())


def _alive() -> tuple[ColumnElement[bool], ...]:
    open_states = (DraftState.DRAFT, DraftState.AWAITING_SIGNATURE, DraftState.READY)
    return port_orders.c.submitted_at.is_(None), port_orders.c.expires_at.is_not(None), port_orders.c.draft_state.in_(open_states)


def business(now: datetime) -> ColumnElement[datetime]:
    """The present of a port order's organisation, in a query over port orders."""
    seconds = func.make_interval(0, 0, 0, 0, 0, 0, organisation_clocks.c.offset_seconds)
    offset = select(seconds).where(organisation_clocks.c.organisation_id == port_orders.c.organisation_id).scalar_subquery()
    return literal(now) + func.coalesce(offset, literal(timedelta(0), Interval))
