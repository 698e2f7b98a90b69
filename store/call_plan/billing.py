"""What is billed for numbers, once each, from the moment the carrier confirmed (rules 51 to 53)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import many, reading, table_of
from store.schema.people import billing_events


class BillingKind(StrEnum):
    NUMBER_STARTED = "number_started"
    NUMBER_ENDED = "number_ended"


@dataclass(frozen=True, slots=True)
class BillingEvent:
    """assignment_key: what brought the number, for instance its order. amount_cents: a month's charge from `at` on, 0 at the end."""

    organisation_id: str
    number: str
    assignment_key: str
    kind: str
    at: datetime
    amount_cents: int


async def note(
    connection: AsyncConnection, organisation_id: str, numbers: Sequence[str], key: str, kind: BillingKind, at: datetime, amount_cents: int
) -> None:
    """One event a number, in one statement. Told twice, the first stays."""
    rows = table_of("billed", [[number] for number in numbers], number="text")
    events = select(literal(organisation_id), rows.c.number, literal(key), literal(kind), literal(at), literal(amount_cents))
    row = upsert(billing_events).from_select(["organisation_id", "number", "assignment_key", "kind", "at", "amount_cents"], events)
    await connection.execute(row.on_conflict_do_nothing(index_elements=["number", "assignment_key", "kind"]))


async def listed(connection: AsyncConnection, organisation_id: str, since: datetime, until: datetime) -> tuple[BillingEvent, ...]:
    """Events from `since` up to, not including, `until`, in order of time and number."""
    span = (billing_events.c.organisation_id == organisation_id, billing_events.c.at >= since, billing_events.c.at < until)
    query = reading(billing_events, BillingEvent).where(*span).order_by(billing_events.c.at, billing_events.c.number)
    return many(await connection.execute(query), BillingEvent)
