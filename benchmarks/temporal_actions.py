"""What the ordinary order of ten numbers costs at Temporal: actions, events, bytes."""

import asyncio
import logging
import os
from base64 import b64encode
from datetime import timedelta

from benchmarks.figures import Figure, at_most
from store import migrations
from tests.stack import embedded_postgres
from tests.workflows.actions import Cost, cost_of
from tests.workflows.server import skipping_server, staged
from tests.workflows.story import submit
from vault.keys import KeyRing

BUDGET = {"actions": 30, "events": 200, "bytes": 80_000}


async def measure() -> Cost:
    """One order of ten numbers from submission to close."""
    ring = KeyRing.parse(f"k1:{b64encode(os.urandom(32)).decode()}")
    with embedded_postgres() as postgres, postgres.database() as urls:
        await asyncio.to_thread(migrations.upgrade, urls["owner"])
        async with await skipping_server(ring) as environment, staged(environment, urls, ring, "actions") as stage:
            story = await submit(stage, stage.numbers(10))
            await story.pass_until(await story.agreed() + timedelta(days=2))
            await story.closed()
            return await cost_of(story)


def figures() -> list[Figure]:
    logging.disable(logging.WARNING)
    cost = asyncio.run(measure())
    found = {"actions": cost.total, "events": cost.events, "bytes": cost.bytes}
    each = ", ".join(f"{name} {count}" for name, count in sorted(cost.actions.items()))
    shown = {"actions": f"{cost.total} ({each})"}
    return [
        at_most(f"Temporal {name} of the ordinary order of ten numbers", count, BUDGET[name], shown.get(name, f"{count:,}"))
        for name, count in found.items()
    ]
