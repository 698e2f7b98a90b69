"""A server for all stories, a database and a worker for each file of them.

A file may say `CACHED = 0` for a worker that forgets every run at once, and `IDEMPOTENCY` for a carrier of another kind.
"""

import base64
import os
from collections.abc import AsyncIterator, Iterator, Mapping

import pytest
from temporalio.testing import WorkflowEnvironment

from carriers.protocol import Idempotency
from store import migrations
from tests.stack import PostgresStack
from tests.workflows.server import skipping_server, staged
from tests.workflows.stage import Stage
from vault.keys import KeyRing


@pytest.fixture(scope="session")
def ring() -> KeyRing:
    return KeyRing.parse(f"k1:{base64.b64encode(os.urandom(32)).decode()}")


@pytest.fixture(scope="session")
async def environment(ring: KeyRing) -> AsyncIterator[WorkflowEnvironment]:
    async with await skipping_server(ring) as started:
        yield started


@pytest.fixture(scope="module")
def urls(postgres: PostgresStack) -> Iterator[Mapping[str, str]]:
    with postgres.database() as made:
        migrations.upgrade(made["owner"])
        yield made


@pytest.fixture(scope="module")
async def stage(
    environment: WorkflowEnvironment, urls: Mapping[str, str], ring: KeyRing, request: pytest.FixtureRequest
) -> AsyncIterator[Stage]:
    module = request.module
    kind = getattr(module, "IDEMPOTENCY", Idempotency.KEY)
    async with staged(environment, urls, ring, module.__name__, cached=getattr(module, "CACHED", 100), idempotency=kind) as made:
        yield made
