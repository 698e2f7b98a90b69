"""Where customers' own systems hear of their orders, and every try to reach them."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Identity, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from store.schema.columns import access, metadata, moment, moment_or_none, sealed, tenant, text

webhook_endpoints = Table(
    "webhook_endpoints",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    # The address may hold a token, so it is sealed; its host is what lists and mails show.
    text("host"),
    sealed("url_sealed"),
    Column("event_kinds", ARRAY(Text), nullable=False),
    sealed("secret_sealed"),
    sealed("previous_secret_sealed"),
    moment_or_none("previous_until"),
    text("state", "active"),
    text("reason", ""),
    text("created_by"),
    moment("created_at"),
    moment_or_none("failing_since"),
    moment_or_none("quiet_until"),
    CheckConstraint("state IN ('active', 'disabled')", name="state"),
    CheckConstraint("reason IN ('', 'owner', 'gone', 'failing')", name="reason"),
    Index("ix_webhook_endpoints_organisation", "organisation_id", "created_at", "id"),
    Index("ix_webhook_endpoints_failing", "failing_since", postgresql_where="state = 'active' AND failing_since IS NOT NULL"),
    info=access(),
)

webhook_attempts = Table(
    "webhook_attempts",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    tenant(),
    Column("delivery_id", Text, ForeignKey("deliveries.id", ondelete="CASCADE"), nullable=False),
    moment("at"),
    Column("status", Integer, nullable=False, server_default="0"),
    text("error", ""),
    Column("took_ms", Integer, nullable=False),
    Index("ix_webhook_attempts_delivery", "delivery_id", "id"),
    Index("ix_webhook_attempts_organisation", "organisation_id", "id"),
    Index("ix_webhook_attempts_at", "at"),
    info=access(app="SELECT"),
)
