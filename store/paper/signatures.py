"""Who signed which LOA, and what people agreed to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import insert, one, reading, rows_of
from store.schema.papers import acceptances, signatures


@dataclass(frozen=True, slots=True)
class Signature:
    """Evidence of one signature. document_hash is of the bytes that were shown and signed.

    fingerprint: of what the letter covers; it holds for as long as the order asks the same, whatever its revision. authority_id: the
    document by which somebody else signed for the authorised person; empty where they signed themselves.
    """

    id: str
    organisation_id: str
    order_id: str
    revision: int
    document_id: str
    signer_sealed: bytes
    method: str
    consent_version: str
    consent_hash: bytes
    document_hash: bytes
    signed_at: datetime
    ip_sealed: bytes
    agent_sealed: bytes
    void_at: datetime | None = None
    void_reason: str = ""
    fingerprint: str = ""
    authority_id: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """kind: declaration, terms or addendum. order_id is empty where it holds for the whole organisation."""

    id: str
    organisation_id: str
    kind: str
    version: str
    text_hash: bytes
    user_id: str
    acting_for: str
    at: datetime
    order_id: str = ""


_VALID = reading(signatures, Signature).where(signatures.c.order_id == bindparam("order_id"), signatures.c.void_at.is_(None))
_ACCEPTED = select(func.max(acceptances.c.version)).where(
    acceptances.c.organisation_id == bindparam("organisation_id"), acceptances.c.kind == bindparam("kind"), acceptances.c.order_id == ""
)


async def sign(connection: AsyncConnection, signature: Signature) -> None:
    """Raises IntegrityError when the order has a valid signature already."""
    await insert(connection, signatures, [signature])


async def valid(connection: AsyncConnection, order_id: str) -> Signature | None:
    """The signature that holds. Whether it covers what the order asks is for the caller to compare, by its fingerprint."""
    return one(await connection.execute(_VALID, {"order_id": order_id}), Signature)


async def of_order(connection: AsyncConnection, order_id: str) -> tuple[Signature, ...]:
    """Also the void ones, oldest first."""
    return await rows_of(connection, signatures, Signature, "signed_at", "id", order_id=order_id)


async def void(connection: AsyncConnection, order_id: str, at: datetime, reason: str) -> bool:
    """Whether there was one to void."""
    voided = update(signatures).where(signatures.c.order_id == order_id, signatures.c.void_at.is_(None))
    return (await connection.execute(voided.values(void_at=at, void_reason=reason))).rowcount == 1


async def accept(connection: AsyncConnection, acceptance: Acceptance) -> None:
    """The first acceptance of a version counts; again changes nothing."""
    row = upsert(acceptances).values({name: getattr(acceptance, name) for name in Acceptance.__dataclass_fields__})
    await connection.execute(row.on_conflict_do_nothing(index_elements=["organisation_id", "kind", "version", "order_id"]))


async def latest_accepted(connection: AsyncConnection, organisation_id: str, kind: str) -> str:
    """The greatest version that the whole organisation accepted; empty where it accepted none."""
    return (await connection.execute(_ACCEPTED, {"organisation_id": organisation_id, "kind": kind})).scalar_one() or ""


async def accepted(connection: AsyncConnection, organisation_id: str, kind: str, version: str, order_id: str = "") -> bool:
    """Whether somebody accepted that version: for the order if it is named, else for the whole organisation."""
    these = (
        acceptances.c.organisation_id == organisation_id,
        acceptances.c.kind == kind,
        acceptances.c.version == version,
        acceptances.c.order_id == order_id,
    )
    return bool((await connection.execute(select(func.count()).select_from(acceptances).where(*these))).scalar_one())
