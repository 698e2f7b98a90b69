"""Every write to a carrier, known before it is tried and fenced so that one try at a time is alive (reliability 2.1). Times are real."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import many, one, reading
from store.schema.crossings import attempts


class AttemptState(StrEnum):
    """SENDING found by a later try means that nobody knows the outcome: look up first, never send again blindly."""

    PREPARED = "prepared"
    SENDING = "sending"
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attempt:
    """deadline: after it the try that is SENDING may no longer write. receipt: of a write that is DONE."""

    request_key: str
    organisation_id: str
    stream: str
    carrier: str
    state: str
    attempt: int
    deadline: datetime | None
    receipt: dict[str, Any] | None
    error: str


async def prepare(connection: AsyncConnection, request_key: str, organisation_id: str, stream: str, carrier: str) -> Attempt:
    """The write as it stands; made, as PREPARED, when it is new. Commit before `start`."""
    row = upsert(attempts).values(request_key=request_key, organisation_id=organisation_id, stream=stream, carrier=carrier)
    await connection.execute(row.on_conflict_do_nothing(index_elements=["request_key"]))
    found = await find(connection, request_key)
    assert found is not None
    return found


async def find(connection: AsyncConnection, request_key: str) -> Attempt | None:
    return one(await connection.execute(reading(attempts, Attempt).where(attempts.c.request_key == request_key)), Attempt)


async def start(connection: AsyncConnection, seen: Attempt, deadline: datetime) -> Attempt | None:
    """The try that may write until `deadline`; None when another try came between, or the write is settled. Commit before writing.

    From SENDING or UNKNOWN only after a look-up found that the carrier has nothing.
    """
    same = (attempts.c.request_key == seen.request_key, attempts.c.attempt == seen.attempt, attempts.c.state == seen.state)
    open_states = attempts.c.state.in_((AttemptState.PREPARED, AttemptState.SENDING, AttemptState.UNKNOWN))
    started = (
        update(attempts)
        .where(*same, open_states)
        .values(state=AttemptState.SENDING, attempt=seen.attempt + 1, deadline=deadline, updated_at=func.clock_timestamp())
    )
    return one(await connection.execute(started.returning(*reading(attempts, Attempt).selected_columns)), Attempt)


async def finish(connection: AsyncConnection, request_key: str, receipt: dict[str, Any]) -> None:
    """The carrier has it. Said twice, the first receipt stays."""
    values = {"state": AttemptState.DONE, "receipt": receipt, "error": "", "updated_at": func.clock_timestamp()}
    unfinished = (attempts.c.request_key == request_key, attempts.c.state != AttemptState.DONE)
    await connection.execute(update(attempts).where(*unfinished).values(values))


async def refuse(connection: AsyncConnection, request_key: str, error: str) -> None:
    """The carrier said no. error: a code."""
    await _end(connection, request_key, AttemptState.REFUSED, error)


async def lose(connection: AsyncConnection, request_key: str, error: str) -> None:
    """Nobody knows what became of it."""
    await _end(connection, request_key, AttemptState.UNKNOWN, error)


async def reopen(connection: AsyncConnection, seen: Attempt) -> bool:
    """The try surely wrote nothing (no connection, past its deadline): it may be tried again. False when another try came between."""
    same = (attempts.c.request_key == seen.request_key, attempts.c.attempt == seen.attempt, attempts.c.state == AttemptState.SENDING)
    reopened = update(attempts).where(*same).values(state=AttemptState.PREPARED, deadline=None, updated_at=func.clock_timestamp())
    return (await connection.execute(reopened)).rowcount == 1


async def unfinished(connection: AsyncConnection, before: datetime, limit: int = 100) -> tuple[Attempt, ...]:
    """Writes whose deadline went by without an outcome."""
    late = (attempts.c.state.in_((AttemptState.SENDING, AttemptState.UNKNOWN)), attempts.c.deadline < before)
    query = reading(attempts, Attempt).where(*late).order_by(attempts.c.deadline).limit(limit)
    return many(await connection.execute(query), Attempt)


async def _end(connection: AsyncConnection, request_key: str, state: AttemptState, error: str) -> None:
    values = {"state": state, "error": error, "updated_at": func.clock_timestamp()}
    await connection.execute(
        update(attempts).where(attempts.c.request_key == request_key, attempts.c.state != AttemptState.DONE).values(values)
    )
