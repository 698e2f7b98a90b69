"""Who somebody turns out to be once their credential is known, read within the transaction that knows it."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import any_of
from store.schema.organisations import organisations


async def act_for(connection: AsyncConnection, tenants: Sequence[str]) -> None:
    """From here on the transaction also sees these organisations, which its principal's credential was found to stand for."""
    await connection.execute(text("SELECT set_config('portwright.tenants', :tenants, true)"), {"tenants": ",".join(tenants)})


async def staff_among(connection: AsyncConnection, organisation_ids: Sequence[str]) -> frozenset[str]:
    """Which of these are our own. A staff role counts nowhere else."""
    await act_for(connection, organisation_ids)
    ours = select(organisations.c.id).where(organisations.c.id == any_of(organisation_ids), organisations.c.kind == "staff")
    return frozenset((await connection.execute(ours)).scalars())
