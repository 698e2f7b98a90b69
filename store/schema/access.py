"""Who signs in, how, and what holds them back."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from store.schema.columns import access, metadata, moment, moment_or_none, sealed, tenant, text

users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("home_id", Text, ForeignKey("organisations.id"), nullable=False),
    Column("email_blind", LargeBinary, nullable=False, unique=True),
    sealed("email_sealed"),
    sealed("name_sealed"),
    text("password_hash", ""),
    text("language"),
    text("time_zone", ""),
    moment_or_none("validated_at"),
    moment("created_at"),
    info=access(
        sees="(SELECT portwright_staff()) OR id = portwright_principal() OR email_blind = portwright_credential()"
        " OR home_id = ANY ((SELECT portwright_tenants())::text[])"
        " OR id IN (SELECT m.user_id FROM memberships m WHERE m.organisation_id = ANY ((SELECT portwright_tenants())::text[]))"
    ),
)

memberships = Table(
    "memberships",
    metadata,
    Column("user_id", Text, ForeignKey("users.id"), nullable=False),
    tenant(),
    text("role"),
    Column("account_manager", Boolean, nullable=False, server_default="false"),
    moment("since"),
    PrimaryKeyConstraint("user_id", "organisation_id"),
    Index("ix_memberships_organisation", "organisation_id", "role"),
    info=access(
        sees="(SELECT portwright_staff()) OR user_id = portwright_principal()"
        " OR organisation_id = ANY ((SELECT portwright_tenants())::text[])"
    ),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False),
    text("csrf"),
    moment("created_at"),
    moment("idle_expires_at"),
    moment("absolute_expires_at"),
    moment_or_none("used_at"),
    text("agent", ""),
    text("only_for", ""),
    moment_or_none("revoked_at"),
    Index("ix_sessions_user", "user_id"),
    Index("ix_sessions_expiry", "absolute_expires_at"),
    info=access(sees="token_hash = portwright_credential() OR user_id = portwright_principal()"),
)

one_time_codes = Table(
    "one_time_codes",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    text("purpose"),
    Column("code_hash", LargeBinary, nullable=False),
    Column("user_id", Text, ForeignKey("users.id")),
    text("subject", ""),
    moment("created_at"),
    moment("expires_at"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    moment_or_none("used_at"),
    CheckConstraint("purpose IN ('activation', 'welcome', 'invitation', 'reset', 'sign')", name="purpose"),
    Index("ix_one_time_codes_hash", "code_hash"),
    Index("ix_one_time_codes_user", "user_id", "purpose"),
    Index("ix_one_time_codes_subject", "organisation_id", "subject", "purpose"),
    info=access(
        sees="(SELECT portwright_staff()) OR code_hash = portwright_credential() OR user_id = portwright_principal()"
        " OR organisation_id = ANY ((SELECT portwright_tenants())::text[])"
    ),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False),
    text("name"),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("scopes", ARRAY(Text), nullable=False),
    moment("created_at"),
    moment("expires_at"),
    moment_or_none("revoked_at"),
    Index("ix_api_tokens_organisation", "organisation_id", "created_at"),
    info=access(
        sees="(SELECT portwright_staff()) OR token_hash = portwright_credential()"
        " OR organisation_id = ANY ((SELECT portwright_tenants())::text[])"
    ),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    text("principal"),
    text("route"),
    text("key"),
    tenant(),
    Column("body_hash", LargeBinary, nullable=False),
    text("state", "running"),
    Column("status", Integer),
    sealed("response_sealed"),
    moment("started_at"),
    moment("expires_at"),
    PrimaryKeyConstraint("principal", "route", "key"),
    CheckConstraint("state IN ('running', 'done')", name="state"),
    Index("ix_idempotency_keys_expiry", "expires_at"),
    info=access(),
)

rate_counters = Table(
    "rate_counters",
    metadata,
    text("bucket"),
    moment("window_start"),
    Column("count", Integer, nullable=False),
    PrimaryKeyConstraint("bucket", "window_start"),
    Index("ix_rate_counters_window", "window_start"),
    info=access(sees="all"),
)
