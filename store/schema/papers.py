"""Bills, letters of authorisation, signatures, and what people agreed to."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from store.schema.columns import APPEND, access, metadata, moment, moment_or_none, sealed, tenant, text

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    Column("order_id", Text, ForeignKey("port_orders.id"), nullable=False),
    text("kind"),
    text("state"),
    text("vault_key"),
    Column("sha256", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    text("media_type"),
    text("reason", ""),
    sealed("facts_sealed"),
    sealed("findings_sealed"),
    text("created_by"),
    moment("created_at"),
    moment_or_none("read_at"),
    CheckConstraint("kind IN ('bill', 'loa', 'csr', 'other')", name="kind"),
    CheckConstraint("state IN ('received', 'reading', 'read', 'unreadable', 'refused')", name="state"),
    Index("ix_documents_order", "order_id", "kind", "created_at"),
    Index("ix_documents_organisation", "organisation_id", "created_at"),
    Index("ix_documents_unread", "created_at", postgresql_where="state IN ('received', 'reading')"),
    info=access(),
)

signatures = Table(
    "signatures",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    Column("order_id", Text, ForeignKey("port_orders.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("document_id", Text, ForeignKey("documents.id"), nullable=False),
    sealed("signer_sealed"),
    text("method"),
    text("consent_version"),
    Column("consent_hash", LargeBinary, nullable=False),
    Column("document_hash", LargeBinary, nullable=False),
    moment("signed_at"),
    sealed("ip_sealed"),
    sealed("agent_sealed"),
    moment_or_none("void_at"),
    text("void_reason", ""),
    Index("uq_signatures_valid", "order_id", unique=True, postgresql_where="void_at IS NULL"),
    Index("ix_signatures_order", "order_id", "revision"),
    Index("ix_signatures_organisation", "organisation_id"),
    info=access(),
)

acceptances = Table(
    "acceptances",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    text("kind"),
    text("version"),
    Column("text_hash", LargeBinary, nullable=False),
    text("order_id", ""),
    text("user_id"),
    text("acting_for"),
    moment("at"),
    CheckConstraint("kind IN ('declaration', 'terms', 'addendum')", name="kind"),
    UniqueConstraint("organisation_id", "kind", "version", "order_id"),
    Index("ix_acceptances_order", "order_id"),
    info=access(app=APPEND, system=APPEND),
)
