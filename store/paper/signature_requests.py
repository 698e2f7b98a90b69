"""Who was asked by mail to sign a letter, how far they got, and how it ended. Times are real."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import insert, many, reading, row_of
from store.schema.papers import signature_requests as requests


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """One mailed link. id: also its one-time code's. state: open, signed, declined, replaced (by a newer link), changed or closed.

    fingerprint: of what the letter covered when it was mailed. language: in which the signer is spoken to. code_…: the six digits mailed
    last. proven_by: the browser in which they were typed, as a hash.
    """

    id: str
    organisation_id: str
    order_id: str
    fingerprint: str
    email_sealed: bytes
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    state: str = "open"
    code_hash: bytes | None = None
    code_expires_at: datetime | None = None
    code_tries: int = 0
    codes_sent: int = 0
    proven_by: bytes | None = None
    proven_at: datetime | None = None
    shown_at: datetime | None = None
    ended_at: datetime | None = None
    reason_sealed: bytes | None = None
    language: str = ""


_OF_ORDER = (
    reading(requests, SignatureRequest)
    .where(requests.c.order_id == bindparam("order_id"))
    .order_by(requests.c.asked_at.desc(), requests.c.state == "replaced", requests.c.id)
)


async def ask(connection: AsyncConnection, request: SignatureRequest) -> None:
    """Open requests of the same order are replaced by this one."""
    await end_open(connection, request.order_id, "replaced", request.asked_at)
    await insert(connection, requests, [request])


async def find(connection: AsyncConnection, request_id: str) -> SignatureRequest | None:
    return await row_of(connection, requests, SignatureRequest, id=request_id)


async def of_order(connection: AsyncConnection, order_id: str) -> tuple[SignatureRequest, ...]:
    """Newest first; of one moment, those that were replaced come last."""
    return many(await connection.execute(_OF_ORDER, {"order_id": order_id}), SignatureRequest)


async def mail_code(connection: AsyncConnection, request_id: str, code_hash: bytes, expires_at: datetime, most: int) -> int | None:
    """Put a new code in the place of the last one; how many there were with it, None when there may be no more."""
    counted = update(requests).where(requests.c.id == request_id, requests.c.state == "open", requests.c.codes_sent < most)
    values = {"code_hash": code_hash, "code_expires_at": expires_at, "code_tries": 0, "codes_sent": requests.c.codes_sent + 1}
    count: int | None = (await connection.execute(counted.values(values).returning(requests.c.codes_sent))).scalar_one_or_none()
    return count


async def try_code(connection: AsyncConnection, request_id: str, now: datetime, most: int) -> bytes | None:
    """The hash of the code that works, with this try counted; None when there is none or it was tried `most` times.

    Counted before it is compared, so that tries at the same time all count.
    """
    working = (requests.c.state == "open", requests.c.code_expires_at > now, requests.c.code_tries < most)
    tried = update(requests).where(requests.c.id == request_id, *working).values(code_tries=requests.c.code_tries + 1)
    kept: bytes | None = (await connection.execute(tried.returning(requests.c.code_hash))).scalar_one_or_none()
    return kept


async def prove(connection: AsyncConnection, request_id: str, by: bytes, at: datetime) -> None:
    """The code was right; it works no more."""
    values = {"proven_by": by, "proven_at": at, "code_hash": None, "code_expires_at": None}
    await connection.execute(update(requests).where(requests.c.id == request_id).values(values))


async def show(connection: AsyncConnection, request_id: str, at: datetime) -> None:
    """The letter was shown; the first time counts."""
    first = update(requests).where(requests.c.id == request_id, requests.c.shown_at.is_(None))
    await connection.execute(first.values(shown_at=at))


async def end(connection: AsyncConnection, request_id: str, state: str, at: datetime, reason_sealed: bytes | None = None) -> bool:
    """Whether it was open until now."""
    ended = update(requests).where(requests.c.id == request_id, requests.c.state == "open")
    return (await connection.execute(ended.values(state=state, ended_at=at, reason_sealed=reason_sealed))).rowcount == 1


async def end_open(connection: AsyncConnection, order_id: str, state: str, at: datetime) -> None:
    """Every open link of the order works no more."""
    still = update(requests).where(requests.c.order_id == order_id, requests.c.state == "open")
    await connection.execute(still.values(state=state, ended_at=at))
