"""Writes the stored histories anew: each path played once against the real server, with the fixed test key.

Until the first release they may be made anew at will; from then on they are added to and never rewritten (reliability R18).
"""

import asyncio
import logging
import sys

from store import migrations
from tests.replay import stored
from tests.replay.paths import PATHS
from tests.stack import embedded_postgres
from tests.workflows.server import skipping_server, staged
from tests.workflows.story import Story


async def _keep(name: str, story: Story) -> None:
    for n in (0, *range(1, 1 + len(await story.parts()))):
        history = await story.handle(n).fetch_history()
        stored.write(f"{name}.part-{n}" if n else f"{name}.order", history)


async def record(wanted: list[str]) -> None:
    """Play and store these paths, or all."""
    with embedded_postgres() as postgres, postgres.database() as urls:
        await asyncio.to_thread(migrations.upgrade, urls["owner"])
        async with await skipping_server(stored.ring()) as environment, staged(environment, urls, stored.ring(), "replay") as stage:
            for name in wanted or PATHS:
                await _keep(name, await PATHS[name](stage))
                print(name, flush=True)


if __name__ == "__main__":
    # Some paths are about carriers that fail; what the worker says of it is no news here.
    logging.disable(logging.WARNING)
    asyncio.run(record(sys.argv[1:]))
