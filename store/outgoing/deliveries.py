"""Mails and webhooks to be sent: one row for one recipient and one event, whoever asks for it how often. Times are real but `at`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.outgoing import unwanted_mails
from store.rows import many, one, reading
from store.schema.crossings import deliveries


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one recipient: a user, a person of the call plan, a sealed address, or a webhook endpoint.

    id follows from message_key, so the address and data may be sealed for it before it is stored. data: ids, numbers, codes, dates;
    data_sealed: what is personal or secret (a code, a link). at: business time of the event. language: of who is only an address;
    empty for the organisation's.
    """

    organisation_id: str
    channel: str
    message: str
    message_key: str
    at: datetime
    order_id: str = ""
    stream: str = ""
    seq: int = 0
    user_id: str = ""
    person_id: str = ""
    address_sealed: bytes | None = None
    data: dict[str, Any] = field(default_factory=dict)
    data_sealed: bytes | None = None
    endpoint_id: str = ""
    event_id: str = ""
    language: str = ""

    @property
    def id(self) -> str:
        return delivery_id(self.message_key)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery as the courier takes it."""

    id: str
    organisation_id: str
    channel: str
    message: str
    message_key: str
    at: datetime
    order_id: str
    stream: str
    seq: int
    user_id: str
    person_id: str
    address_sealed: bytes | None
    data: dict[str, Any]
    data_sealed: bytes | None
    tries: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A delivery as a mailbox or the desk lists it. copy_sealed: the message as sent."""

    id: str
    organisation_id: str
    channel: str
    message: str
    order_id: str
    user_id: str
    person_id: str
    address_sealed: bytes | None
    at: datetime
    state: str
    tries: int
    sent_at: datetime | None
    last_error: str
    copy_sealed: bytes | None


def delivery_id(message_key: str) -> str:
    """The id, and so the Message-ID, of what is sent under this key: a second copy is the same message."""
    return f"dlv_{sha256(message_key.encode()).hexdigest()[:26]}"


async def enqueue(connection: AsyncConnection, wanted: Sequence[Delivery]) -> int:
    """All in one statement, without the mails that their readers have switched off (rule 40); how many were new."""
    meant = [each for each in wanted if each.user_id]
    off = await unwanted_mails.off(connection, [(each.user_id, each.organisation_id, each.message) for each in meant]) if meant else set()
    left = [each for each in wanted if (each.user_id, each.organisation_id, each.message) not in off]
    if not left:
        return 0
    rows = [{"id": each.id, **{name: getattr(each, name) for name in Delivery.__dataclass_fields__}} for each in left]
    kept = upsert(deliveries).values(rows).on_conflict_do_nothing(index_elements=["message_key"]).returning(deliveries.c.id)
    return len((await connection.execute(kept)).all())


async def take(connection: AsyncConnection, now: datetime, limit: int = 20) -> tuple[Waiting, ...]:
    """Mails that are due, the longest due first, kept from other couriers until the transaction ends."""
    mails = (deliveries.c.channel == "mail", deliveries.c.state == "waiting", deliveries.c.next_at <= now)
    due = reading(deliveries, Waiting).where(*mails)
    locked = due.order_by(deliveries.c.next_at, deliveries.c.id).limit(limit).with_for_update(skip_locked=True)
    return many(await connection.execute(locked), Waiting)


async def sent(connection: AsyncConnection, delivery_id: str, now: datetime, copy_sealed: bytes | None) -> None:
    values = {"state": "sent", "sent_at": now, "copy_sealed": copy_sealed, "last_error": "", "tries": deliveries.c.tries + 1}
    await connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(values))


async def failed(connection: AsyncConnection, delivery_id: str, error: str, next_at: datetime | None) -> None:
    """Try again then; None gives up. error: a class or code."""
    again = {} if next_at is None else {"next_at": next_at}
    tried = update(deliveries).where(deliveries.c.id == delivery_id).values(last_error=error, tries=deliveries.c.tries + 1)
    await connection.execute(tried.values(state="waiting" if next_at else "dead", **again))


async def find(connection: AsyncConnection, delivery_id: str, organisation_id: str) -> Kept | None:
    mine = (deliveries.c.id == delivery_id, deliveries.c.organisation_id == organisation_id, deliveries.c.channel == "mail")
    return one(await connection.execute(reading(deliveries, Kept).where(*mine)), Kept)


async def listed(connection: AsyncConnection, organisation_id: str, limit: int = 50, order_id: str = "") -> tuple[Kept, ...]:
    """Mails, newest first; of one order if it is named."""
    query = reading(deliveries, Kept).where(deliveries.c.organisation_id == organisation_id, deliveries.c.channel == "mail")
    if order_id:
        query = query.where(deliveries.c.order_id == order_id)
    return many(await connection.execute(query.order_by(deliveries.c.at.desc(), deliveries.c.id).limit(limit)), Kept)


async def backlog(connection: AsyncConnection) -> tuple[int, datetime | None]:
    """How much waits, and since when the longest due has been."""
    counted = select(func.count(), func.min(deliveries.c.next_at)).where(deliveries.c.state == "waiting")
    count, oldest = (await connection.execute(counted)).one()
    return count, oldest
