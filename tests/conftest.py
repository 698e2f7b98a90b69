"""Fixtures of the whole suite: real servers, one of each per test process."""

from collections.abc import Iterator

import pytest

from tests.stack import PostgresStack, TemporalStack, embedded_postgres, embedded_temporal


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresStack]:
    with embedded_postgres() as stack:
        yield stack


@pytest.fixture(scope="session")
def temporal() -> Iterator[TemporalStack]:
    with embedded_temporal() as stack:
        yield stack
