"""The real server with its clock in the caller's hand, and the product's own worker, relay and watch on it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

from temporalio.testing import TimeSkippingConfig, WorkflowEnvironment

from carriers.protocol import Idempotency
from carriers.rehearsal.options import WebhookTarget
from runtime.machine.temporal_server import find_binary
from runtime.processes.worker import port_steps, port_worker
from runtime.rounds.relay import Relay
from runtime.rounds.watch import Watch
from store.database import engine
from store.tenancy.tenant_keys import StoredTenantKeys
from tests.carriers.in_process import WEBHOOK_SECRET, InProcessCarrier
from tests.workflows.stage import HastyClock, Stage, real
from vault.codec import data_converter
from vault.envelope import Envelope
from vault.keys import KeyRing
from workflows.attributes import CARRIER
from workflows.gateway import PortGateway

# Without the second the server lets a second go by between any two timers that it skips to.
_DYNAMIC = ("frontend.WorkflowTimeSkippingEnabled=true", 'history.timerProcessorMaxTimeShift="10ms"')
NAMESPACE = "default"


async def skipping_server(ring: KeyRing) -> WorkflowEnvironment:
    return await WorkflowEnvironment.start_time_skipping_v2(
        ts_config=TimeSkippingConfig(enabled=False),
        dev_server_existing_path=str(find_binary()),
        dev_server_extra_args=[word for value in _DYNAMIC for word in ("--dynamic-config-value", value)],
        dev_server_log_level="error",
        data_converter=data_converter(ring, NAMESPACE),
        search_attributes=[CARRIER],
    )


@asynccontextmanager
async def staged(
    environment: WorkflowEnvironment,
    urls: Mapping[str, str],
    ring: KeyRing,
    task_queue: str,
    *,
    cached: int = 100,
    idempotency: Idempotency = Idempotency.KEY,
) -> AsyncIterator[Stage]:
    """A stage over a migrated database, with a worker of its own."""
    app, system = engine(urls["app"]), engine(urls["system"], 20)
    envelope = Envelope(ring, StoredTenantKeys(system))
    webhooks = WebhookTarget("http://webhooks.test", WEBHOOK_SECRET)
    carrier = InProcessCarrier(real, idempotency=idempotency, webhooks=webhooks)
    carriers = {carrier.adapter.name: carrier.adapter}
    gateway = PortGateway(environment.client, task_queue)
    clock = HastyClock()
    steps = port_steps(system, envelope, carriers, clock, timedelta(days=7))
    relay, watch = Relay(system, gateway, carriers, real), Watch(system, carriers, real)
    async with port_worker(environment.client, task_queue, *steps, cached=cached):
        yield Stage(app, system, envelope, environment, gateway, carrier, relay, watch, clock)
    for pool in (app, system):
        await pool.dispose()
