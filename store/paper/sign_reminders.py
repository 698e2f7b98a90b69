"""Signers who were asked some time ago and have not signed: reminded with the same link, twice at most."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.outgoing.deliveries import Delivery, Waiting, enqueue
from store.rows import many, reading
from store.schema.crossings import deliveries
from store.schema.papers import signature_requests
from vault.envelope import Envelope, TenantBox

REMINDED_AFTER = (timedelta(days=2), timedelta(days=5))
_ASKED, _REMINDED = "please-sign/", "sign-reminder/"


async def remind(connection: AsyncConnection, envelope: Envelope, now: datetime) -> int:
    """Put reminders on their way; how many were due. now: real. Said again at any time, nobody is reminded of the same day twice."""
    count = 0
    for turn, patience in enumerate(REMINDED_AFTER, 1):
        due = await _due(connection, now, turn, patience)
        await enqueue(connection, [_reminder(asked, await envelope.box(asked.organisation_id), turn, now) for asked in due])
        count += len(due)
    return count


async def _due(connection: AsyncConnection, now: datetime, turn: int, patience: timedelta) -> tuple[Waiting, ...]:
    """Of open links only, and not after the reminder that follows."""
    links, reminder = signature_requests, deliveries.alias("reminder")
    asked = deliveries.c.message_key == func.concat(_ASKED, links.c.id)
    open_link = (links.c.state == "open", links.c.expires_at > now, links.c.asked_at < now - patience)
    later = [links.c.asked_at >= now - REMINDED_AFTER[turn]] if turn < len(REMINDED_AFTER) else []
    told = select(reminder.c.id).where(reminder.c.message_key == func.concat(_REMINDED, links.c.id, f"/{turn}")).exists()
    query = reading(deliveries, Waiting).join(links, asked).where(*open_link, *later, deliveries.c.state == "sent", ~told)
    return many(await connection.execute(query.limit(200)), Waiting)


def _reminder(asked: Waiting, box: TenantBox, turn: int, now: datetime) -> Delivery:
    wanted = Delivery(
        organisation_id=asked.organisation_id,
        channel=asked.channel,
        message="sign_reminder",
        message_key=f"{asked.message_key.replace(_ASKED, _REMINDED)}/{turn}",
        at=now,
        order_id=asked.order_id,
        data=asked.data,
        language=asked.language,
    )
    address = _moved(box, "address_sealed", asked.id, wanted.id, asked.address_sealed)
    return replace(wanted, address_sealed=address, data_sealed=_moved(box, "data_sealed", asked.id, wanted.id, asked.data_sealed))


def _moved(box: TenantBox, column: str, old_id: str, new_id: str, sealed: bytes | None) -> bytes | None:
    """A sealed value opens only in its own row, so it is sealed anew for the reminder's."""
    return None if sealed is None else box.seal("deliveries", column, new_id, box.open("deliveries", column, old_id, sealed))
