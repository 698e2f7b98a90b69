"""Where the vault keeps the pictures of a paper's pages, and how large they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import Tenants, any_of, many, one, reading, within
from store.schema.document_pages import document_pages


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A PNG. page: from 1. width, height: in pixels. scale: pixels for each point of the page as it was read."""

    document_id: str
    page: int
    organisation_id: str
    vault_key: str
    width: int
    height: int
    scale: float


async def add(connection: AsyncConnection, pages: Sequence[DocumentPage]) -> None:
    """A page that is there already stays."""
    if pages:
        rows = [{name: getattr(page, name) for name in DocumentPage.__dataclass_fields__} for page in pages]
        await connection.execute(upsert(document_pages).values(rows).on_conflict_do_nothing())


async def find(connection: AsyncConnection, document_id: str, page: int, tenants: Tenants) -> DocumentPage | None:
    mine = (document_pages.c.document_id == document_id, document_pages.c.page == page, within(document_pages, tenants))
    return one(await connection.execute(reading(document_pages, DocumentPage).where(*mine)), DocumentPage)


async def of_documents(connection: AsyncConnection, document_ids: Sequence[str]) -> tuple[DocumentPage, ...]:
    """All pages of these papers, by paper and page."""
    query = reading(document_pages, DocumentPage).where(document_pages.c.document_id == any_of(document_ids))
    return many(await connection.execute(query.order_by(document_pages.c.document_id, document_pages.c.page)), DocumentPage)


async def forget(connection: AsyncConnection, document_id: str) -> None:
    """Remove the rows; what the vault keeps is the caller's to delete."""
    await connection.execute(delete(document_pages).where(document_pages.c.document_id == document_id))
