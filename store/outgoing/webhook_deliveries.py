"""Webhooks on their way, and the log of every try. Rows of the one deliveries table; times are real but `at`, the event's own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, delete, func, literal, or_, select, true, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import LargeBinary

from domain.porting.published import TEST_EVENT, Event
from domain.webhooks import LOG_KEPT, OffReason
from store.outgoing.webhooks import switch_off
from store.rows import Tenants, any_of, many, one, table_of, within
from store.schema.crossings import deliveries
from store.schema.webhooks import webhook_attempts as attempts
from store.schema.webhooks import webhook_endpoints as endpoints

_HOOK = deliveries.c.channel == "webhook"
# Tries under way at once for one endpoint, and for one whose last try failed: a slow receiver takes no place from the others.
_AT_ONCE, _AT_ONCE_FAILING = 4, 1


@dataclass(frozen=True, slots=True)
class Sending:
    """A delivery as it is tried, with its endpoint's address and keys."""

    id: str
    organisation_id: str
    endpoint_id: str
    event_id: str
    message: str
    at: datetime
    data: dict[str, Any]
    tries: int
    url_sealed: bytes
    secret_sealed: bytes
    previous_secret_sealed: bytes | None
    previous_until: datetime | None


@dataclass(frozen=True, slots=True)
class Logged:
    """A delivery in its endpoint's log. event_id: the receiver's `webhook-id`. next_at counts while it is waiting."""

    id: str
    organisation_id: str
    endpoint_id: str
    event_id: str
    message: str
    order_id: str
    at: datetime
    data: dict[str, Any]
    state: str
    tries: int
    next_at: datetime
    sent_at: datetime | None
    last_error: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try. status: 0 when there was no answer, then error says why."""

    at: datetime
    status: int
    error: str
    took_ms: int


def event_id(key: str) -> str:
    """The same event, the same id, whoever it is sent to and however often."""
    return f"evt_{sha256(f'event/{key}'.encode()).hexdigest()[:26]}"


async def publish(
    connection: AsyncConnection, organisation_id: str, events: Sequence[Event], about: Mapping[str, str], order_id: str
) -> None:
    """Put the events down for every endpoint that asked for them. about: what each event's data says besides its own.

    An endpoint that is disabled has them in its log, not to be sent unless they are replayed.
    """
    if not events:
        return
    rows = [[each.kind, each.key, event_id(each.key), each.at, json.dumps({**about, **each.data})] for each in events]
    told = table_of("told", rows, kind="text", key="text", event_id="text", at="moment", data="text")
    key = literal("webhook/") + told.c.key + "/" + endpoints.c.id
    digest = func.encode(func.sha256(func.convert_to(key, "UTF8"), type_=LargeBinary), "hex", type_=Text)
    row = {
        "id": literal("dlv_") + func.left(digest, 26, type_=Text),
        "organisation_id": endpoints.c.organisation_id,
        "channel": literal("webhook"),
        "message": told.c.kind,
        "message_key": key,
        "at": told.c.at,
        "order_id": literal(order_id),
        "data": cast(told.c.data, JSONB),
        "endpoint_id": endpoints.c.id,
        "event_id": told.c.event_id,
        "state": case((endpoints.c.state == "active", "waiting"), else_="dead"),
        "last_error": case((endpoints.c.state == "active", ""), else_="endpoint_disabled"),
    }
    wanted = and_(endpoints.c.organisation_id == organisation_id, told.c.kind == func.any(endpoints.c.event_kinds))
    chosen = select(*row.values()).select_from(told.join(endpoints, wanted))
    await connection.execute(upsert(deliveries).from_select(list(row), chosen).on_conflict_do_nothing(index_elements=["message_key"]))


async def take(connection: AsyncConnection, now: datetime, until: datetime, flying: Mapping[str, int], limit: int) -> tuple[Sending, ...]:
    """What is due, a few of each endpoint, the longest due first; nobody else is given it before `until`.

    flying: tries under way by endpoint, which take its places.
    """
    away = table_of("away", [[*each] for each in flying.items()], endpoint_id="text", count="integer")
    mine = (_HOOK, deliveries.c.endpoint_id == endpoints.c.id, deliveries.c.state == "waiting", deliveries.c.next_at <= now)
    due = select(deliveries.c.id, deliveries.c.next_at).where(*mine).correlate(endpoints)
    first = due.order_by(deliveries.c.next_at, deliveries.c.id).limit(_AT_ONCE).lateral("due")
    places = case((endpoints.c.failing_since.is_(None), _AT_ONCE), else_=_AT_ONCE_FAILING) - func.coalesce(away.c.count, 0)
    place = func.row_number().over(partition_by=endpoints.c.id, order_by=(first.c.next_at, first.c.id))
    joined = endpoints.join(first, true()).outerjoin(away, away.c.endpoint_id == endpoints.c.id)
    placed = select(first.c.id, first.c.next_at, place.label("place"), places.label("places")).select_from(joined)
    spoken_to = or_(endpoints.c.quiet_until.is_(None), endpoints.c.quiet_until <= now)
    ranked = placed.where(endpoints.c.state == "active", spoken_to).subquery()
    fits = select(ranked.c.id).where(ranked.c.place <= ranked.c.places).order_by(ranked.c.next_at, ranked.c.id)
    ids = tuple(await connection.scalars(fits.limit(limit)))
    return await _lease(connection, ids, now, until) if ids else ()


async def _lease(connection: AsyncConnection, ids: Sequence[str], now: datetime, until: datetime) -> tuple[Sending, ...]:
    still = (deliveries.c.id == any_of(ids), deliveries.c.state == "waiting", deliveries.c.next_at <= now)
    locked = select(deliveries.c.id).where(*still).with_for_update(skip_locked=True)
    columns = [(deliveries.c if name in deliveries.c else endpoints.c)[name] for name in Sending.__dataclass_fields__]
    leased = update(deliveries).where(deliveries.c.id.in_(locked), endpoints.c.id == deliveries.c.endpoint_id)
    return many(await connection.execute(leased.values(next_at=until).returning(*columns)), Sending)


async def settle(connection: AsyncConnection, sending: Sending, attempt: Attempt, *, taken: bool, next_at: datetime | None) -> None:
    """Log a try and what follows from it. next_at: of the next one, None for none. What was deleted meanwhile stays deleted."""
    row = deliveries.c.id == sending.id
    logged = select(
        deliveries.c.organisation_id, deliveries.c.id, *(literal(getattr(attempt, name)) for name in Attempt.__dataclass_fields__)
    ).where(row)
    await connection.execute(attempts.insert().from_select(["organisation_id", "delivery_id", *Attempt.__dataclass_fields__], logged))
    values: dict[str, Any] = {"tries": deliveries.c.tries + 1}
    if taken:
        values |= {"state": "sent", "sent_at": attempt.at, "last_error": ""}
    else:
        values |= {"last_error": attempt.error or f"http_{attempt.status}"}
        values |= {"state": "dead"} if next_at is None else {"next_at": next_at}
    await connection.execute(update(deliveries).where(row, deliveries.c.state == "waiting").values(values))
    mark = endpoints.c.failing_since
    news = mark.is_not(None) if taken else mark.is_(None)
    changed = update(endpoints).where(endpoints.c.id == sending.endpoint_id, news)
    await connection.execute(changed.values(failing_since=None if taken else attempt.at))


async def gone(connection: AsyncConnection, sending: Sending, now: datetime) -> None:
    """The receiver answered that it wants no more."""
    await switch_off(connection, sending.endpoint_id, OffReason.GONE, now)


async def log(
    connection: AsyncConnection, endpoint_id: str, tenants: Tenants, after: Sequence[Any] | None, limit: int, state: str = ""
) -> tuple[Logged, ...]:
    """Newest first. after: event time and id of the last one seen."""
    query = _logged().where(deliveries.c.endpoint_id == endpoint_id, within(deliveries, tenants))
    if state:
        query = query.where(deliveries.c.state == state)
    if after is not None:
        query = query.where(tuple_(deliveries.c.at, deliveries.c.id) < tuple_(*after))
    newest = query.order_by(deliveries.c.at.desc(), deliveries.c.id.desc()).limit(limit)
    return many(await connection.execute(newest), Logged)


async def find(connection: AsyncConnection, delivery_id: str, tenants: Tenants) -> Logged | None:
    query = _logged().where(deliveries.c.id == delivery_id, within(deliveries, tenants))
    return one(await connection.execute(query), Logged)


async def tries_of(connection: AsyncConnection, delivery_id: str, limit: int = 50) -> tuple[Attempt, ...]:
    """Newest first."""
    columns = [attempts.c[name] for name in Attempt.__dataclass_fields__]
    query = select(*columns).where(attempts.c.delivery_id == delivery_id).order_by(attempts.c.id.desc()).limit(limit)
    return many(await connection.execute(query), Attempt)


async def resend(connection: AsyncConnection, delivery_id: str, now: datetime) -> None:
    await _again(connection, now, deliveries.c.id == delivery_id)


async def replay(connection: AsyncConnection, endpoint_id: str, since: datetime, now: datetime) -> int:
    """Send anew what happened from then on; how many. Tests are not."""
    theirs = (deliveries.c.endpoint_id == endpoint_id, deliveries.c.at >= since, deliveries.c.message != TEST_EVENT)
    return await _again(connection, now, *theirs, deliveries.c.state != "waiting")


async def forget(connection: AsyncConnection, now: datetime) -> None:
    """Delete what is over for thirty days, with its tries."""
    over = (_HOOK, deliveries.c.state != "waiting", deliveries.c.next_at < now - LOG_KEPT)
    await connection.execute(delete(deliveries).where(*over))


async def _again(connection: AsyncConnection, now: datetime, *which: ColumnElement[bool]) -> int:
    values = {"state": "waiting", "tries": 0, "next_at": now, "sent_at": None, "last_error": ""}
    return (await connection.execute(update(deliveries).where(_HOOK, *which).values(values))).rowcount


def _logged() -> Any:
    return select(*(deliveries.c[name] for name in Logged.__dataclass_fields__)).where(_HOOK)
