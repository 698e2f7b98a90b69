"""Findings that staff let pass."""

from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, Table, Text

from store.schema.columns import APPEND, access, metadata, moment, tenant, text

reviews = Table(
    "reviews",
    metadata,
    Column("order_id", Text, ForeignKey("port_orders.id"), nullable=False),
    tenant(),
    Column("revision", Integer, nullable=False),
    text("code"),
    text("by"),
    text("reason", ""),
    moment("at"),
    PrimaryKeyConstraint("order_id", "revision", "code"),
    info=access(app=APPEND),
)
