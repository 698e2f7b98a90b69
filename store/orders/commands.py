"""What people asked of running orders, under the id that Temporal knows it by (reliability R12)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.relay import Crossing, RelayKind, enqueue
from store.rows import Tenants, insert, one, reading, within
from store.schema.crossings import commands


@dataclass(frozen=True, slots=True)
class StoredCommand:
    """id: the update id. state: accepted, done or refused; answer: what the workflow said."""

    id: str
    organisation_id: str
    stream: str
    name: str
    payload: dict[str, Any]
    actor: str
    acting_for: str
    asked_at: datetime
    state: str = "accepted"
    answer: dict[str, Any] | None = None
    answered_at: datetime | None = None


async def add(connection: AsyncConnection, command: StoredCommand) -> None:
    """Keep it with its relay row, so that it arrives even if nobody hears the answer now."""
    await insert(connection, commands, [command])
    await enqueue(connection, [Crossing(command.organisation_id, RelayKind.COMMAND, command.stream, command.id, command.payload)])


async def find(connection: AsyncConnection, command_id: str, tenants: Tenants) -> StoredCommand | None:
    query = reading(commands, StoredCommand).where(commands.c.id == command_id, within(commands, tenants))
    return one(await connection.execute(query), StoredCommand)


async def settle(connection: AsyncConnection, command_id: str, state: str, answer: dict[str, Any], now: datetime) -> None:
    """state: done or refused. The first answer stays."""
    waiting = (commands.c.id == command_id, commands.c.state == "accepted")
    await connection.execute(update(commands).where(*waiting).values(state=state, answer=answer, answered_at=now))
