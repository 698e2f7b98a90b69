"""Signing in through an organisation's own provider (OpenID Connect)."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY

from store.schema.columns import access, metadata, moment, moment_or_none, sealed, tenant, text

sign_on = Table(
    "sign_on",
    metadata,
    Column("organisation_id", Text, ForeignKey("organisations.id"), primary_key=True),
    text("slug"),
    Column("slug_key", LargeBinary, nullable=False, unique=True),
    text("issuer"),
    text("client_id"),
    sealed("secret_sealed"),
    Column("domains", ARRAY(Text), nullable=False),
    Column("domain_keys", ARRAY(LargeBinary), nullable=False),
    text("demanded", "nobody"),
    Column("enabled", Boolean, nullable=False),
    moment("changed_at"),
    CheckConstraint("demanded IN ('nobody', 'members', 'everybody')", name="demanded"),
    Index("ix_sign_on_domains", "domain_keys", postgresql_using="gin"),
    info=access(
        sees="(SELECT portwright_staff()) OR organisation_id = ANY ((SELECT portwright_tenants())::text[])"
        " OR slug_key = portwright_credential() OR portwright_credential() = ANY (domain_keys)"
        " OR organisation_id IN (SELECT m.organisation_id FROM memberships m WHERE m.user_id = portwright_principal())"
    ),
)

sign_on_attempts = Table(
    "sign_on_attempts",
    metadata,
    Column("state_hash", LargeBinary, primary_key=True),
    tenant(),
    Column("visit_hash", LargeBinary, nullable=False),
    text("issuer"),
    text("back", ""),
    moment("expires_at"),
    moment_or_none("used_at"),
    Index("ix_sign_on_attempts_organisation", "organisation_id"),
    Index("ix_sign_on_attempts_expiry", "expires_at"),
    info=access(
        sees="state_hash = portwright_credential() OR organisation_id = ANY ((SELECT portwright_tenants())::text[])",
    ),
)

sign_on_identities = Table(
    "sign_on_identities",
    metadata,
    tenant(),
    Column("subject_blind", LargeBinary, nullable=False),
    Column("user_id", Text, nullable=False),
    moment("linked_at"),
    PrimaryKeyConstraint("organisation_id", "subject_blind"),
    UniqueConstraint("organisation_id", "user_id"),
    ForeignKeyConstraint(["user_id", "organisation_id"], ["memberships.user_id", "memberships.organisation_id"], ondelete="CASCADE"),
    Index("ix_sign_on_identities_user", "user_id", "organisation_id"),
    info=access(),
)
