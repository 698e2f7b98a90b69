"""Customers, partners and ourselves; their clocks, their places."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, ForeignKey, Identity, Index, Integer, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.sql import func

from store.schema.columns import APPEND, access, metadata, moment, moment_or_none, sealed, tenant, text

organisations = Table(
    "organisations",
    metadata,
    Column("id", Text, primary_key=True),
    text("name"),
    text("kind"),
    text("standing"),
    Column("rehearsal", Boolean, nullable=False),
    text("language"),
    moment("created_at"),
    CheckConstraint("kind IN ('customer', 'partner', 'staff')", name="kind"),
    CheckConstraint("standing IN ('trial', 'paid')", name="standing"),
    info=access(sees="(SELECT portwright_staff()) OR id = ANY ((SELECT portwright_tenants())::text[])"),
)

organisation_clocks = Table(
    "organisation_clocks",
    metadata,
    Column("organisation_id", Text, ForeignKey("organisations.id"), primary_key=True),
    Column("offset_seconds", BigInteger, nullable=False),
    CheckConstraint("offset_seconds >= 0", name="offset"),
    info=access(),
)

clock_jumps = Table(
    "clock_jumps",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    tenant(),
    Column("seconds", BigInteger, nullable=False),
    Column("offset_seconds", BigInteger, nullable=False),
    text("actor"),
    Column("recorded_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
    CheckConstraint("seconds > 0", name="forward"),
    Index("ix_clock_jumps_organisation", "organisation_id", "id"),
    info=access(app=APPEND, system=APPEND),
)

partnerships = Table(
    "partnerships",
    metadata,
    Column("partner_id", Text, ForeignKey("organisations.id"), nullable=False),
    Column("customer_id", Text, ForeignKey("organisations.id"), nullable=False),
    moment("since"),
    PrimaryKeyConstraint("partner_id", "customer_id"),
    Index("ix_partnerships_customer", "customer_id"),
    info=access(
        sees="(SELECT portwright_staff()) OR partner_id = ANY ((SELECT portwright_tenants())::text[])"
        " OR customer_id = ANY ((SELECT portwright_tenants())::text[])"
        " OR partner_id IN (SELECT m.organisation_id FROM memberships m WHERE m.user_id = portwright_principal())"
    ),
)

locations = Table(
    "locations",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    text("name"),
    text("pstn_option", "none"),
    moment_or_none("plan_enabled_at"),
    sealed("contact_sealed"),
    sealed("emergency_address_sealed"),
    text("time_zone"),
    text("main_number", ""),
    text("site_code", ""),
    Column("extension_length", Integer, nullable=False, server_default="4"),
    text("route_partition", "onNetRemote"),
    moment("created_at"),
    CheckConstraint("pstn_option IN ('calling_plan', 'cloud_connected', 'premises', 'none')", name="pstn_option"),
    Index("ix_locations_organisation", "organisation_id", "name"),
    info=access(),
)
