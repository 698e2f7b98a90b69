"""What customers and staff say to each other about an order."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Identity, Index, LargeBinary, Table, Text

from store.schema.columns import APPEND, access, metadata, moment, sealed, tenant, text

order_comments = Table(
    "order_comments",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    Column("order_id", Text, ForeignKey("port_orders.id", ondelete="CASCADE"), nullable=False),
    Column("position", BigInteger, Identity(always=True), nullable=False),
    text("author"),
    sealed("author_sealed"),
    Column("by_staff", Boolean, nullable=False),
    Column("internal", Boolean, nullable=False),
    Column("body_sealed", LargeBinary, nullable=False),
    moment("at"),
    Index("ix_order_comments_order", "order_id", "position"),
    Index("ix_order_comments_organisation", "organisation_id", "position"),
    info=access(
        app=APPEND,
        sees="(SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[]) AND NOT internal",
    ),
)
