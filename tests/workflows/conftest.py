"""The real server with its clock in the tests' hand, and the product's own worker, relay, watch and database.

A file may say `CACHED = 0` for a worker that forgets every run at once, and `IDEMPOTENCY` for a carrier of another kind.
"""

import base64
import os
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import timedelta

import pytest
from temporalio.testing import TimeSkippingConfig, WorkflowEnvironment

from carriers.protocol import Idempotency
from runtime.relay import Relay
from runtime.temporal_server import find_binary
from runtime.watch import Watch
from runtime.worker import port_steps, port_worker
from store import migrations
from store.database import engine
from store.tenant_keys import StoredTenantKeys
from tests.carriers.in_process import InProcessCarrier
from tests.stack import PostgresStack
from tests.workflows.stage import Stage, real
from vault.codec import data_converter
from vault.envelope import Envelope
from vault.keys import KeyRing
from workflows.attributes import CARRIER
from workflows.gateway import PortGateway

# Without the second the server lets a second go by between any two timers that it skips to.
_DYNAMIC = ("frontend.WorkflowTimeSkippingEnabled=true", 'history.timerProcessorMaxTimeShift="10ms"')


@pytest.fixture(scope="session")
def ring() -> KeyRing:
    return KeyRing.parse(f"k1:{base64.b64encode(os.urandom(32)).decode()}")


@pytest.fixture(scope="session")
async def environment(ring: KeyRing) -> AsyncIterator[WorkflowEnvironment]:
    started = await WorkflowEnvironment.start_time_skipping_v2(
        ts_config=TimeSkippingConfig(enabled=False),
        dev_server_existing_path=str(find_binary()),
        dev_server_extra_args=[word for value in _DYNAMIC for word in ("--dynamic-config-value", value)],
        dev_server_log_level="error",
        data_converter=data_converter(ring, "default"),
        search_attributes=[CARRIER],
    )
    async with started:
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
    app, system = engine(urls["app"]), engine(urls["system"], 20)
    envelope = Envelope(ring, StoredTenantKeys(system))
    carrier = InProcessCarrier(real, idempotency=getattr(request.module, "IDEMPOTENCY", Idempotency.KEY))
    carriers = {carrier.adapter.name: carrier.adapter}
    gateway = PortGateway(environment.client, request.module.__name__)
    steps = port_steps(system, envelope, carriers, real, timedelta(days=7))
    relay, watch = Relay(system, gateway, carriers, real), Watch(system, carriers, real)
    async with port_worker(environment.client, gateway.task_queue, *steps, cached=getattr(request.module, "CACHED", 100)):
        yield Stage(app, system, envelope, environment, gateway, carrier, relay, watch)
    for pool in (app, system):
        await pool.dispose()
