"""What has to reach Temporal: kept in the commit that it belongs to, passed on in order, taken off when it arrived. Times are real."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import table_of
from store.schema.crossings import relay


class RelayKind(StrEnum):
    START = "start"
    NOTICE = "notice"
    COMMAND = "command"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Crossing:
    """One thing for one workflow. target: its id. key: the same (target, kind, key) is kept once. payload: ids, numbers, codes, dates."""

    organisation_id: str
    kind: RelayKind
    target: str
    key: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RelayItem:
    id: int
    organisation_id: str
    kind: RelayKind
    target: str
    key: str
    payload: dict[str, Any]
    tries: int


@dataclass(frozen=True, slots=True)
class RelayBatch:
    """Everything that waits for one workflow, in order of arrival."""

    target: str
    items: tuple[RelayItem, ...]


async def enqueue(connection: AsyncConnection, crossings: Sequence[Crossing]) -> None:
    """One statement. What is there already stays as it is."""
    if crossings:
        rows = [{name: getattr(crossing, name) for name in Crossing.__dataclass_fields__} for crossing in crossings]
        await connection.execute(upsert(relay).values(rows).on_conflict_do_nothing(index_elements=["target", "kind", "key"]))


async def take(connection: AsyncConnection, now: datetime, targets: int = 50) -> tuple[RelayBatch, ...]:
    """What waits, for up to so many workflows, kept from other takers until the transaction ends.

    A workflow is held by the lock on its oldest row, so that two takers never work on one, and nothing overtakes what failed before it.
    """
    earlier = relay.alias("earlier")
    oldest = ~select(1).where(earlier.c.target == relay.c.target, earlier.c.done_at.is_(None), earlier.c.id < relay.c.id).exists()
    heads = select(relay.c.target).where(relay.c.done_at.is_(None), relay.c.next_at <= now, oldest)
    held = list(await connection.scalars(heads.order_by(relay.c.id).limit(targets).with_for_update(skip_locked=True)))
    if not held:
        return ()
    chosen = table_of("held", [[target, place] for place, target in enumerate(held)], target="text", place="integer")
    waiting = (
        select(*(relay.c[name] for name in RelayItem.__dataclass_fields__))
        .join(chosen, chosen.c.target == relay.c.target)
        .where(relay.c.done_at.is_(None))
        .order_by(chosen.c.place, relay.c.id)
    )
    items = [RelayItem(row.id, row.organisation_id, RelayKind(row.kind), *row[3:]) for row in await connection.execute(waiting)]
    return tuple(RelayBatch(target, tuple(each)) for target, each in groupby(items, key=lambda item: item.target))


async def done(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> None:
    await connection.execute(update(relay).where(relay.c.id.in_(ids)).values(done_at=now, last_error=""))


async def put_off(connection: AsyncConnection, ids: Sequence[int], error: str, next_at: datetime) -> None:
    """Try again then. error: a class or code, never a message that may hold data."""
    await connection.execute(update(relay).where(relay.c.id.in_(ids)).values(tries=relay.c.tries + 1, last_error=error, next_at=next_at))


async def arrived(connection: AsyncConnection, target: str, kind: RelayKind, key: str, now: datetime) -> None:
    """It got there by the short way (a command tried at once): nothing to relay any more."""
    same = (relay.c.target == target, relay.c.kind == kind, relay.c.key == key)
    await connection.execute(update(relay).where(*same).values(done_at=now))


async def backlog(connection: AsyncConnection) -> tuple[int, datetime | None]:
    """How much waits, and since when the oldest."""
    counted = select(func.count(), func.min(relay.c.created_at)).where(relay.c.done_at.is_(None))
    count, oldest = (await connection.execute(counted)).one()
    return count, oldest


async def forget(connection: AsyncConnection, before: datetime) -> int:
    """Delete what arrived before then."""
    return (await connection.execute(delete(relay).where(relay.c.done_at < before))).rowcount
