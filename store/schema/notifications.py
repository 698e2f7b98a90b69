"""Which mails somebody does not want."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table, Text

from store.schema.columns import access, metadata, moment, tenant, text

# A row is a mail switched off: nothing has to be written for new people or new kinds of mail.
unwanted_mails = Table(
    "unwanted_mails",
    metadata,
    Column("user_id", Text, nullable=False),
    tenant(),
    text("message"),
    moment("since"),
    PrimaryKeyConstraint("user_id", "organisation_id", "message"),
    ForeignKeyConstraint(["user_id", "organisation_id"], ["memberships.user_id", "memberships.organisation_id"], ondelete="CASCADE"),
    Index("ix_unwanted_mails_organisation", "organisation_id"),
    info=access(
        sees="(SELECT portwright_staff()) OR user_id = portwright_principal()"
        " OR organisation_id = ANY ((SELECT portwright_tenants())::text[])"
        " OR organisation_id IN (SELECT p.partner_id FROM partnerships p"
        " WHERE p.customer_id = ANY ((SELECT portwright_tenants())::text[]))"
    ),
)
