"""Wrapped data keys of tenants: the table behind the vault's envelope."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql import func

from store.database import system_transaction, tenant_transaction
from store.rows import many
from store.schema.vault import tenant_keys
from vault.envelope import WrappedKey

_READ = select(tenant_keys.c.organisation_id, tenant_keys.c.key_id, tenant_keys.c.master_key_id, tenant_keys.c.wrapped)


async def add_key(connection: AsyncConnection, key: WrappedKey) -> None:
    """Keep a forged key in the transaction that makes its tenant."""
    values = {
        "organisation_id": key.organisation_id,
        "key_id": key.key_id,
        "master_key_id": key.master_key_id,
        "wrapped": key.wrapped,
        "created_at": func.clock_timestamp(),
    }
    await connection.execute(tenant_keys.insert().values(values))


@dataclass(frozen=True, slots=True)
class StoredTenantKeys:
    """The vault's `TenantKeys`, each call a transaction of its own. Rewrapping and shredding need the system role's pool."""

    pool: AsyncEngine

    async def of(self, organisation_id: str) -> tuple[WrappedKey, ...]:
        newest_first = (tenant_keys.c.created_at.desc(), tenant_keys.c.key_id)
        async with tenant_transaction(self.pool, (organisation_id,)) as connection:
            rows = await connection.execute(_READ.where(tenant_keys.c.organisation_id == organisation_id).order_by(*newest_first))
            return many(rows, WrappedKey)

    async def add(self, key: WrappedKey) -> None:
        async with tenant_transaction(self.pool, (key.organisation_id,)) as connection:
            await add_key(connection, key)

    async def not_under(self, master_key_id: str) -> tuple[WrappedKey, ...]:
        async with system_transaction(self.pool) as connection:
            return many(await connection.execute(_READ.where(tenant_keys.c.master_key_id != master_key_id)), WrappedKey)

    async def replace(self, key: WrappedKey) -> None:
        same = (tenant_keys.c.organisation_id == key.organisation_id, tenant_keys.c.key_id == key.key_id)
        async with system_transaction(self.pool) as connection:
            await connection.execute(update(tenant_keys).where(*same).values(wrapped=key.wrapped, master_key_id=key.master_key_id))

    async def delete(self, organisation_id: str) -> None:
        async with system_transaction(self.pool) as connection:
            await connection.execute(delete(tenant_keys).where(tenant_keys.c.organisation_id == organisation_id))
