"""The same POST twice has one effect and one answer (reliability R9). Times are real."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.schema.access import idempotency_keys as keys


class KeyTakenOver(Exception):
    """Another use of the key began meanwhile, as this one took too long: what this one did must not be committed."""


class Asked(StrEnum):
    FIRST = "first"
    ANSWERED = "answered"
    RUNNING = "running"
    OTHER_BODY = "other_body"


@dataclass(frozen=True, slots=True)
class KeyUse:
    """Scope of a key: the principal (user or token id) and the route. since: when this use began, which tells it from any other."""

    principal: str
    route: str
    key: str
    organisation_id: str
    body_hash: bytes
    since: datetime

    @property
    def row_id(self) -> str:
        """The key's row as one text, to which its answer is sealed."""
        return "/".join((self.principal, self.route, self.key))


@dataclass(frozen=True, slots=True)
class Earlier:
    """status and response_sealed are filled when the key is ANSWERED. organisation_id: whose key sealed it."""

    asked: Asked
    status: int = 0
    response_sealed: bytes = b""
    organisation_id: str = ""


async def begin(
    connection: AsyncConnection, use: KeyUse, keep: timedelta = timedelta(hours=24), stale: timedelta = timedelta(seconds=15)
) -> Earlier:
    """Take the key, or say what became of its earlier use.

    A use without an answer after `stale` was cut off by a crash and is taken over. Commit before acting, so that others see it.
    """
    now = use.since
    row = upsert(keys).values(
        principal=use.principal,
        route=use.route,
        key=use.key,
        organisation_id=use.organisation_id,
        body_hash=use.body_hash,
        started_at=now,
        expires_at=now + keep,
    )
    over = or_(
        keys.c.expires_at <= now, (keys.c.state == "running") & (keys.c.started_at <= now - stale) & (keys.c.body_hash == use.body_hash)
    )
    fresh = {name: row.excluded[name] for name in ("organisation_id", "body_hash", "started_at", "expires_at")} | {"state": "running"}
    taken = row.on_conflict_do_update(
        index_elements=["principal", "route", "key"], set_={**fresh, "status": None, "response_sealed": None}, where=over
    ).returning(keys.c.key)
    if (await connection.execute(taken)).one_or_none() is not None:
        return Earlier(Asked.FIRST)
    return await _earlier(connection, use)


async def _earlier(connection: AsyncConnection, use: KeyUse) -> Earlier:
    found = select(keys.c.body_hash, keys.c.state, keys.c.status, keys.c.response_sealed, keys.c.organisation_id).where(*_same(use))
    row = (await connection.execute(found)).one()
    if row.body_hash != use.body_hash:
        return Earlier(Asked.OTHER_BODY)
    if row.state != "done":
        return Earlier(Asked.RUNNING)
    return Earlier(Asked.ANSWERED, row.status, row.response_sealed, row.organisation_id)


async def answer(connection: AsyncConnection, use: KeyUse, status: int, response_sealed: bytes) -> None:
    """Keep the answer, in the transaction of its effect.

    Raises KeyTakenOver, which must undo the effect.
    """
    kept = (
        update(keys).where(*_same(use), keys.c.started_at == use.since).values(state="done", status=status, response_sealed=response_sealed)
    )
    if (await connection.execute(kept)).rowcount == 0:
        raise KeyTakenOver(use.route)


async def give_up(connection: AsyncConnection, use: KeyUse) -> None:
    """Nothing was done: the key may be used again."""
    await connection.execute(delete(keys).where(*_same(use), keys.c.state == "running", keys.c.started_at == use.since))


async def forget_expired(connection: AsyncConnection, now: datetime) -> int:
    return (await connection.execute(delete(keys).where(keys.c.expires_at <= now))).rowcount


def _same(use: KeyUse) -> tuple[Any, ...]:
    return keys.c.principal == use.principal, keys.c.route == use.route, keys.c.key == use.key
