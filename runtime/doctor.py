"""What is running, what is wrong, and what is to be done about it?"""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psycopg
from temporalio.client import Client
from temporalio.service import RPCError

from runtime.machine import postgres, temporal_server
from runtime.machine.ports import is_free
from runtime.machine.secrets_file import SECRETS_FILE, environment_of
from runtime.machine.status import FolderLock, StatusFile
from runtime.processes.readiness import answers_http
from runtime.settings import PREFIX, Environment, Settings, SettingsProblem, env_name
from runtime.settings_check import SECRETS

PARTS = ("portwright", "temporalio", "psycopg", "fastapi", "cryptography", "pypdf", "pypdfium2", "rapidocr", "pyhanko")
LEAST_FREE = 200_000_000
_SHUT = "from documents.reader.cage import shut; print(*shut())"
_WALLS = {"namespace": "a network namespace of its own", "seccomp": "a filter that refuses network and process calls"}
_NO_WALLS = "allow user namespaces or seccomp on this machine, or read papers on one that has no way out"


@dataclass(frozen=True, slots=True)
class Check:
    """`remedy` says what to do when `sound` is false."""

    about: str
    sound: bool
    said: str
    remedy: str = ""


async def examine(environ: Mapping[str, str]) -> list[Check]:
    """Every check, in an order in which the first that fails is likely the cause of the rest."""
    data_dir = Path(environ.get(env_name("data_dir")) or ".portwright")
    checks = [*_machine(), *_folder(data_dir), *_ports(environ, data_dir)]
    told = environment_of(environ, data_dir)
    if not any(name.startswith(PREFIX) and name != env_name("data_dir") for name in told) or _to_be_made(told):
        return checks
    try:
        settings = Settings.from_env(told)
    except SettingsProblem as problem:
        return [*checks, *(Check("settings", False, said, "docs/settings.md") for said in problem.problems)]
    checks.append(Check("settings", True, f"{settings.environment}, data in {data_dir}"))
    return [*checks, *[check async for check in _doors(settings)]]


def _machine() -> Iterator[Check]:
    yield Check("versions", True, ", ".join(f"{part} {version(part)}" for part in PARTS))
    try:
        yield Check("postgres binaries", True, str(postgres.find_binaries()))
        yield Check("postgres user", True, " ".join(postgres.as_ordinary_user()) or "this user")
    except postgres.PostgresUnavailable as error:
        yield Check("postgres binaries", False, str(error), f"set {env_name('postgres_bin')} or the database URLs")
    try:
        yield Check("temporal binary", True, str(temporal_server.find_binary()))
    except temporal_server.TemporalUnavailable as error:
        yield Check("temporal binary", False, str(error), f"set {env_name('temporal_bin')} or {env_name('temporal_address')}")
    yield _isolation()


def _isolation() -> Check:
    """What cuts the children that read papers off from the network, tried in a process that shuts itself in as they do."""
    tried = subprocess.run([sys.executable, "-c", _SHUT], capture_output=True, text=True, check=False)
    walls = [_WALLS[name] for name in tried.stdout.split() if name in _WALLS]
    said = ", ".join([*walls, "limits on memory, time and files"])
    return Check("isolation of document readers", bool(walls), said, _NO_WALLS)


def _folder(data_dir: Path) -> Iterator[Check]:
    if not data_dir.exists():
        yield Check("data folder", False, f"{data_dir} is not there", f"`portwright run` makes it; or name another: {env_name('data_dir')}")
        return
    yield _room(data_dir)
    if not data_dir.is_dir():
        return
    secrets = data_dir / SECRETS_FILE
    if secrets.exists() and secrets.stat().st_mode & 0o077:
        yield Check("secrets", False, f"{secrets} can be read by others", f"chmod 600 {secrets}")
    held = FolderLock(data_dir).held()
    yield Check("supervisor", held, "running" if held else "not running", "`portwright run`; what it was doing goes on where it was")
    for status in StatusFile(data_dir).read():
        state = f"{status.state}, pid {status.pid}, {status.memory() // 1_000_000} MB" if status.alive else "ended"
        said = f"{state}, {status.restarts} restarts"
        remedy = f"read {status.log}" if held else f"it starts with the supervisor; why it ended may stand in {status.log}"
        yield Check(status.name, status.alive and status.state == "ready", said, remedy)


def _to_be_made(told: Mapping[str, str]) -> bool:
    """Whether `portwright run` has yet to make the secrets here: their absence is nothing wrong by itself."""
    production = told.get(env_name("environment")) == Environment.PRODUCTION
    return not production and not any(env_name(name) in told for name in SECRETS)


def _ports(environ: Mapping[str, str], data_dir: Path) -> Iterator[Check]:
    """Ports that settings name and that somebody else has, so that the next start would stop."""
    if data_dir.is_dir() and FolderLock(data_dir).held():
        return
    for name in ("api_port", "rehearsal_port"):
        port = environ.get(env_name(name), "")
        if port.isdecimal() and not is_free(int(port)):
            yield Check(env_name(name), False, f"port {port} is taken by another program", "end that one, or name another port")


def _room(data_dir: Path) -> Check:
    """Whether the folder can be written to, and its disk takes more."""
    remedy = f"free space there, let this user write, or name another folder: {env_name('data_dir')}"
    try:
        with tempfile.NamedTemporaryFile(dir=data_dir):
            free = shutil.disk_usage(data_dir).free
    except OSError as error:
        return Check("data folder", False, f"{data_dir}: {error.strerror}", remedy)
    return Check("data folder", free > LEAST_FREE, f"{data_dir}, {free // 1_000_000} MB free", remedy)


async def _doors(settings: Settings) -> AsyncIterator[Check]:
    yield await asyncio.to_thread(_database, settings)
    yield await _temporal(settings)
    up = await answers_http(settings.console_url)()
    yield Check("console", up, settings.console_url, "see the api process above and its log")
    if not settings.rehearsal_url:
        up = await answers_http(settings.rehearsal_address)()
        yield Check("rehearsal carrier", up, settings.rehearsal_address, "see the carrier process above and its log")


def _database(settings: Settings) -> Check:
    url = settings.database_app_url.get_secret_value().replace("+psycopg", "")
    if not url:
        return Check("PostgreSQL", False, "not started yet", "`portwright run`")
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute("select current_setting('server_version'), to_regclass('port_orders') is not null").fetchone()
    except psycopg.OperationalError as error:
        return Check("PostgreSQL", False, type(error).__name__, "see the postgres process above and its log, or the database URLs")
    found, migrated = row or ("?", False)
    return Check("PostgreSQL", bool(migrated), f"{found}, {'schema there' if migrated else 'no schema'}", "`portwright migrate`")


async def _temporal(settings: Settings) -> Check:
    address, namespace = settings.temporal_address, settings.temporal_namespace
    if not address:
        return Check("Temporal", False, "not started yet", "`portwright run`")
    try:
        key = settings.temporal_api_key.get_secret_value() or None
        client = await Client.connect(address, namespace=namespace, tls=settings.temporal_tls, api_key=key)
        await client.service_client.check_health()
    except (RPCError, RuntimeError) as error:
        return Check("Temporal", False, f"{address}: {type(error).__name__}", "see the temporal process above and its log, or the address")
    return Check("Temporal", True, f"{address}, namespace {namespace}")
