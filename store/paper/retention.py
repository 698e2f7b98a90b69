"""Papers and drafts whose time is up: found set by set, deleted one by one with an audit row each, and counted by day (R53)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, delete, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Interval

from domain.policy.retention import VERIFICATION_KINDS, Retention
from domain.porting.draft import DraftState
from store import audit
from store.audit import Deed
from store.drafts.draft_expiry import business
from store.ids import fresh
from store.paper import document_pages, kept_bytes
from store.rows import any_of, many
from store.schema.document_pages import document_pages as pages
from store.schema.orders import draft_numbers, port_orders
from store.schema.papers import documents, signature_requests, signatures
from store.schema.retention import retention_runs
from store.schema.vault import secrets

ACTOR = "retention"


@dataclass(frozen=True, slots=True)
class Due:
    """A paper whose time is up."""

    id: str
    organisation_id: str
    order_id: str
    kind: str
    vault_key: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a day's run deleted: how many, by kind. finished_at: None while it is under way or was broken off."""

    day: date
    started_at: datetime
    finished_at: datetime | None
    deleted: dict[str, int]


async def begin(connection: AsyncConnection, day: date, now: datetime) -> bool:
    """Whether the day's run is still to be done, or to be gone on with."""
    await connection.execute(upsert(retention_runs).values(day=day, started_at=now).on_conflict_do_nothing())
    open_run = select(retention_runs.c.day).where(retention_runs.c.day == day, retention_runs.c.finished_at.is_(None))
    return (await connection.execute(open_run.with_for_update(skip_locked=True))).scalar_one_or_none() is not None


async def finish(connection: AsyncConnection, day: date, now: datetime) -> None:
    await connection.execute(update(retention_runs).where(retention_runs.c.day == day).values(finished_at=now))


async def runs(connection: AsyncConnection, limit: int = 30) -> tuple[Run, ...]:
    """Newest first."""
    columns = [retention_runs.c[name] for name in Run.__dataclass_fields__]
    return many(await connection.execute(select(*columns).order_by(retention_runs.c.day.desc()).limit(limit)), Run)


async def due_papers(connection: AsyncConnection, now: datetime, kept: Retention, limit: int = 100) -> tuple[Due, ...]:
    """now: real; each organisation's clock counts."""
    columns = [documents.c[name] for name in Due.__dataclass_fields__]
    lasts = case((documents.c.kind.in_(sorted(VERIFICATION_KINDS)), _time(kept.letters)), else_=_time(kept.papers))
    ended = and_(port_orders.c.submitted_at.is_not(None), port_orders.c.closed_at + lasts <= business(now))
    query = select(*columns).join(port_orders, port_orders.c.id == documents.c.order_id)
    return many(await connection.execute(query.where(or_(ended, _faded(now, kept))).order_by(documents.c.id).limit(limit)), Due)


async def sole_keys(connection: AsyncConnection, paper: Due) -> tuple[str, ...]:
    """Keys of the paper and its pages that nothing else names, held until the transaction ends: what the vault may delete."""
    own = select(pages.c.vault_key).where(pages.c.document_id == paper.id)
    keys = {paper.vault_key, *await connection.scalars(own)}
    await kept_bytes.hold(connection, paper.organisation_id, keys)
    mine = (documents.c.organisation_id == paper.organisation_id, documents.c.id != paper.id)
    others = select(documents.c.vault_key).where(*mine, documents.c.vault_key == any_of(sorted(keys)))
    drawn = select(pages.c.vault_key).where(
        pages.c.organisation_id == paper.organisation_id, pages.c.document_id != paper.id, pages.c.vault_key == any_of(sorted(keys))
    )
    named = {*await connection.scalars(others), *await connection.scalars(drawn)}
    return tuple(sorted(keys - named))


async def delete_paper(connection: AsyncConnection, paper: Due, day: date, now: datetime) -> None:
    """The rows of a paper whose bytes are gone, the signature under a letter, and an audit row of it."""
    await document_pages.forget(connection, paper.id)
    if paper.kind in VERIFICATION_KINDS:
        await connection.execute(delete(signatures).where(signatures.c.document_id == paper.id))
        await connection.execute(delete(signature_requests).where(signature_requests.c.order_id == paper.order_id))
    gone = await connection.execute(delete(documents).where(documents.c.id == paper.id))
    if gone.rowcount:
        await _count(connection, day, paper.kind, 1)
        await audit.append(connection, paper.organisation_id, [_deed(paper.organisation_id, paper.id, now)])


async def empty_drafts(connection: AsyncConnection, now: datetime, kept: Retention, day: date, limit: int = 100) -> int:
    """Take out what was typed into expired drafts; how many. What is left tells that there was one, and no more."""
    full = or_(port_orders.c.typed_sealed.is_not(None), port_orders.c.customer_reference != "", port_orders.c.losing_carrier != "")
    query = select(port_orders.c.id, port_orders.c.organisation_id).where(_faded(now, kept), full).order_by(port_orders.c.id).limit(limit)
    found = (await connection.execute(query.with_for_update(of=port_orders))).all()
    ids = [order_id for order_id, _ in found]
    await _empty(connection, ids)
    for order_id, organisation_id in found:
        await audit.append(connection, organisation_id, [_deed(organisation_id, order_id, now)])
    if ids:
        await _count(connection, day, "draft", len(ids))
    return len(ids)


async def _empty(connection: AsyncConnection, ids: Sequence[str]) -> None:
    """Also secrets: nobody else forgets those of a draft that was never sent."""
    bare: dict[str, object] = {"typed": {}, "typed_sealed": None, "customer_reference": "", "losing_carrier": "", "number_count": 0}
    await connection.execute(update(port_orders).where(port_orders.c.id == any_of(ids)).values(bare))
    await connection.execute(delete(draft_numbers).where(draft_numbers.c.order_id == any_of(ids)))
    await connection.execute(delete(signature_requests).where(signature_requests.c.order_id == any_of(ids)))
    await connection.execute(delete(secrets).where(secrets.c.owner_table == "port_orders", secrets.c.owner_id == any_of(ids)))


def _faded(now: datetime, kept: Retention) -> ColumnElement[bool]:
    """Drafts that were never sent and expired long enough ago."""
    return and_(
        port_orders.c.submitted_at.is_(None),
        port_orders.c.draft_state == DraftState.EXPIRED,
        port_orders.c.expires_at + _time(kept.expired_drafts) <= business(now),
    )


async def _count(connection: AsyncConnection, day: date, kind: str, more: int) -> None:
    deleted = retention_runs.c.deleted
    count = func.coalesce(deleted[kind].as_integer(), 0) + more
    raised = deleted.op("||")(func.jsonb_build_object(literal(kind), count))
    await connection.execute(update(retention_runs).where(retention_runs.c.day == day).values(deleted=raised))


def _deed(organisation_id: str, subject: str, now: datetime) -> Deed:
    return Deed(fresh("aud"), now, ACTOR, organisation_id, "retention.delete", subject)


def _time(length: timedelta) -> ColumnElement[timedelta]:
    return literal(length, Interval)
