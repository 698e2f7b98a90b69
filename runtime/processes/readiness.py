"""How does the supervisor learn that a process is ready? The process says so in a file it was told of."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

READY_FILE = "READY_FILE"


def announce_ready() -> None:
    """To be called once by a worker or a loop when it works. Does nothing when nobody asked."""
    if path := os.environ.get(READY_FILE):
        Path(path).write_text(str(os.getpid()))


def has_announced(path: Path) -> Callable[[], Awaitable[bool]]:
    def said() -> bool:
        return path.exists() and bool(path.read_text())

    async def ready() -> bool:
        return await asyncio.to_thread(said)

    return ready


def answers_http(url: str) -> Callable[[], Awaitable[bool]]:
    """Ready when the page is there and tells no fault of the server's."""

    async def ready() -> bool:
        try:
            async with httpx.AsyncClient(timeout=2, trust_env=False) as http:
                return (await http.get(url)).status_code < 500
        except httpx.TransportError:
            return False

    return ready
