"""How people keep an eye on orders: views of the list that they saved, calendars that follow its dates."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

from store.schema.columns import access, metadata, moment, moment_or_none, tenant, text

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False),
    text("name"),
    Column("filter", JSONB, nullable=False),
    moment("created_at"),
    UniqueConstraint("user_id", "organisation_id", "name"),
    Index("ix_saved_views_organisation", "organisation_id"),
    info=access(app="SELECT, INSERT, DELETE", sees="user_id = portwright_principal()"),
)

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    moment("created_at"),
    moment_or_none("revoked_at"),
    Index("ix_calendar_feeds_user", "user_id", "organisation_id"),
    Index("ix_calendar_feeds_organisation", "organisation_id"),
    info=access(app="SELECT, INSERT, UPDATE", sees="user_id = portwright_principal() OR token_hash = portwright_credential()"),
)
