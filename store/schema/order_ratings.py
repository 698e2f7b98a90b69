"""What a customer thinks of a completed order: once, for staff to read."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from store.schema.columns import APPEND, access, metadata, moment, sealed, tenant, text

order_ratings = Table(
    "order_ratings",
    metadata,
    Column("order_id", Text, ForeignKey("port_orders.id", ondelete="CASCADE"), primary_key=True),
    tenant(),
    Column("stars", Integer, nullable=False),
    sealed("text_sealed"),
    text("actor"),
    moment("at"),
    CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    Index("ix_order_ratings_organisation", "organisation_id", "at"),
    info=access(app=APPEND),
)
