"""Who did what, in a chain per tenant that shows any change to it; nobody may update or delete."""

from sqlalchemy import Column, FetchedValue, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.sql import func

from store.schema.columns import APPEND, access, metadata, moment, sealed, tenant, text

# Numbered and hashed by a trigger (`walls.py`), so that no writer chooses what the chain says.
audit = Table(
    "audit",
    metadata,
    tenant(),
    Column("seq", Integer, FetchedValue(), nullable=False),
    Column("id", Text, nullable=False),
    moment("at"),
    Column("recorded_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
    text("actor"),
    text("acting_for"),
    text("action"),
    text("subject"),
    sealed("body_sealed"),
    Column("previous_hash", LargeBinary, FetchedValue(), nullable=False),
    Column("hash", LargeBinary, FetchedValue(), nullable=False),
    PrimaryKeyConstraint("organisation_id", "seq"),
    UniqueConstraint("id"),
    Index("ix_audit_subject", "organisation_id", "subject", "seq"),
    info=access(app=APPEND, system=APPEND),
)

audit_anchors = Table(
    "audit_anchors",
    metadata,
    tenant(),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("anchored_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
    PrimaryKeyConstraint("organisation_id", "seq"),
    info=access(app="SELECT", system="SELECT"),
)
