"""The worker process: workflows and activities of one task queue."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.worker import Worker

from activities.carrier_writes import CarrierWrites
from activities.order_activities import OrderActivities
from activities.port_activities import PortActivities
from carriers.protocol import PortsNumbers
from runtime import wiring
from runtime.processes.readiness import announce_ready
from runtime.processes.registry import activities, workflows
from runtime.processes.stopping import until_stopped
from runtime.real_time import now
from runtime.settings import Settings
from vault.envelope import Envelope

# Two cores: a mass replay after a restart must not trip the two-second deadlock detector (reliability 2.6).
_WORKFLOW_TASKS, _ACTIVITIES, _CACHED = 4, 20, 500


def port_worker(client: Client, task_queue: str, *instances: object, cached: int = _CACHED) -> Worker:
    """A worker over every workflow there is and the activities of these objects."""
    return Worker(
        client,
        task_queue=task_queue,
        workflows=workflows(),
        activities=activities(*instances),
        max_cached_workflows=cached,
        max_concurrent_workflow_tasks=min(_WORKFLOW_TASKS, cached or _WORKFLOW_TASKS),
        max_concurrent_activities=_ACTIVITIES,
        graceful_shutdown_timeout=timedelta(seconds=30),
    )


def port_steps(
    system: AsyncEngine,
    envelope: Envelope,
    carriers: Mapping[str, PortsNumbers],
    now: Callable[[], datetime],
    keep_secrets: timedelta,
) -> tuple[Any, ...]:
    """The activities of port orders, one object a room of steps."""
    writes = CarrierWrites(system, now)
    return PortActivities(writes, envelope, carriers), OrderActivities(system, envelope, carriers, now, keep_secrets)


@asynccontextmanager
async def _worker(settings: Settings) -> AsyncIterator[Worker]:
    keys = wiring.vault(settings, settings.database_system_url)
    async with wiring.system_pool(settings) as system, keys as vault, wiring.carriers(settings) as carriers:
        steps = port_steps(system, vault.envelope, carriers, now, timedelta(days=settings.secret_days))
        yield port_worker(await wiring.temporal(settings), settings.temporal_task_queue, *steps)


async def run_worker(settings: Settings) -> None:
    """Work until told to stop; then let activities end, at most thirty seconds (reliability R24)."""
    async with _worker(settings) as worker, worker:
        announce_ready()
        await until_stopped()
