"""A migrated database per test module, its engines by role, and two organisations that must never see each other."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from store import migrations
from store.database import engine
from tests.stack import PostgresStack


@dataclass(frozen=True, slots=True)
class Engines:
    owner: AsyncEngine
    app: AsyncEngine
    system: AsyncEngine
    audit: AsyncEngine


@pytest.fixture(scope="module")
def urls(postgres: PostgresStack) -> Iterator[Mapping[str, str]]:
    with postgres.database() as made:
        migrations.upgrade(made["owner"])
        yield made


@pytest.fixture(scope="module")
async def engines(urls: Mapping[str, str]) -> AsyncIterator[Engines]:
    made = Engines(**{role: engine(url, pool_size=20) for role, url in urls.items()})
    yield made
    for pool in (made.owner, made.app, made.system, made.audit):
        await pool.dispose()
