"""Organisations, and which partner acts for which customer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import any_of, insert, many, reading, row_of
from store.schema.organisations import organisation_clocks, organisations, partnerships


@dataclass(frozen=True, slots=True)
class Organisation:
    """kind: customer, partner or staff. standing: trial or paid. language: of mails to people without one of their own."""

    id: str
    name: str
    kind: str
    standing: str
    rehearsal: bool
    language: str
    created_at: datetime


async def add(connection: AsyncConnection, organisation: Organisation) -> None:
    """With its clock, which stands at real time."""
    await insert(connection, organisations, [organisation])
    await connection.execute(organisation_clocks.insert().values(organisation_id=organisation.id, offset_seconds=0))


async def find(connection: AsyncConnection, organisation_id: str) -> Organisation | None:
    return await row_of(connection, organisations, Organisation, id=organisation_id)


async def names(connection: AsyncConnection, organisation_ids: Collection[str]) -> dict[str, str]:
    """By id, of those the transaction sees."""
    query = select(organisations.c.id, organisations.c.name).where(organisations.c.id == any_of(sorted(organisation_ids)))
    return {row.id: row.name for row in await connection.execute(query)}


async def listed(connection: AsyncConnection, after: str = "", limit: int = 50) -> tuple[Organisation, ...]:
    """Those the transaction sees, by id, a page at a time."""
    page = reading(organisations, Organisation).where(organisations.c.id > after).order_by(organisations.c.id).limit(limit)
    return many(await connection.execute(page), Organisation)


async def convert(connection: AsyncConnection, organisation_id: str) -> None:
    """From trial to paid; its numbers stay (rule 23)."""
    await connection.execute(update(organisations).where(organisations.c.id == organisation_id).values(standing="paid"))


async def rename(connection: AsyncConnection, organisation_id: str, name: str, language: str) -> None:
    await connection.execute(update(organisations).where(organisations.c.id == organisation_id).values(name=name, language=language))


async def entrust(connection: AsyncConnection, partner_id: str, customer_id: str, since: datetime) -> None:
    """Let the partner act for the customer. Again changes nothing."""
    row = upsert(partnerships).values(partner_id=partner_id, customer_id=customer_id, since=since)
    await connection.execute(row.on_conflict_do_nothing())


async def partners_of(connection: AsyncConnection, customer_id: str) -> tuple[tuple[str, datetime], ...]:
    """Id and since when, the longest first."""
    found = select(partnerships.c.partner_id, partnerships.c.since).where(partnerships.c.customer_id == customer_id)
    rows = await connection.execute(found.order_by(partnerships.c.since, partnerships.c.partner_id))
    return tuple((partner_id, since) for partner_id, since in rows)


async def dismiss(connection: AsyncConnection, partner_id: str, customer_id: str) -> bool:
    """The partner acts for the customer no longer. Whether it did."""
    theirs = (partnerships.c.partner_id == partner_id, partnerships.c.customer_id == customer_id)
    return (await connection.execute(delete(partnerships).where(*theirs))).rowcount == 1
