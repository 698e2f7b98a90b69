"""How is a whole stack up for a while, and down again whatever happens in between?"""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import typer

from runtime.machine.embedded import Stack, migrate, plans
from runtime.machine.postgres import PostgresUnavailable
from runtime.machine.status import AlreadyRunning
from runtime.machine.supervisor import ProcessFailed, Supervisor


@asynccontextmanager
async def standing(stack: Stack, say: Callable[[str], None]) -> AsyncIterator[None]:
    """All processes ready. Ends the command with a sentence when they cannot be."""
    _be_stopped_by_sigterm()
    supervisor = Supervisor(stack.settings.data_dir, plans(stack), say)
    try:
        if stack.postgres is None:
            await migrate(stack.settings)
        await supervisor.start()
    except (AlreadyRunning, ProcessFailed, PostgresUnavailable, OSError) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from None
    try:
        yield
    finally:
        await supervisor.stop()


def _be_stopped_by_sigterm() -> None:
    """SIGTERM ends the running task as Ctrl-C does, so that the processes end in order."""
    if task := asyncio.current_task():
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
