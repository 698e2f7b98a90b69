"""The call plan: people, the numbers that are live, who holds them, where they are routed, what they cost."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from store.schema.columns import APPEND, access, metadata, moment, moment_or_none, sealed, tenant, text

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    Column("location_id", Text, ForeignKey("locations.id"), nullable=False),
    sealed("name_sealed"),
    sealed("email_sealed"),
    Column("email_blind", LargeBinary),
    Column("extension", Text),
    Column("number", Text),
    Column("waiting_number", Text),
    Column("user_id", Text, ForeignKey("users.id")),
    moment("created_at"),
    moment_or_none("invited_at"),
    UniqueConstraint("location_id", "extension"),
    UniqueConstraint("number"),
    UniqueConstraint("organisation_id", "waiting_number"),
    Index("ix_people_organisation", "organisation_id", "location_id", "created_at", "id"),
    info=access(),
)

inventory = Table(
    "inventory",
    metadata,
    Column("number", Text, primary_key=True),
    tenant(),
    Column("location_id", Text, ForeignKey("locations.id"), nullable=False),
    text("state"),
    text("source"),
    text("carrier"),
    text("order_id"),
    moment("activated_at"),
    sealed("emergency_address_sealed"),
    moment_or_none("own_address_ended_at"),
    CheckConstraint("state IN ('active', 'leaving', 'left')", name="state"),
    CheckConstraint("source IN ('ported', 'ordered')", name="source"),
    Index("ix_inventory_organisation", "organisation_id", "number"),
    Index("ix_inventory_location", "location_id", "number"),
    info=access(),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    tenant(),
    text("number"),
    Column("person_id", Text, ForeignKey("people.id")),
    text("use"),
    text("key"),
    moment("since"),
    moment_or_none("until"),
    UniqueConstraint("number", "key"),
    CheckConstraint("use IN ('person', 'main', 'unassigned')", name="use"),
    Index("uq_assignments_current", "number", unique=True, postgresql_where="until IS NULL"),
    Index("ix_assignments_person", "person_id"),
    Index("ix_assignments_organisation", "organisation_id"),
    info=access(),
)

route_patterns = Table(
    "route_patterns",
    metadata,
    tenant(),
    Column("location_id", Text, ForeignKey("locations.id"), nullable=False),
    text("pattern"),
    text("partition"),
    PrimaryKeyConstraint("location_id", "pattern"),
    Index("ix_route_patterns_organisation", "organisation_id"),
    info=access(app="SELECT"),
)

billing_events = Table(
    "billing_events",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    tenant(),
    text("number"),
    text("assignment_key"),
    text("kind"),
    moment("at"),
    Column("amount_cents", Integer, nullable=False),
    UniqueConstraint("number", "assignment_key", "kind"),
    Index("ix_billing_events_organisation", "organisation_id", "at"),
    info=access(app="SELECT", system=APPEND),
)
