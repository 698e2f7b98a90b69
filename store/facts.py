"""Facts as rows: written by `record` only, read by everybody who folds or shows them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.facts import Entry, Fact
from store.rows import OURS, Tenants, any_of
from store.schema.orders import facts

_CODEC: TypeAdapter[Fact] = TypeAdapter(Annotated[Fact, Field(discriminator="kind")])


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with where it stands. position rises over all streams of an order: what was recorded later is higher."""

    stream: str
    position: int
    entry: Entry
    fingerprint: bytes


def as_data(fact: Fact) -> dict[str, Any]:
    """The fact as JSON values, its kind among them."""
    data: dict[str, Any] = _CODEC.dump_python(fact, mode="json")
    return data


def fingerprint(stream: str, entry: Entry) -> bytes:
    """Two entries with the same fingerprint are the same entry, recorded twice."""
    parts = [stream, entry.seq, entry.at.astimezone(UTC).isoformat(), entry.actor, entry.acting_for, entry.reason, as_data(entry.fact)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()).digest()


async def append(connection: AsyncConnection, stream: str, order_id: str, organisation_id: str, entries: Sequence[Entry]) -> None:
    """Only `record` calls this. Raises IntegrityError where the stream has an entry of that seq."""
    rows = [
        {
            "stream": stream,
            "seq": entry.seq,
            "organisation_id": organisation_id,
            "order_id": order_id,
            "kind": entry.fact.kind,
            "at": entry.at,
            "actor": entry.actor,
            "acting_for": entry.acting_for,
            "reason": entry.reason,
            "data": as_data(entry.fact),
            "hash": fingerprint(stream, entry),
        }
        for entry in entries
    ]
    await connection.execute(facts.insert(), rows)


async def of_stream(connection: AsyncConnection, stream: str, after: int = 0) -> tuple[Entry, ...]:
    """The stream's entries with a higher seq than `after`, in order."""
    query = _read().where(facts.c.stream == stream, facts.c.seq > after).order_by(facts.c.seq)
    return tuple(_told(row).entry for row in await connection.execute(query))


async def of_order(connection: AsyncConnection, order_id: str, tenants: Tenants = None, after: int = 0) -> tuple[Told, ...]:
    """Everything told of an order and its carrier orders beyond position `after`, in the order it was recorded."""
    asked: dict[str, object] = {"order_id": order_id, "after": after}
    told, sent = (_TOLD, asked) if tenants is None else (_TOLD_TO_US, {**asked, "tenants": list(tenants)})
    return tuple(_told(row) for row in (await connection.execute(told, sent)).all())


async def newest(connection: AsyncConnection, order_ids: Sequence[str]) -> dict[str, Told]:
    """What was told last of each order, by order."""
    last = _read().add_columns(facts.c.order_id).where(facts.c.order_id == any_of(order_ids))
    query = last.ext(distinct_on(facts.c.order_id)).order_by(facts.c.order_id, facts.c.position.desc())
    return {row.order_id: _told(row) for row in await connection.execute(query)}


async def since(connection: AsyncConnection, organisation_id: str, position: int, limit: int) -> tuple[Told, ...]:
    """What was told of any order of the organisation beyond a position, newest first."""
    query = _read().where(facts.c.organisation_id == organisation_id, facts.c.position > position)
    return tuple(_told(row) for row in await connection.execute(query.order_by(facts.c.position.desc()).limit(limit)))


async def last_position(connection: AsyncConnection, organisation_id: str) -> int:
    """Of what was told last of any order; 0 before anything was."""
    query = select(func.max(facts.c.position)).where(facts.c.organisation_id == organisation_id)
    return (await connection.execute(query)).scalar_one() or 0


async def last_change(connection: AsyncConnection, order_id: str) -> datetime | None:
    """When (real) anything was recorded last."""
    query = select(facts.c.recorded_at).where(facts.c.order_id == order_id).order_by(facts.c.position.desc()).limit(1)
    return (await connection.execute(query)).scalar_one_or_none()


def _read() -> Select[Any]:
    return select(
        facts.c.stream,
        facts.c.position,
        facts.c.seq,
        facts.c.at,
        facts.c.actor,
        facts.c.data,
        facts.c.acting_for,
        facts.c.reason,
        facts.c.hash,
    )


_TOLD = _read().where(facts.c.order_id == bindparam("order_id"), facts.c.position > bindparam("after")).order_by(facts.c.position)
_TOLD_TO_US = _TOLD.where(facts.c.organisation_id == OURS)


def _told(row: Row[Any]) -> Told:
    fact = _CODEC.validate_python(row.data, strict=False)
    return Told(row.stream, row.position, Entry(row.seq, row.at, row.actor, fact, row.acting_for, row.reason), row.hash)
