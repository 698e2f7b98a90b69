"""Pictures of the pages of a paper."""

from sqlalchemy import Column, Double, ForeignKey, Integer, PrimaryKeyConstraint, Table, Text

from store.schema.columns import access, metadata, tenant, text

document_pages = Table(
    "document_pages",
    metadata,
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False),
    Column("page", Integer, nullable=False),
    tenant(),
    text("vault_key"),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("scale", Double, nullable=False),
    PrimaryKeyConstraint("document_id", "page"),
    info=access(),
)
