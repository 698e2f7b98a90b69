"""Which processes make up Portwright on one machine, in which order, with which addresses?"""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from runtime.entry import await_entry
from runtime.machine import postgres, temporal_server
from runtime.machine.ports import PortBook, is_free
from runtime.machine.postgres import EmbeddedPostgres
from runtime.machine.process import ProcessPlan
from runtime.machine.secrets_file import EMBEDDED_FILE, ensure_secrets, write_env_file
from runtime.machine.status import FolderLock, StatusFile
from runtime.machine.temporal_server import EmbeddedTemporal
from runtime.processes.readiness import READY_FILE, has_announced
from runtime.settings import PREFIX, Environment, Settings, SettingsProblem, env_name


@dataclass(frozen=True, slots=True)
class Stack:
    """`settings` hold every address. The servers are None where one of your own is set."""

    settings: Settings
    postgres: EmbeddedPostgres | None
    temporal: EmbeddedTemporal | None


class FolderUnusable(Exception):
    """The data folder cannot be made or written to."""

    def __init__(self, data_dir: Path, error: OSError) -> None:
        why = f"{error.filename or data_dir}: {error.strerror}"
        super().__init__(f"Portwright does not start: {why}. Name a folder that may be written to with {env_name('data_dir')}.")


def prepare(environ: Mapping[str, str], folder: str = ".portwright", *, fresh: bool = False) -> Stack:
    """As `prepared`; a folder that cannot be used is a FolderUnusable."""
    data_dir = Path(environ.get(env_name("data_dir")) or folder).resolve()
    try:
        return _prepared(environ, data_dir, fresh=fresh)
    except OSError as error:
        raise FolderUnusable(data_dir, error) from error


def _prepared(environ: Mapping[str, str], data_dir: Path, *, fresh: bool) -> Stack:
    """Choose ports, make secrets, and write down for the other commands what was chosen.

    Ends what a killed run left, so that its ports are free again. fresh: forget everything that the folder holds.
    Raises SettingsProblem, AlreadyRunning, OSError.
    """
    given = {env_name("environment"): Environment.DEVELOPMENT, **environ, env_name("data_dir"): str(data_dir)}
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    FolderLock(data_dir).refuse_if_held()
    StatusFile(data_dir).sweep()
    if fresh:
        shutil.rmtree(data_dir)
        data_dir.mkdir(mode=0o700)
    if given[env_name("environment")] != Environment.PRODUCTION:
        given = {env_name("webhook_this_machine"): "true", **ensure_secrets(data_dir), **given}
    settings = Settings.from_env(given)
    book = PortBook(data_dir)
    chosen = {env_name("environment"): settings.environment.value, env_name("data_dir"): str(data_dir)}
    chosen[env_name("webhook_this_machine")] = str(settings.webhook_this_machine).lower()
    for name, wish in (("api_port", settings.api_port), ("rehearsal_port", settings.rehearsal_port)):
        chosen[env_name(name)] = _port_named(given, name) or str(book.choose(name, wish))
    database = _postgres(settings, book, data_dir) if settings.embeds_postgres else None
    temporal = _temporal(settings, book, data_dir) if settings.embeds_temporal else None
    if database:
        chosen |= {env_name(f"database_{role}_url"): url for role, url in database.urls().items()}
    if temporal:
        chosen[env_name("temporal_address")] = temporal.address
    write_env_file(data_dir / EMBEDDED_FILE, chosen)
    return Stack(Settings.from_env({**given, **chosen}), database, temporal)


def plans(stack: Stack) -> list[ProcessPlan]:
    """In the order of their start: the servers side by side, then our own processes."""
    servers = [_postgres_plan(stack, stack.postgres)] if stack.postgres else []
    servers += [_temporal_plan(stack.temporal)] if stack.temporal else []
    settings = stack.settings
    own = [] if settings.rehearsal_url else [_announcing(settings, "carrier")]
    own += [_announcing(settings, "worker"), _announcing(settings, "relay"), _announcing(settings, "api")]
    return [*servers, *(replace(plan, beside=place > 0) for place, plan in enumerate(own))]


def _port_named(given: Mapping[str, str], name: str) -> str:
    """The port that a setting names, empty when none does. Raises SettingsProblem when another program has it."""
    port = given.get(env_name(name), "")
    if port and not is_free(int(port)):
        raise SettingsProblem((f"{env_name(name)}: port {port} is taken by another program: end that one, or name another port",))
    return port


async def migrate(settings: Settings) -> None:
    await await_entry("store.migrations:upgrade", settings.database_owner_url.get_secret_value())


def _postgres(settings: Settings, book: PortBook, data_dir: Path) -> EmbeddedPostgres:
    secret = settings.postgres_secret.get_secret_value()
    return EmbeddedPostgres(data_dir / "postgres", book.choose("postgres"), secret, postgres.find_binaries(settings.postgres_bin))


def _temporal(settings: Settings, book: PortBook, data_dir: Path) -> EmbeddedTemporal:
    binary = temporal_server.find_binary(settings.temporal_bin)
    return EmbeddedTemporal(data_dir / "temporal.db", book.choose("temporal"), binary, settings.temporal_namespace)


def _postgres_plan(stack: Stack, server: EmbeddedPostgres) -> ProcessPlan:
    def tidy() -> None:
        server.initialise()
        server.tidy()

    async def settle() -> None:
        await asyncio.to_thread(server.provision)
        await migrate(stack.settings)

    # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client.
    return ProcessPlan("postgres", server.command(), server.ready, _outer(), tidy, settle, stop_signal=signal.SIGINT)


def _temporal_plan(server: EmbeddedTemporal) -> ProcessPlan:
    return ProcessPlan("temporal", server.command(), server.ready, _outer(), settle=server.provision, beside=True)


def _announcing(settings: Settings, name: str) -> ProcessPlan:
    said = settings.data_dir / f"{name}.ready"
    environment = _outer() | settings.to_env() | {READY_FILE: str(said)}
    return ProcessPlan(name, _command(name), has_announced(said), environment, tidy=lambda: said.unlink(missing_ok=True))


def _command(name: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "runtime.cli", name)


def _outer() -> dict[str, str]:
    """This process's environment without our settings: servers of others are told none of our secrets."""
    return {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)} | {"PYTHONUNBUFFERED": "1"}
