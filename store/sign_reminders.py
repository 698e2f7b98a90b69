"""Signers who were asked some time ago and have not signed: reminded once, with the same link."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.deliveries import Delivery, Waiting, enqueue
from store.rows import many, reading
from store.schema.access import one_time_codes
from store.schema.crossings import deliveries
from vault.envelope import Envelope, TenantBox

PATIENCE = timedelta(days=2)
_ASKED, _REMINDED = "please-sign/", "sign-reminder/"


async def remind(connection: AsyncConnection, envelope: Envelope, now: datetime) -> int:
    """Put reminders on their way; how many were due. now: real. Said again at any time, nobody is reminded twice."""
    due = await _due(connection, now)
    await enqueue(connection, [_reminder(asked, await envelope.box(asked.organisation_id), now) for asked in due])
    return len(due)


async def _due(connection: AsyncConnection, now: datetime) -> tuple[Waiting, ...]:
    codes, reminder = one_time_codes, deliveries.alias("reminder")
    asked = deliveries.c.message_key == func.concat(_ASKED, codes.c.id)
    open_link = (codes.c.purpose == "sign", codes.c.used_at.is_(None), codes.c.expires_at > now, codes.c.created_at < now - PATIENCE)
    told = select(reminder.c.id).where(reminder.c.message_key == func.concat(_REMINDED, codes.c.id)).exists()
    query = reading(deliveries, Waiting).join(codes, asked).where(*open_link, deliveries.c.state == "sent", ~told)
    return many(await connection.execute(query.limit(200)), Waiting)


def _reminder(asked: Waiting, box: TenantBox, now: datetime) -> Delivery:
    wanted = Delivery(
        organisation_id=asked.organisation_id,
        channel=asked.channel,
        message="sign_reminder",
        message_key=asked.message_key.replace(_ASKED, _REMINDED),
        at=now,
        order_id=asked.order_id,
        data=asked.data,
    )
    address = _moved(box, "address_sealed", asked.id, wanted.id, asked.address_sealed)
    return replace(wanted, address_sealed=address, data_sealed=_moved(box, "data_sealed", asked.id, wanted.id, asked.data_sealed))


def _moved(box: TenantBox, column: str, old_id: str, new_id: str, sealed: bytes | None) -> bytes | None:
    """A sealed value opens only in its own row, so it is sealed anew for the reminder's."""
    return None if sealed is None else box.seal("deliveries", column, new_id, box.open("deliveries", column, old_id, sealed))
