"""Which mails somebody does not want (rule 40). A row is one kind of mail that is switched off for one membership."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, literal, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import any_of, table_of
from store.schema.access import memberships
from store.schema.notifications import unwanted_mails
from store.schema.organisations import partnerships


def wanted(user_id: ColumnElement[Any], organisation_id: Any, message: ColumnElement[Any]) -> ColumnElement[bool]:
    """A condition on recipients: the mail is not switched off, for this organisation or at the partner that acts for it."""
    off, partners = unwanted_mails, select(partnerships.c.partner_id).where(partnerships.c.customer_id == organisation_id)
    here = or_(off.c.organisation_id == organisation_id, off.c.organisation_id.in_(partners))
    return ~select(literal(1)).where(off.c.user_id == user_id, off.c.message == message, here).exists()


async def off(connection: AsyncConnection, meant: Sequence[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Which of these (user, organisation, message) are switched off."""
    asked = table_of("asked", list(dict.fromkeys(meant)), user_id="text", organisation_id="text", message="text")
    unwanted = select(asked.c.user_id, asked.c.organisation_id, asked.c.message)
    rows = await connection.execute(unwanted.where(~wanted(asked.c.user_id, asked.c.organisation_id, asked.c.message)))
    return {(user_id, organisation_id, message) for user_id, organisation_id, message in rows}


async def switched_off(connection: AsyncConnection, user_id: str) -> frozenset[tuple[str, str]]:
    """Organisation and message."""
    found = select(unwanted_mails.c.organisation_id, unwanted_mails.c.message).where(unwanted_mails.c.user_id == user_id)
    return frozenset((organisation_id, message) for organisation_id, message in await connection.execute(found))


async def choose(
    connection: AsyncConnection, user_id: str, organisation_id: str, among: Sequence[str], unwanted: Sequence[str], at: datetime
) -> None:
    """Of `among`, exactly `unwanted` are off from now on. The user must be a member there."""
    theirs = (unwanted_mails.c.user_id == user_id, unwanted_mails.c.organisation_id == organisation_id)
    await connection.execute(delete(unwanted_mails).where(*theirs, unwanted_mails.c.message == any_of(among)))
    if unwanted:
        rows = [{"user_id": user_id, "organisation_id": organisation_id, "message": message, "since": at} for message in unwanted]
        await connection.execute(upsert(unwanted_mails).values(rows).on_conflict_do_nothing())


async def unsubscribe(connection: AsyncConnection, user_id: str, organisation_id: str, message: str, at: datetime) -> None:
    """No more of this mail about this organisation. The user must be the transaction's principal."""
    partners = select(partnerships.c.partner_id).where(partnerships.c.customer_id == organisation_id)
    here = or_(memberships.c.organisation_id == organisation_id, memberships.c.organisation_id.in_(partners))
    values = (memberships.c.user_id, memberships.c.organisation_id, literal(message), literal(at))
    chosen = select(*values).where(memberships.c.user_id == user_id, here)
    row = upsert(unwanted_mails).from_select(["user_id", "organisation_id", "message", "since"], chosen)
    await connection.execute(row.on_conflict_do_nothing())
