"""Fixtures of the whole suite: real servers, one of each per test process."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.stack import PostgresStack, TemporalStack, embedded_postgres, embedded_temporal

# The same examples each time, so that a red run says something of the change. --hypothesis-profile=explore looks for new ones.
settings.register_profile("same", derandomize=True, database=None)
settings.register_profile("explore", derandomize=False, database=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresStack]:
    with embedded_postgres() as stack:
        yield stack


@pytest.fixture(scope="session")
def temporal() -> Iterator[TemporalStack]:
    with embedded_temporal() as stack:
        yield stack
