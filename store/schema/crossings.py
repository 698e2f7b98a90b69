"""What crosses our edge: carriers' notices in, starts and commands to Temporal, requests to carriers, mails out."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Index, Integer, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.sql import func

from store.schema.columns import ALL, access, metadata, moment, moment_or_none, sealed, tenant, text

notices = Table(
    "notices",
    metadata,
    Column("notice_id", Text, primary_key=True),
    Column("arrival", BigInteger, Identity(always=True), nullable=False),
    text("carrier"),
    text("carrier_reference"),
    text("kind"),
    Column("body", JSONB, nullable=False),
    moment("happened_at"),
    Column("received_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
    Column("stream", Text),
    Column("organisation_id", Text),
    Index("ix_notices_parked", "carrier", "carrier_reference", "arrival", postgresql_where="stream IS NULL"),
    Index("ix_notices_stream", "stream", "arrival", postgresql_where="stream IS NOT NULL"),
    info=access(app="INSERT, SELECT (notice_id)", sees="all"),
)

watch_cursors = Table(
    "watch_cursors",
    metadata,
    Column("carrier", Text, primary_key=True),
    text("cursor"),
    moment("watched_at"),
    info=access(app="SELECT", sees="all"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("request_key", Text, primary_key=True),
    tenant(),
    text("stream"),
    text("carrier"),
    text("state", "prepared"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    moment_or_none("deadline"),
    Column("receipt", JSONB),
    text("error", ""),
    Column("updated_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
    CheckConstraint("state IN ('prepared', 'sending', 'done', 'refused', 'unknown')", name="state"),
    Index("ix_attempts_unfinished", "deadline", postgresql_where="state IN ('sending', 'unknown')"),
    Index("ix_attempts_stream", "stream"),
    Index("ix_attempts_organisation", "organisation_id"),
    info=access(app="SELECT"),
)

relay = Table(
    "relay",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    tenant(),
    text("kind"),
    text("target"),
    text("key"),
    Column("payload", JSONB, nullable=False),
    Column("created_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
    Column("next_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
    Column("tries", Integer, nullable=False, server_default="0"),
    text("last_error", ""),
    moment_or_none("done_at"),
    CheckConstraint("kind IN ('start', 'notice', 'command', 'clock')", name="kind"),
    UniqueConstraint("target", "kind", "key"),
    Index("ix_relay_pending", "target", "id", postgresql_where="done_at IS NULL"),
    Index("ix_relay_next", "id", postgresql_where="done_at IS NULL"),
    Index("ix_relay_done", "done_at", postgresql_where="done_at IS NOT NULL"),
    info=access(app="SELECT, INSERT, UPDATE"),
)

commands = Table(
    "commands",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    text("stream"),
    text("name"),
    Column("payload", JSONB, nullable=False),
    text("actor"),
    text("acting_for"),
    text("state", "accepted"),
    Column("answer", JSONB),
    moment("asked_at"),
    moment_or_none("answered_at"),
    CheckConstraint("state IN ('accepted', 'done', 'refused')", name="state"),
    Index("ix_commands_stream", "stream", "asked_at"),
    Index("ix_commands_organisation", "organisation_id", "asked_at"),
    info=access(app="SELECT, INSERT, UPDATE"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    text("channel"),
    text("message"),
    text("message_key"),
    text("order_id", ""),
    text("stream", ""),
    Column("seq", Integer, nullable=False, server_default="0"),
    text("user_id", ""),
    text("person_id", ""),
    sealed("address_sealed"),
    Column("data", JSONB, nullable=False, server_default="{}"),
    sealed("data_sealed"),
    moment("at"),
    text("state", "waiting"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
    moment_or_none("sent_at"),
    text("last_error", ""),
    sealed("copy_sealed"),
    UniqueConstraint("message_key"),
    CheckConstraint("channel IN ('mail', 'webhook')", name="channel"),
    CheckConstraint("state IN ('waiting', 'sent', 'dead')", name="state"),
    Index("ix_deliveries_waiting", "next_at", "id", postgresql_where="state = 'waiting'"),
    Index("ix_deliveries_organisation", "organisation_id", "at", "id"),
    Index("ix_deliveries_order", "order_id"),
    info=access(app=ALL),
)
