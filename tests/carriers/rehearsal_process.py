"""The rehearsal carrier as a process of its own, for tests that need sockets or kill it.

Run as `python -m tests.carriers.rehearsal_process <settings in JSON>`.
"""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from carriers.rehearsal.adapter import HTTP_TIMEOUT, RehearsalCarrier, rehearsal_client
from carriers.rehearsal.options import Chaos, RehearsalOptions, WebhookTarget
from carriers.rehearsal.server import server_config

from .in_process import API_KEY, WEBHOOK_SECRET

ROOT = Path(__file__).parents[2]


@dataclass
class RehearsalProcess:
    """options: of RehearsalOptions without the key. webhook_url: where webhooks go, if anywhere."""

    ledger_path: Path
    webhook_url: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    chaos: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        settings = {
            "port": self.port,
            "ledger": str(self.ledger_path),
            "webhook_url": self.webhook_url,
            "options": self.options,
            "chaos": self.chaos,
        }
        self._process = subprocess.Popen([sys.executable, "-m", "tests.carriers.rehearsal_process", json.dumps(settings)], cwd=ROOT)
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as http:
            async with asyncio.timeout(60):
                while not await _is_up(http):
                    assert self._process.poll() is None, "the rehearsal carrier did not start"
                    await asyncio.sleep(0.05)

    def kill(self) -> None:
        """As a power cut would: no last words."""
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
            self._process = None

    def adapter(
        self, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), total_timeout: timedelta = HTTP_TIMEOUT
    ) -> RehearsalCarrier:
        return RehearsalCarrier(rehearsal_client(self.url, API_KEY), WEBHOOK_SECRET, now=now, total_timeout=total_timeout)


async def _is_up(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/health")).is_success
    except httpx.TransportError:
        return False


def main(settings: dict[str, Any]) -> None:
    options = RehearsalOptions(API_KEY, chaos=Chaos(**settings["chaos"]), **settings["options"])
    webhooks = WebhookTarget(settings["webhook_url"], WEBHOOK_SECRET) if settings["webhook_url"] else None
    config = server_config(
        host="127.0.0.1",
        port=settings["port"],
        ledger_path=Path(settings["ledger"]),
        webhooks=webhooks,
        options=options,
        now=lambda: datetime.now(UTC),
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
