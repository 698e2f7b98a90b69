"""What somebody had typed into a form when their session ended, until they are back."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from store.schema.columns import access, metadata, moment, sealed, tenant, text

kept_forms = Table(
    "kept_forms",
    metadata,
    Column("id", Text, primary_key=True),
    tenant(),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False),
    text("path"),
    sealed("fields_sealed"),
    moment("expires_at"),
    Index("ix_kept_forms_user", "user_id", "expires_at"),
    Index("ix_kept_forms_organisation", "organisation_id"),
    Index("ix_kept_forms_expiry", "expires_at"),
    info=access(sees="user_id = portwright_principal()"),
)
