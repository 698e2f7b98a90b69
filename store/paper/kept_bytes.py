"""Same bytes of an organisation have one key in the vault, so that who takes them and who deletes them wait for each other.

Both hold the key in their transaction. Who deletes looks for rows that name it only then, and commits after the bytes are gone. Who
takes adds its row only then, and puts the bytes again where a deletion came between.
"""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from vault.documents import DocumentVault, StoredDocument


async def hold(connection: AsyncConnection, organisation_id: str, keys: Iterable[str]) -> None:
    """Until the transaction ends nobody else takes or deletes what is kept under these keys. Name them at once: they are held in order."""
    for key in sorted(set(keys)):
        lock = func.hashtextextended(f"documents/{organisation_id}/{key}", 0)
        await connection.execute(select(func.pg_advisory_xact_lock(lock)))


async def all_there(connection: AsyncConnection, vault: DocumentVault, organisation_id: str, keys: Iterable[str]) -> bool:
    """Hold the keys; whether the vault has everything under them, so that rows may name them."""
    wanted = frozenset(keys)
    await hold(connection, organisation_id, wanted)
    return all([await vault.holds(organisation_id, key) for key in wanted])


async def make_sure(
    connection: AsyncConnection, vault: DocumentVault, organisation_id: str, stored: StoredDocument, content: bytes
) -> None:
    """In the transaction whose row names what was put before: from here on the vault has it until that row is deleted."""
    if not await all_there(connection, vault, organisation_id, [stored.key]):
        await vault.put(organisation_id, content)
