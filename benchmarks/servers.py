"""PostgreSQL and Temporal as `make run` has them: real, durable at each commit, in a folder that goes away."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from runtime.machine import temporal_server
from runtime.machine.ports import free_port
from runtime.machine.postgres import EmbeddedPostgres, find_binaries
from runtime.machine.temporal_server import EmbeddedTemporal
from store import migrations
from tests.stack import Running, finished, scratch_folder


@contextmanager
def database() -> Iterator[Mapping[str, str]]:
    """Addresses by role of a migrated database."""
    with scratch_folder("portwright-bench-") as folder:
        server = EmbeddedPostgres(folder / "cluster", free_port(), secrets.token_hex(16), find_binaries())
        server.initialise()
        running = Running(server.command(), lambda: finished(server.ready), folder / "postgres.log", server.tidy)
        try:
            server.provision()
            migrations.upgrade(server.urls()["owner"])
            yield server.urls()
        finally:
            running.kill()


@contextmanager
def temporal() -> Iterator[EmbeddedTemporal]:
    with scratch_folder("portwright-bench-") as folder:
        server = EmbeddedTemporal(folder / "temporal.db", free_port(), temporal_server.find_binary())
        running = Running(server.command(), lambda: finished(server.ready), folder / "temporal.log")
        try:
            finished(server.provision)
            yield server
        finally:
            running.kill()
