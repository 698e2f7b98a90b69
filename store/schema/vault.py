"""What the vault keeps in the database: wrapped keys of tenants, and secrets with the day they go."""

from sqlalchemy import Column, Index, LargeBinary, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from store.schema.columns import ALL, access, metadata, moment, moment_or_none, tenant, text

tenant_keys = Table(
    "tenant_keys",
    metadata,
    tenant(),
    text("key_id"),
    Column("wrapped", LargeBinary, nullable=False),
    text("master_key_id"),
    moment("created_at"),
    PrimaryKeyConstraint("organisation_id", "key_id"),
    Index("ix_tenant_keys_master", "master_key_id"),
    info=access(app="SELECT, INSERT", system=ALL),
)

secrets = Table(
    "secrets",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    text("owner_table"),
    text("owner_id"),
    text("name"),
    Column("sealed", LargeBinary, nullable=False),
    moment_or_none("delete_after"),
    UniqueConstraint("owner_table", "owner_id", "name"),
    Index("ix_secrets_delete_after", "delete_after"),
    info=access(),
)
