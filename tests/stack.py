"""Real servers for tests: one PostgreSQL cluster and one Temporal server per test run, killed with it whatever happens."""

import asyncio
import secrets
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from runtime.machine import temporal_server
from runtime.machine.ports import free_port
from runtime.machine.postgres import EmbeddedPostgres, find_binaries
from runtime.machine.temporal_server import EmbeddedTemporal
from runtime.machine.tether import tethered
from runtime.settings import env_name

Answer = TypeVar("Answer")


def own_ports() -> dict[str, str]:
    """Settings of a site that stands beside others: the ports that `make run` would like are taken by one of them only."""
    return {env_name(name): str(free_port()) for name in ("api_port", "rehearsal_port")}


def wait_until(true: Callable[[], bool], what: str, within: float = 60) -> None:
    """Poll until `true()`; AssertionError that names `what` when it does not come within so many seconds."""
    end, pause = time.monotonic() + within, threading.Event()
    while not true():
        assert time.monotonic() < end, f"{what} did not come within {within} s"
        pause.wait(0.05)


def finished(work: Callable[[], Awaitable[Answer]]) -> Answer:
    """The result of `work()` on a loop of its own: for sync code, also when it is called from within a running loop."""

    async def run() -> Answer:
        return await work()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


@contextmanager
def scratch_folder(prefix: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Running:
    """A tethered process that can be killed with -9 and started again."""

    def __init__(self, argv: tuple[str, ...], ready: Callable[[], bool], log: Path, tidy: Callable[[], None] = lambda: None) -> None:
        self._argv, self._ready, self._log, self._tidy = argv, ready, log, tidy
        self.start()

    def start(self) -> None:
        self._tidy()
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(tethered(self._argv), stdout=log, stderr=log, start_new_session=True)
        wait_until(self._is_up, f"{Path(self._argv[0]).name} (its log: {self._log})")

    def _is_up(self) -> bool:
        assert self.process.poll() is None, self._log.read_text()[-2000:]
        return self._ready()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=10)


class PostgresStack:
    """`urls` of the default database by role ("owner", "app", "system", "audit"), and databases for one test module each."""

    def __init__(self, server: EmbeddedPostgres, running: Running) -> None:
        self.server, self.running = server, running
        self.urls: Mapping[str, str] = server.urls()

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[Mapping[str, str]]:
        """A database of the owner's, copied from `template`, dropped afterwards; yields its urls by role."""
        name = f"test_{secrets.token_hex(6)}"
        self.server.provision(name, template)
        try:
            yield self.server.urls(name)
        finally:
            self.server.drop(name)


@contextmanager
def embedded_postgres() -> Iterator[PostgresStack]:
    """A cluster with the four roles and an empty database `portwright`. Its files are not synced: it outlives kills, not power cuts."""
    with scratch_folder("portwright-pg-") as folder:
        options = (("fsync", "off"), ("full_page_writes", "off"))
        server = EmbeddedPostgres(folder / "cluster", free_port(), secrets.token_hex(16), find_binaries(), options)
        server.initialise()
        running = Running(server.command(), lambda: finished(server.ready), folder / "postgres.log", server.tidy)
        try:
            server.provision()
            yield PostgresStack(server, running)
        finally:
            running.kill()


class TemporalStack:
    def __init__(self, server: EmbeddedTemporal, running: Running) -> None:
        self.server, self.running = server, running
        self.address, self.namespace = server.address, server.namespace


@contextmanager
def embedded_temporal(*dynamic_config: str) -> Iterator[TemporalStack]:
    """The real server over a SQLite file, with namespace `portwright` and the carrier search attribute."""
    with scratch_folder("portwright-temporal-") as folder:
        binary = temporal_server.find_binary()
        server = EmbeddedTemporal(folder / "temporal.db", free_port(), binary, dynamic_config=dynamic_config)
        running = Running(server.command(), lambda: finished(server.ready), folder / "temporal.log")
        try:
            finished(server.provision)
            yield TemporalStack(server, running)
        finally:
            running.kill()
