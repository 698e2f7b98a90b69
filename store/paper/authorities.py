"""Written authorities: papers by which somebody else may sign for the authorised person."""

from sqlalchemy.ext.asyncio import AsyncConnection

from store.paper.documents import Document
from store.rows import one, reading
from store.schema.papers import documents

KIND = "authority"


async def newest(connection: AsyncConnection, order_id: str) -> Document | None:
    """The one uploaded last, unless it was refused for what it holds."""
    mine = (documents.c.order_id == order_id, documents.c.kind == KIND, documents.c.state != "refused")
    query = reading(documents, Document).where(*mine).order_by(documents.c.created_at.desc(), documents.c.id.desc()).limit(1)
    return one(await connection.execute(query), Document)
