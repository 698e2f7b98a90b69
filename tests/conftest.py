"""Fixtures of the whole suite: real servers, one of each per test process."""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.stack import PostgresStack, TemporalStack, embedded_postgres, embedded_temporal

# The same examples each time, so that a red run says something of the change. --hypothesis-profile=explore looks for new ones.
# No deadlines: a busy machine is no finding.
_CALM = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _CALM, derandomize=True)
settings.register_profile("explore", _CALM, derandomize=False)
settings.load_profile("same")

# What is made while tests are collected stays to the end: walking it for garbage takes half of the time.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresStack]:
    with embedded_postgres() as stack:
        yield stack


@pytest.fixture(scope="session")
def temporal() -> Iterator[TemporalStack]:
    with embedded_temporal() as stack:
        yield stack
