"""Papers of an order: what state each is in, and where the vault keeps its bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import Tenants, insert, row_of, rows_of
from store.schema.papers import documents


@dataclass(frozen=True, slots=True)
class Document:
    """kind: bill, loa, csr, authority or other. state: received, reading, read, unreadable or refused; reason: why. size in bytes."""

    id: str
    organisation_id: str
    order_id: str
    kind: str
    state: str
    vault_key: str
    sha256: bytes
    size: int
    media_type: str
    created_by: str
    created_at: datetime
    reason: str = ""
    facts_sealed: bytes | None = None
    findings_sealed: bytes | None = None
    read_at: datetime | None = None


async def add(connection: AsyncConnection, document: Document) -> None:
    await insert(connection, documents, [document])


async def find(connection: AsyncConnection, document_id: str, tenants: Tenants) -> Document | None:
    return await row_of(connection, documents, Document, tenants, id=document_id)


async def of_order(connection: AsyncConnection, order_id: str) -> tuple[Document, ...]:
    """Oldest first."""
    return await rows_of(connection, documents, Document, "created_at", "id", order_id=order_id)


async def start_reading(connection: AsyncConnection, document_id: str) -> bool:
    """Whether it still waited to be read; also one whose reader died."""
    waiting = (documents.c.id == document_id, documents.c.state.in_(("received", "reading")))
    return (await connection.execute(update(documents).where(*waiting).values(state="reading"))).rowcount == 1


async def settle(
    connection: AsyncConnection,
    document_id: str,
    state: str,
    at: datetime,
    *,
    reason: str = "",
    facts_sealed: bytes | None = None,
    findings_sealed: bytes | None = None,
) -> None:
    """It was read, or could not be."""
    values = {"state": state, "reason": reason, "facts_sealed": facts_sealed, "findings_sealed": findings_sealed, "read_at": at}
    await connection.execute(update(documents).where(documents.c.id == document_id).values(values))


async def unread(connection: AsyncConnection, limit: int = 10) -> Sequence[tuple[str, str]]:
    """Id and organisation of documents that still wait, oldest first, locked until the transaction ends."""
    waiting = select(documents.c.id, documents.c.organisation_id).where(documents.c.state.in_(("received", "reading")))
    rows = await connection.execute(waiting.order_by(documents.c.created_at).limit(limit).with_for_update(skip_locked=True))
    return tuple((row.id, row.organisation_id) for row in rows)
