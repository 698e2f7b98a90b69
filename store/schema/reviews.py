"""Findings that staff have looked into, and what they said."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, PrimaryKeyConstraint, Table, Text

from store.schema.columns import APPEND, access, metadata, moment, sealed, tenant, text

reviews = Table(
    "reviews",
    metadata,
    Column("order_id", Text, ForeignKey("port_orders.id"), nullable=False),
    tenant(),
    Column("revision", Integer, nullable=False),
    text("code"),
    text("outcome", "passed"),
    text("by"),
    sealed("reason_sealed"),
    moment("at"),
    CheckConstraint("outcome IN ('passed', 'refused')", name="outcome"),
    PrimaryKeyConstraint("order_id", "revision", "code", "outcome", "at"),
    info=access(app=APPEND),
)
