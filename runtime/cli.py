"""`portwright`: what can be started, made and asked from a terminal. Each command loads only what it needs."""

import asyncio
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.entry import await_entry, run_entry

if TYPE_CHECKING:
    from runtime.machine.embedded import Stack
    from runtime.settings import Settings

app = typer.Typer(name="portwright", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


letters = typer.Typer(no_args_is_help=True, help="Letters of Authorization.")
app.add_typer(letters, name="loa")


def main() -> None:
    app()


@app.command()
def run() -> None:
    """Start everything on this machine, with a sample customer and order in an empty database, and stay up."""
    with suppress(asyncio.CancelledError, KeyboardInterrupt):
        asyncio.run(_run(_prepared(os.environ, ".portwright")))


@app.command()
def demo() -> None:
    """Start everything in an empty data folder of its own, take a port order to its end, and stop. Exits 1 when it did not get there."""
    from runtime.machine.ports import free_port
    from runtime.settings import env_name

    # Ports of its own: what else runs on this machine may take the usual ones in the very moment of the start.
    ports = {env_name(name): str(free_port()) for name in ("api_port", "rehearsal_port")}
    free = {name: value for name, value in os.environ.items() if name != env_name("data_dir")} | ports
    raise typer.Exit(0 if asyncio.run(_demo(_prepared(free, ".portwright-demo", fresh=True))) else 1)


@app.command()
def worker() -> None:
    """Run workflows and activities."""
    _run_process("runtime.processes.worker:run_worker")


@app.command()
def relay() -> None:
    """Run the loops: relay, courier, watch."""
    _run_process("runtime.processes.loops:run_loops")


@app.command()
def api() -> None:
    """Serve the JSON API and the console."""
    _run_process("runtime.processes.web:run_api")


@app.command()
def carrier() -> None:
    """Run the rehearsal carrier."""
    _run_process("runtime.processes.rehearsal:run_carrier")


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    run_entry("store.migrations:upgrade", _settings().database_owner_url.get_secret_value())


@app.command()
def openapi() -> None:
    """Print the description of the JSON API."""
    typer.echo(json.dumps(run_entry("api.app:openapi_document"), indent=2))


@app.command()
def settings() -> None:
    """Print the page of all settings."""
    typer.echo(run_entry("runtime.settings_page:settings_page"), nl=False)


@app.command()
def new_secret(key: Annotated[str, typer.Option(help="print a master key with this id instead, e.g. k2")] = "") -> None:
    """Print a fresh secret for a setting."""
    from runtime.machine import secrets_file

    typer.echo(secrets_file.new_key(key) if key else secrets_file.new_secret())


@app.command()
def order(order_id: str) -> None:
    """Say what the database and Temporal know of one port order. Holds codes and ids only."""
    for line in run_entry("runtime.order_report:order_report", _settings(), order_id):
        typer.echo(line)


@app.command()
def rewrap_keys() -> None:
    """Lock every tenant's data key with the current master key."""
    typer.echo(run_entry("runtime.upkeep:rewrap_keys", _settings()))


@app.command()
def shred_keys(
    organisation: str, sure: Annotated[bool, typer.Option("--for-ever", help="say that nothing of it need ever be read again")] = False
) -> None:
    """Forget a tenant: delete its data keys, so that nobody can open its sealed columns and documents again."""
    from runtime.upkeep import NotShredded

    try:
        if not sure:
            raise NotShredded("this cannot be undone: say --for-ever")
        typer.echo(run_entry("runtime.upkeep:shred_keys", _settings(), organisation))
    except NotShredded as problem:
        raise _refused(problem) from None


@app.command()
def verify_audit() -> None:
    """Check every tenant's audit chain. Exits 1 and names the places when one does not hold."""
    breaks = run_entry("runtime.upkeep:verify_audit", _settings())
    typer.echo("\n".join(breaks) or "every audit chain holds")
    raise typer.Exit(1 if breaks else 0)


@app.command()
def backup(file: Path) -> None:
    """Dump the embedded PostgreSQL whole, while it runs. The keys are not in it."""
    from runtime.upkeep import NoBackup

    try:
        run_entry("runtime.upkeep:backup", _settings(), file)
    except NoBackup as problem:
        raise _refused(problem) from None
    typer.echo(f"{file} holds the database; keep secrets.env apart from it")


@letters.command("verify")
def verify_letter(
    file: Path,
    roots: Annotated[Path | None, typer.Option(help="root certificates as PEM, of seal and time stamp; the settings' if not given")] = None,
) -> None:
    """Say offline whether a sealed letter is intact, who signed it, and over which numbers. Exits 1 when it is not intact."""
    from runtime import sealing

    try:
        trusted = sealing.trust_of(roots) if roots else sealing.trust(_settings(), datetime.now(UTC))
        verdict = sealing.verified(file, trusted)
    except (sealing.NoSeal, OSError) as problem:
        raise _refused(problem) from None
    typer.echo("\n".join(sealing.report(verdict)))
    raise typer.Exit(0 if verdict.intact else 1)


@app.command()
def compose_secrets() -> None:
    """Make the secrets that docker-compose.yml reads, once, and print where they are."""
    from runtime.machine.compose import ensure_compose_secrets

    typer.echo(ensure_compose_secrets(Path(".portwright-compose")))


@app.command()
def doctor() -> None:
    """Say what is running, what is wrong, and what to do. Exits 1 when something is wrong."""
    from runtime.doctor import examine

    checks = asyncio.run(examine(os.environ))
    for check in checks:
        typer.echo(f"{'ok   ' if check.sound else 'WRONG'} {check.about}: {check.said}")
        if not check.sound and check.remedy:
            typer.echo(f"      do: {check.remedy}")
    raise typer.Exit(0 if all(check.sound for check in checks) else 1)


def _run_process(name: str) -> None:
    from runtime.log_lines import write_log_lines

    settings = _settings()
    write_log_lines(settings.log_level)
    run_entry(name, settings)


def _settings() -> "Settings":
    from runtime.machine.secrets_file import environment_of
    from runtime.settings import Settings, SettingsProblem, env_name

    data_dir = Path(os.environ.get(env_name("data_dir")) or ".portwright")
    try:
        return Settings.from_env(environment_of(os.environ, data_dir))
    except SettingsProblem as problem:
        raise _refused(problem) from None


def _prepared(environ: Mapping[str, str], folder: str, *, fresh: bool = False) -> "Stack":
    from runtime.machine.embedded import FolderUnusable, prepare
    from runtime.machine.postgres import PostgresUnavailable
    from runtime.machine.status import AlreadyRunning
    from runtime.machine.temporal_server import TemporalUnavailable
    from runtime.settings import SettingsProblem

    try:
        return prepare(environ, folder, fresh=fresh)
    except (SettingsProblem, AlreadyRunning, PostgresUnavailable, TemporalUnavailable, FolderUnusable) as problem:
        raise _refused(problem) from None


def _refused(problem: Exception) -> typer.Exit:
    typer.echo(str(problem), err=True)
    return typer.Exit(2)


async def _run(stack: "Stack") -> None:
    from runtime.machine.stage import standing

    async with standing(stack, typer.echo):
        await await_entry("runtime.samples.sample:seed", stack.settings)
        typer.echo(f"\nPortwright is at {stack.settings.console_url} (logs: {stack.settings.data_dir}/logs). Stop it with Ctrl-C.")
        await asyncio.Event().wait()


async def _demo(stack: "Stack") -> bool:
    from runtime.machine.stage import standing

    async with standing(stack, typer.echo):
        return bool(await await_entry("runtime.samples.demo:run_demo", stack.settings))


if __name__ == "__main__":
    main()
