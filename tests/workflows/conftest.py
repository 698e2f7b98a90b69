"""The real server with its clock in the tests' hand, and the product's own worker, relay and database."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import timedelta

import pytest
from temporalio.testing import TimeSkippingConfig, WorkflowEnvironment

from runtime.relay import Relay
from runtime.temporal_server import find_binary
from runtime.worker import port_steps, port_worker
from store import migrations
from store.database import engine
from store.tenant_keys import StoredTenantKeys
from tests.carriers.in_process import InProcessCarrier
from tests.stack import PostgresStack
from tests.workflows.story import Stage, real, vault_keys
from vault.codec import data_converter
from vault.envelope import Envelope
from vault.keys import KeyRing
from workflows.attributes import CARRIER
from workflows.gateway import PortGateway


@pytest.fixture(scope="session")
def ring() -> KeyRing:
    return KeyRing.parse(vault_keys())


@pytest.fixture(scope="session")
async def environment(ring: KeyRing) -> AsyncIterator[WorkflowEnvironment]:
    started = await WorkflowEnvironment.start_time_skipping_v2(
        ts_config=TimeSkippingConfig(enabled=False),
        dev_server_existing_path=str(find_binary()),
        dev_server_extra_args=["--dynamic-config-value", "frontend.WorkflowTimeSkippingEnabled=true", "--log-level", "error"],
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
    carrier = InProcessCarrier(real)
    carriers = {carrier.adapter.name: carrier.adapter}
    gateway = PortGateway(environment.client, request.module.__name__)
    steps = port_steps(system, envelope, carriers, real, timedelta(days=7))
    async with port_worker(environment.client, gateway.task_queue, *steps, cached=getattr(request.module, "CACHED", 100)):
        yield Stage(app, system, envelope, environment, gateway, carrier, Relay(system, gateway, carriers, real))
    for pool in (app, system):
        await pool.dispose()
