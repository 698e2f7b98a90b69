"""What every table is made of: the one MetaData, the few column kinds, and who may do what with a table."""

from sqlalchemy import Column, ForeignKey, LargeBinary, MetaData, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

ALL = "SELECT, INSERT, UPDATE, DELETE"
APPEND = "SELECT, INSERT"


def access(*, app: str = ALL, system: str = ALL, sees: str = "tenant") -> dict[str, str]:
    """A table's `info`: privileges of the app and the system role, and the rows that the app role sees.

    sees: `tenant` (rows of the transaction's tenants, or all for staff), `all`, or an SQL condition.
    """
    return {"app": app, "system": system, "sees": sees}


def text(name: str, default: str | None = None) -> Column[str]:
    """Never null: what is not known is empty."""
    return Column(name, Text, nullable=False, server_default=default)


def moment(name: str) -> Column[object]:
    return Column(name, TIMESTAMP(timezone=True), nullable=False)


def moment_or_none(name: str) -> Column[object]:
    return Column(name, TIMESTAMP(timezone=True))


def sealed(name: str) -> Column[bytes]:
    """An envelope of the vault, bound to this table, column, row and tenant."""
    return Column(name, LargeBinary)


def tenant() -> Column[str]:
    return Column("organisation_id", Text, ForeignKey("organisations.id"), nullable=False)
