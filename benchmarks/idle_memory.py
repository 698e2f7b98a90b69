"""Resident memory of each process of a stack that has nothing to do. PostgreSQL's is the sum over its processes, shared pages each time."""

import asyncio
import os
import sys
from pathlib import Path

from benchmarks.figures import Figure
from runtime.machine.embedded import plans, prepare
from runtime.machine.status import StatusFile
from runtime.machine.supervisor import Supervisor
from runtime.settings import PREFIX
from tests.stack import scratch_folder

SETTLED_AFTER = 10.0


async def _memory(folder: Path) -> dict[str, int]:
    """Bytes by process."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    stack = prepare(outside, str(folder / "data"))
    supervisor = Supervisor(stack.settings.data_dir, plans(stack), lambda line: print(line, file=sys.stderr))
    await supervisor.start()
    try:
        await asyncio.sleep(SETTLED_AFTER)
        return {status.name: status.memory() for status in StatusFile(stack.settings.data_dir).read()}
    finally:
        await supervisor.stop()


def figures() -> list[Figure]:
    with scratch_folder("portwright-bench-") as folder:
        found = asyncio.run(_memory(folder))
    assert all(found.values()), f"not all processes are up: {found}"
    each = [Figure(f"idle memory of {name}", f"{size / 2**20:.0f} MB") for name, size in found.items()]
    return [*each, Figure("idle memory of all", f"{sum(found.values()) / 2**20:.0f} MB")]
