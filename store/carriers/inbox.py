"""Carriers' notices: kept once, matched to a carrier order when there is one, passed on to its workflow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import String, cast, func, literal, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.notices import CarrierNotice
from store.schema.crossings import notices, relay
from store.schema.orders import carrier_orders

_CODEC = TypeAdapter(CarrierNotice)


@dataclass(frozen=True, slots=True)
class Parked:
    """A notice that fits no carrier order of ours (yet)."""

    notice_id: str
    carrier: str
    carrier_reference: str
    kind: str
    received_at: datetime


def as_data(notice: CarrierNotice) -> dict[str, Any]:
    data: dict[str, Any] = _CODEC.dump_python(notice, mode="json")
    return data


def as_notice(data: dict[str, Any]) -> CarrierNotice:
    """What a relay row of kind `notice` carries."""
    return _CODEC.validate_python(data)


async def store(connection: AsyncConnection, heard: Sequence[CarrierNotice]) -> int:
    """Keep notices that were not kept before, by webhook or by watch; how many were new. `match` passes them on."""
    if not heard:
        return 0
    rows = [
        {
            "notice_id": notice.notice_id,
            "carrier": notice.carrier,
            "carrier_reference": notice.carrier_reference,
            "kind": notice.kind,
            "body": as_data(notice),
            "happened_at": notice.happened_at,
        }
        for notice in heard
    ]
    kept = upsert(notices).values(rows).on_conflict_do_nothing(index_elements=["notice_id"]).returning(notices.c.notice_id)
    return len((await connection.execute(kept)).all())


async def match(connection: AsyncConnection, limit: int = 500) -> int:
    """Give parked notices to the carrier orders they speak of, and put them on the relay in order of arrival; how many.

    A system transaction's. Webhooks outrun our own receipts, so what does not match yet stays parked and is tried again.
    """
    speaks_of = (notices.c.carrier == carrier_orders.c.carrier) & (notices.c.carrier_reference == carrier_orders.c.carrier_reference)
    fitting = (
        select(notices.c.notice_id, carrier_orders.c.order_id, carrier_orders.c.n, carrier_orders.c.organisation_id)
        .join(carrier_orders, speaks_of)
        .where(notices.c.stream.is_(None), notices.c.carrier_reference != "")
        .order_by(notices.c.arrival)
        .limit(limit)
        .with_for_update(of=notices, skip_locked=True)
        .cte("fitting")
    )
    stream = func.concat("carrier-port/", fitting.c.order_id, "/", cast(fitting.c.n, String))
    matched = (
        update(notices)
        .where(notices.c.notice_id == fitting.c.notice_id)
        .values(stream=stream, organisation_id=fitting.c.organisation_id)
        .returning(notices.c.organisation_id, notices.c.stream, notices.c.notice_id, notices.c.body, notices.c.arrival)
        .cte("matched")
    )
    passed = select(
        matched.c.organisation_id, literal("notice"), matched.c.stream, matched.c.notice_id, cast(matched.c.body, JSONB)
    ).order_by(matched.c.arrival)
    onto = upsert(relay).from_select(["organisation_id", "kind", "target", "key", "payload"], passed)
    return len((await connection.execute(onto.on_conflict_do_nothing().returning(relay.c.id))).all())


async def parked(connection: AsyncConnection, before: datetime, limit: int = 100) -> tuple[Parked, ...]:
    """Notices received before then that still fit nothing, oldest first: for the desk."""
    columns = (notices.c[name] for name in Parked.__dataclass_fields__)
    old = select(*columns).where(notices.c.stream.is_(None), notices.c.received_at < before).order_by(notices.c.arrival).limit(limit)
    return tuple(Parked(*row) for row in await connection.execute(old))
