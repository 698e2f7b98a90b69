"""Account numbers and PINs, sealed, each with the day on which it goes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from store.database import tenant_transaction
from store.schema.vault import secrets
from vault.envelope import Envelope, Place
from vault.secrets import Secret, SecretName


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


async def sealed(connection: AsyncConnection, where: Place) -> bytes | None:
    found = select(secrets.c.sealed).where(secrets.c.id == where.row_id, secrets.c.organisation_id == where.organisation_id)
    return (await connection.execute(found)).scalar_one_or_none()


async def of_row(connection: AsyncConnection, organisation_id: str, owner_table: str, owner_id: str) -> dict[SecretName, bytes]:
    """All that is kept for a row, sealed."""
    theirs = (secrets.c.owner_table == owner_table, secrets.c.owner_id == owner_id, secrets.c.organisation_id == organisation_id)
    return {SecretName(row.name): row.sealed for row in await connection.execute(select(secrets.c.name, secrets.c.sealed).where(*theirs))}


async def forget(connection: AsyncConnection, organisation_id: str, owner_table: str, owner_id: str, after: datetime) -> None:
    """Let the sweep delete all secrets of this row once `after` has come."""
    theirs = (secrets.c.organisation_id == organisation_id, secrets.c.owner_table == owner_table, secrets.c.owner_id == owner_id)
    await connection.execute(update(secrets).where(*theirs).values(delete_after=after))


async def sweep(connection: AsyncConnection, now: datetime) -> int:
    """Delete what was to be forgotten by now; how many."""
    return (await connection.execute(delete(secrets).where(secrets.c.delete_after <= now))).rowcount


@dataclass(frozen=True, slots=True)
class StoredSecrets:
    """The vault's `SecretBox`, each call a transaction of its own."""

    pool: AsyncEngine
    envelope: Envelope

    async def keep(self, organisation_id: str, owner_table: str, owner_id: str, name: SecretName, secret: Secret) -> None:
        where = place(organisation_id, owner_table, owner_id, name)
        locked = await self.envelope.seal(where, secret.reveal().encode())
        async with tenant_transaction(self.pool, (organisation_id,)) as connection:
            await keep(connection, where, locked)

    async def reveal(self, organisation_id: str, owner_table: str, owner_id: str, name: SecretName) -> Secret | None:
        where = place(organisation_id, owner_table, owner_id, name)
        async with tenant_transaction(self.pool, (organisation_id,)) as connection:
            locked = await sealed(connection, where)
        return None if locked is None else Secret((await self.envelope.open(where, locked)).decode())

    async def forget(self, organisation_id: str, owner_table: str, owner_id: str, after: datetime) -> None:
        async with tenant_transaction(self.pool, (organisation_id,)) as connection:
            await forget(connection, organisation_id, owner_table, owner_id, after)
