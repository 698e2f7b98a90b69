"""The API over a real database, with people of every role in two organisations that must never see each other."""

from collections.abc import AsyncIterator, Iterator, Mapping

import pytest

from store import migrations
from store.database import engine
from tests.api.world import Silence, World, make_parts
from tests.stack import PostgresStack


@pytest.fixture(scope="session")
def api_urls(postgres: PostgresStack) -> Iterator[Mapping[str, str]]:
    with postgres.database() as made:
        migrations.upgrade(made["owner"])
        yield made


@pytest.fixture(scope="module")
async def world(api_urls: Mapping[str, str]) -> AsyncIterator[World]:
    """A database that all modules share; each module's organisations are its own."""
    app, system = engine(api_urls["app"], pool_size=20), engine(api_urls["system"], pool_size=5)
    made = World(make_parts(app, Silence()), system)
    yield made
    await app.dispose()
    await system.dispose()
