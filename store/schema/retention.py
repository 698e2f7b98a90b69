"""What was deleted because its time was up, a row a day."""

from sqlalchemy import Column, Date, Table
from sqlalchemy.dialects.postgresql import JSONB

from store.schema.columns import access, metadata, moment, moment_or_none

retention_runs = Table(
    "retention_runs",
    metadata,
    Column("day", Date, primary_key=True),
    moment("started_at"),
    moment_or_none("finished_at"),
    Column("deleted", JSONB, nullable=False, server_default="{}"),
    info=access(app="SELECT", sees="all"),
)
