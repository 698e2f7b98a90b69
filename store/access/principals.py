"""Who somebody turns out to be once their credential is known, read within the transaction that knows it."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import any_of
from store.schema.organisations import organisations


async def act_for(connection: AsyncConnection, tenants: Sequence[str]) -> None:
    """From here on the transaction also sees these organisations, which its principal's credential was found to stand for."""
    await connection.execute(text("SELECT set_config('portwright.tenants', :tenants, true)"), {"tenants": ",".join(tenants)})


async def of_kind(connection: AsyncConnection, organisation_ids: Sequence[str], kind: str) -> tuple[str, ...]:
    """Which of these are of this kind: a staff role counts in our own organisation only. They must be seen by the transaction."""
    found = select(organisations.c.id).where(organisations.c.id == any_of(organisation_ids), organisations.c.kind == kind)
    return tuple((await connection.execute(found.order_by(organisations.c.id))).scalars())
