"""Bring a database to the newest schema, as its owner."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from store.schema.walls import ROLES

HERE = Path(__file__).parent


class RoleMissing(Exception):
    """The server lacks a role that grants and policies name."""

    def __init__(self, roles: tuple[str, ...]) -> None:
        super().__init__(f"create these PostgreSQL roles first (LOGIN, without BYPASSRLS): {', '.join(roles)}")
        self.roles = roles


def upgrade(owner_url: str) -> None:
    """Migrate to the newest revision; nothing happens where it is already there. Two at once wait for each other.

    Raises RoleMissing.
    """
    engine = create_engine(owner_url)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(7678)"))
            require_roles(connection)
            command.upgrade(config(connection), "head")
    finally:
        engine.dispose()


def require_roles(connection: Connection, roles: tuple[str, ...] = ROLES) -> None:
    """Raises RoleMissing with those the server does not have."""
    there = set(connection.scalars(text("SELECT rolname FROM pg_roles WHERE rolname = ANY (:roles)"), {"roles": list(roles)}))
    if missing := tuple(role for role in roles if role not in there):
        raise RoleMissing(missing)


def config(connection: Connection) -> Config:
    """Alembic's settings, with the connection it shall use."""
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(HERE))
    return made
