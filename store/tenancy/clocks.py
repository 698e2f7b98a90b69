"""Organisations' clocks: real time plus an offset that only grows."""

from datetime import timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import OrganisationClock
from store.schema.organisations import clock_jumps, organisation_clocks

_OFFSET = select(organisation_clocks.c.offset_seconds).where(organisation_clocks.c.organisation_id == bindparam("organisation_id"))


async def clock(connection: AsyncConnection, organisation_id: str) -> OrganisationClock:
    """The organisation's clock; at real time when it never jumped."""
    seconds = (await connection.execute(_OFFSET, {"organisation_id": organisation_id})).scalar_one_or_none()
    return OrganisationClock(timedelta(seconds=seconds or 0))


async def jump(connection: AsyncConnection, organisation_id: str, by: timedelta, actor: str) -> OrganisationClock:
    """Set the clock ahead by whole seconds, more than none, and keep a row of it. Tell workflows and carrier by `relay.enqueue`."""
    seconds = int(by.total_seconds())
    moved = (
        update(organisation_clocks)
        .where(organisation_clocks.c.organisation_id == organisation_id)
        .values(offset_seconds=organisation_clocks.c.offset_seconds + seconds)
        .returning(organisation_clocks.c.offset_seconds)
    )
    offset = (await connection.execute(moved)).scalar_one()
    row = {"organisation_id": organisation_id, "seconds": seconds, "offset_seconds": offset, "actor": actor}
    await connection.execute(clock_jumps.insert().values(row))
    return OrganisationClock(timedelta(seconds=offset))
