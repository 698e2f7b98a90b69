"""How does a process of ours know that it is to end? SIGTERM and SIGINT say so."""

import asyncio
import signal


async def until_stopped() -> None:
    """Return once this process is told to end."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, stopped.set)
    await stopped.wait()
