"""What is known of one port order, from the database and from Temporal side by side? Codes and ids only: it may be pasted into a ticket."""

from collections.abc import AsyncIterator

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from temporalio.client import Client
from temporalio.service import RPCError

from domain.ids import order_stream
from runtime.settings import Settings
from runtime.wiring import system_pool, temporal
from store import facts
from store.database import system_transaction
from store.desk import tasks
from store.schema.crossings import attempts, relay


async def order_report(settings: Settings, order_id: str) -> list[str]:
    """Lines: facts, open tasks, attempts at a carrier that are not done, what waits for Temporal, and its runs."""
    async with system_pool(settings) as system, system_transaction(system) as connection:
        told = await facts.of_order(connection, order_id)
        streams = sorted({order_stream(order_id), *(each.stream for each in told)})
        lines = [
            f"{each.entry.at:%Y-%m-%d %H:%M:%SZ} {each.stream} #{each.entry.seq} {each.entry.fact.kind} by {each.entry.actor}"
            for each in told
        ]
        lines = lines or ["no facts: not submitted, or no such order"]
        waiting = [line async for line in _waiting(connection, order_id, streams)]
    try:
        client = await temporal(settings)
        runs = [await _run(client, stream) for stream in streams]
    except (RPCError, RuntimeError):
        runs = ["Temporal does not answer: see `portwright doctor`"]
    return [*lines, *waiting, *runs]


async def _waiting(connection: AsyncConnection, order_id: str, streams: list[str]) -> AsyncIterator[str]:
    for task in await tasks.of_order(connection, order_id):
        if task.closed_at is None:
            yield f"task {task.id}: {task.kind} since {task.opened_at:%Y-%m-%d %H:%M:%SZ}, due {task.due_at:%Y-%m-%d %H:%M:%SZ}"
    begun = select(attempts).where(attempts.c.stream.in_(streams), attempts.c.state != "done")
    for row in await connection.execute(begun):
        yield f"attempt {row.request_key} at {row.carrier}: {row.state}, {row.attempt} tries, deadline {row.deadline} {row.error}"
    crossing = select(relay).where(relay.c.target.in_(streams), relay.c.done_at.is_(None)).order_by(relay.c.id)
    for row in await connection.execute(crossing):
        yield f"relay {row.id}: {row.kind} for {row.target} since {row.created_at:%Y-%m-%d %H:%M:%SZ}, {row.tries} tries {row.last_error}"


async def _run(client: Client, stream: str) -> str:
    try:
        described = await client.get_workflow_handle(stream).describe()
    except RPCError as error:
        return f"workflow {stream}: {error.status.name.lower()}"
    state = described.status.name.lower() if described.status else "unknown"
    pending = described.raw_description.pending_workflow_task
    stuck = f", its task failed {pending.attempt - 1} times" if pending.attempt > 1 else ""
    tries = [f", {each.activity_type.name} at try {each.attempt}" for each in described.raw_description.pending_activities]
    return f"workflow {stream}: {state}, {described.history_length} events{stuck}{''.join(tries)}"
