"""Organisations' own identity providers, sign-ins on their way there and back, and whom a provider has vouched for."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import any_, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import insert, many, one, reading
from store.schema.sign_on import sign_on, sign_on_attempts, sign_on_identities


@dataclass(frozen=True, slots=True)
class SignOn:
    """slug: the organisation's own way in, `/sign-in/with/<slug>`. domains: of addresses that may come in; empty for all.

    demanded: of `nobody`, of `members` but the account manager, of `everybody`.
    """

    organisation_id: str
    slug: str
    issuer: str
    client_id: str
    secret_sealed: bytes
    domains: list[str]
    demanded: str
    enabled: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody on their way to the provider. state_hash: of what they bring back; visit_hash: of the browser that left."""

    state_hash: bytes
    organisation_id: str
    visit_hash: bytes
    issuer: str
    back: str
    expires_at: datetime


def slug_key(slug: str) -> bytes:
    """The credential of a stranger who knows only the organisation's way in."""
    return sha256(f"slug {slug}".encode()).digest()


def domain_key(domain: str) -> bytes:
    """The credential of a stranger who told the domain of their address."""
    return sha256(f"domain {domain}".encode()).digest()


async def put(connection: AsyncConnection, row: SignOn) -> None:
    """In place of what there was. Raises IntegrityError when the slug is another organisation's."""
    values = {name: getattr(row, name) for name in SignOn.__dataclass_fields__}
    values |= {"slug_key": slug_key(row.slug), "domain_keys": [domain_key(each) for each in row.domains]}
    await connection.execute(upsert(sign_on).values(values).on_conflict_do_update(index_elements=["organisation_id"], set_=values))


async def remove(connection: AsyncConnection, organisation_id: str) -> bool:
    """With all that the provider vouched for. Whether there was one."""
    await forget_identities(connection, organisation_id)
    return (await connection.execute(delete(sign_on).where(sign_on.c.organisation_id == organisation_id))).rowcount == 1


async def find(connection: AsyncConnection, organisation_id: str) -> SignOn | None:
    return one(await connection.execute(reading(sign_on, SignOn).where(sign_on.c.organisation_id == organisation_id)), SignOn)


async def by_slug(connection: AsyncConnection, slug: str) -> SignOn | None:
    """In a credential transaction its key is the credential."""
    query = reading(sign_on, SignOn).where(sign_on.c.slug_key == slug_key(slug), sign_on.c.enabled)
    return one(await connection.execute(query), SignOn)


async def by_domain(connection: AsyncConnection, domain: str, limit: int = 5) -> tuple[SignOn, ...]:
    """In a credential transaction its key is the credential."""
    query = reading(sign_on, SignOn).where(literal(domain_key(domain)) == any_(sign_on.c.domain_keys), sign_on.c.enabled)
    return many(await connection.execute(query.order_by(sign_on.c.slug).limit(limit)), SignOn)


async def begin(connection: AsyncConnection, attempt: Attempt) -> None:
    await insert(connection, sign_on_attempts, [attempt])


async def use(connection: AsyncConnection, state_hash: bytes, now: datetime) -> Attempt | None:
    """The attempt, once; None when it was used, is too old, or never was."""
    waiting = (sign_on_attempts.c.state_hash == state_hash, sign_on_attempts.c.used_at.is_(None), sign_on_attempts.c.expires_at > now)
    used = update(sign_on_attempts).where(*waiting).values(used_at=now)
    return one(await connection.execute(used.returning(*(sign_on_attempts.c[name] for name in Attempt.__dataclass_fields__))), Attempt)


async def linked(connection: AsyncConnection, organisation_id: str, subject_blind: bytes) -> str:
    """The user whom the provider means by this subject; empty for none."""
    theirs = (sign_on_identities.c.organisation_id == organisation_id, sign_on_identities.c.subject_blind == subject_blind)
    return (await connection.execute(select(sign_on_identities.c.user_id).where(*theirs))).scalar_one_or_none() or ""


async def link(connection: AsyncConnection, organisation_id: str, subject_blind: bytes, user_id: str, now: datetime) -> bool:
    """Whether the user is this subject from now on; not when the provider has meant them by another one."""
    row = {"organisation_id": organisation_id, "subject_blind": subject_blind, "user_id": user_id, "linked_at": now}
    kept = upsert(sign_on_identities).values(row).on_conflict_do_nothing().returning(sign_on_identities.c.user_id)
    return (await connection.execute(kept)).one_or_none() is not None


async def identities(connection: AsyncConnection, organisation_id: str) -> int:
    """How many people have come through the provider."""
    count = select(func.count()).select_from(sign_on_identities).where(sign_on_identities.c.organisation_id == organisation_id)
    return (await connection.execute(count)).scalar_one()


async def forget_identities(connection: AsyncConnection, organisation_id: str) -> None:
    await connection.execute(delete(sign_on_identities).where(sign_on_identities.c.organisation_id == organisation_id))


async def forget_expired(connection: AsyncConnection, before: datetime) -> int:
    return (await connection.execute(delete(sign_on_attempts).where(sign_on_attempts.c.expires_at < before))).rowcount
