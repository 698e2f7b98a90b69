"""The frozen revisions make exactly the schema that the queries are written against."""

from collections.abc import Mapping

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from store import migrations
from store.migrations import RoleMissing, require_roles
from store.schema import metadata
from store.schema.order_search import INDEXES


def test_a_migrated_database_is_the_schema(urls: Mapping[str, str]):
    owner = create_engine(urls["owner"])
    with owner.connect() as connection:
        known = MigrationContext.configure(connection, opts={"include_name": lambda name, kind, parents: name not in INDEXES})
        assert compare_metadata(known, metadata) == []
    owner.dispose()


def test_migrating_again_changes_nothing(urls: Mapping[str, str]):
    migrations.upgrade(urls["owner"])


def test_every_table_is_behind_row_level_security(urls: Mapping[str, str]):
    owner = create_engine(urls["owner"])
    with owner.connect() as connection:
        bare = connection.scalars(
            text(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                " AND NOT (relrowsecurity AND relforcerowsecurity) AND relname <> 'alembic_version'"
            )
        ).all()
    owner.dispose()
    assert bare == []


def test_no_role_of_ours_gets_round_it(urls: Mapping[str, str]):
    owner = create_engine(urls["owner"])
    with owner.connect() as connection:
        free = connection.scalars(
            text("SELECT rolname FROM pg_roles WHERE rolname LIKE 'portwright%' AND (rolsuper OR rolbypassrls)")
        ).all()
    owner.dispose()
    assert free == []


def test_a_missing_role_is_named(urls: Mapping[str, str]):
    owner = create_engine(urls["owner"])
    with owner.connect() as connection, pytest.raises(RoleMissing, match="portwright_nobody"):
        require_roles(connection, ("portwright_owner", "portwright_nobody"))
    owner.dispose()
