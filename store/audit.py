"""Who did what: a chain per tenant, each row holding the hash of the one before, over ciphertext so that shredding keeps it valid."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, true
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import many, reading
from store.schema.audit import audit, audit_anchors
from store.schema.organisations import organisations

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something somebody did. id: `aud_…`, the row id that body_sealed is bound to. subject: an id or stream, nothing personal."""

    id: str
    at: datetime
    actor: str
    acting_for: str
    action: str
    subject: str
    body_sealed: bytes | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    organisation_id: str
    seq: int
    id: str
    at: datetime
    actor: str
    acting_for: str
    action: str
    subject: str
    body_sealed: bytes | None
    previous_hash: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold: changed, missing or cut_off."""

    organisation_id: str
    seq: int
    what: str


async def append(connection: AsyncConnection, organisation_id: str, deeds: Sequence[Deed]) -> None:
    """Add to the tenant's chain, in the transaction of the deeds; last in it, for the chain is locked until its end.

    The database numbers and hashes the rows (`portwright_chain`): whoever writes cannot choose what the chain says.
    """
    rows = [{"organisation_id": organisation_id, **{name: getattr(deed, name) for name in Deed.__dataclass_fields__}} for deed in deeds]
    if rows:
        await connection.execute(audit.insert(), rows)


async def listed(
    connection: AsyncConnection, organisation_id: str, before: int | None = None, limit: int = 50, subject: str = ""
) -> tuple[AuditRow, ...]:
    """Newest first; `before` is the seq that the last page ended with."""
    query = reading(audit, AuditRow).where(audit.c.organisation_id == organisation_id)
    if before is not None:
        query = query.where(audit.c.seq < before)
    if subject:
        query = query.where(audit.c.subject == subject)
    return many(await connection.execute(query.order_by(audit.c.seq.desc()).limit(limit)), AuditRow)


async def anchor(connection: AsyncConnection) -> tuple[tuple[str, int, bytes], ...]:
    """Note how far each chain goes, as the audit role; what is new, to be kept outside as well (reliability R51)."""
    mine = audit.c.organisation_id == organisations.c.id
    head = select(audit.c.seq, audit.c.hash).where(mine).order_by(audit.c.seq.desc()).limit(1).lateral("head")
    newest = select(organisations.c.id, head.c.seq, head.c.hash).join(head, true())
    row = upsert(audit_anchors).from_select(["organisation_id", "seq", "hash"], newest).on_conflict_do_nothing()
    noted = await connection.execute(row.returning(audit_anchors.c.organisation_id, audit_anchors.c.seq, audit_anchors.c.hash))
    return tuple((each.organisation_id, each.seq, each.hash) for each in noted)


async def verify(connection: AsyncConnection, outside: Sequence[tuple[str, int, bytes]] = ()) -> tuple[Break, ...]:
    """Where any chain does not hold, as the audit role. outside: anchors kept elsewhere, for a cut that took its anchor along."""
    anchors = select(audit_anchors.c.organisation_id, audit_anchors.c.seq, audit_anchors.c.hash)
    noted = [*outside, *((row.organisation_id, row.seq, row.hash) for row in await connection.execute(anchors))]
    found: list[Break] = []
    for organisation_id in tuple(await connection.scalars(select(organisations.c.id).order_by(organisations.c.id))):
        expected = {seq: digest for owner, seq, digest in noted if owner == organisation_id}
        found.extend([broken async for broken in _breaks(connection, organisation_id, expected)])
    return tuple(found)


async def _breaks(connection: AsyncConnection, organisation_id: str, anchors: dict[int, bytes]) -> AsyncIterator[Break]:
    seq, previous = 0, GENESIS
    chain = reading(audit, AuditRow).where(audit.c.organisation_id == organisation_id).order_by(audit.c.seq)
    async for values in await connection.stream(chain):
        row = AuditRow(*values)
        seq += 1
        if row.seq != seq:
            yield Break(organisation_id, seq, "missing")
            seq = row.seq
        deed = Deed(row.id, row.at, row.actor, row.acting_for, row.action, row.subject, row.body_sealed)
        genuine = row.previous_hash == previous and row.hash == _digest(organisation_id, row.seq, deed, previous)
        if not genuine or anchors.get(row.seq, row.hash) != row.hash:
            yield Break(organisation_id, seq, "changed")
        previous = row.hash
    if anchors and max(anchors) > seq:
        yield Break(organisation_id, seq, "cut_off")


def _digest(organisation_id: str, seq: int, deed: Deed, previous: bytes) -> bytes:
    """The hash as the database makes it, made again from the row as it is read."""
    body = hashlib.sha256(deed.body_sealed).hexdigest() if deed.body_sealed is not None else ""
    at = deed.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    parts = (organisation_id, str(seq), deed.id, at, deed.actor, deed.acting_for, deed.action, deed.subject, body)
    return hashlib.sha256(previous + "".join(f"{len(part)}:{part}" for part in parts).encode()).digest()
