"""Account numbers and PINs, sealed, each with the day on which it goes."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema.vault import secrets
from vault.envelope import Place
from vault.secrets import SecretName

_OF_ROW = select(secrets.c.name, secrets.c.sealed).where(
    *(secrets.c[name] == bindparam(name) for name in ("owner_table", "owner_id", "organisation_id"))
)


def place(organisation_id: str, owner_table: str, owner_id: str, name: SecretName) -> Place:
    """Where a secret belongs: its row's id says whose it is."""
    return Place("secrets", "sealed", f"{owner_table}/{owner_id}/{name}", organisation_id)


async def keep(connection: AsyncConnection, where: Place, sealed: bytes) -> None:
    """Keep what was sealed for `place(…)`, or put it in the place of the one there."""
    owner_table, owner_id, name = where.row_id.split("/")
    row = upsert(secrets).values(
        id=where.row_id, organisation_id=where.organisation_id, owner_table=owner_table, owner_id=owner_id, name=name, sealed=sealed
    )
    await connection.execute(row.on_conflict_do_update(index_elements=["id"], set_={"sealed": row.excluded.sealed, "delete_after": None}))


async def of_row(connection: AsyncConnection, organisation_id: str, owner_table: str, owner_id: str) -> dict[SecretName, bytes]:
    """All that is kept for a row, sealed."""
    whose = {"owner_table": owner_table, "owner_id": owner_id, "organisation_id": organisation_id}
    return {SecretName(name): sealed for name, sealed in (await connection.execute(_OF_ROW, whose)).all()}


async def forget(connection: AsyncConnection, organisation_id: str, owner_table: str, owner_id: str, after: datetime) -> None:
    """Let the sweep delete all secrets of this row once `after` has come."""
    theirs = (secrets.c.organisation_id == organisation_id, secrets.c.owner_table == owner_table, secrets.c.owner_id == owner_id)
    await connection.execute(update(secrets).where(*theirs).values(delete_after=after))


async def sweep(connection: AsyncConnection, now: datetime) -> int:
    """Delete what was to be forgotten by now; how many."""
    return (await connection.execute(delete(secrets).where(secrets.c.delete_after <= now))).rowcount
