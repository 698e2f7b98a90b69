"""Who can sign in, and in which organisations they have which role."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, func, literal, select, true, union_all, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import insert, many, one, reading
from store.schema.access import memberships, users
from store.schema.organisations import partnerships
from store.schema.sign_on import sign_on


@dataclass(frozen=True, slots=True)
class User:
    """home_id: the organisation whose key seals email and name. password_hash: empty until one is set. time_zone: empty until chosen."""

    id: str
    home_id: str
    email_blind: bytes
    email_sealed: bytes
    name_sealed: bytes
    language: str
    created_at: datetime
    password_hash: str = ""
    validated_at: datetime | None = None
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """role: of `domain/access.py`. account_manager: the buyer or first admin (rule 3)."""

    user_id: str
    organisation_id: str
    role: str
    since: datetime
    account_manager: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One organisation that a user may act for, and as what. through: where they are a member: there, or at its partner.

    by_provider: only who came through that organisation's own provider counts. has_provider: there is one, and it may be used.
    """

    organisation_id: str
    role: str
    through: str
    by_provider: bool
    has_provider: bool


def _standings() -> CompoundSelect[Any]:
    """Of the user `user_id`. Built once, for every request asks it."""
    at, asks = memberships.c.organisation_id, memberships.c.user_id == bindparam("user_id")
    held = memberships.outerjoin(sign_on, (sign_on.c.organisation_id == at) & sign_on.c.enabled)
    # The account manager keeps the password, so that a broken provider locks nobody out for good, unless it is demanded of everybody.
    demanded = (sign_on.c.demanded == "everybody") | ((sign_on.c.demanded == "members") & ~memberships.c.account_manager)
    asked = (at.label("through"), func.coalesce(demanded, False).label("demanded"), sign_on.c.organisation_id.is_not(None).label("offered"))
    own = select(at, memberships.c.role, *asked).select_from(held).where(asks)
    partnered = held.join(partnerships, partnerships.c.partner_id == at)
    customers = select(partnerships.c.customer_id, literal("partner"), *asked).select_from(partnered)
    return union_all(own, customers.where(asks, memberships.c.role == "partner"))


_WIDTH = len(User.__dataclass_fields__)
_STANDINGS = _standings()
_HELD = _STANDINGS.subquery("held")
_WITH_STANDINGS = (
    reading(users, User).add_columns(*_HELD.c).select_from(users.outerjoin(_HELD, true())).where(users.c.id == bindparam("user_id"))
)


async def add(connection: AsyncConnection, user: User, membership: Membership) -> None:
    """Raises IntegrityError when the e-mail address has an account already."""
    await insert(connection, users, [user])
    await join(connection, membership)


async def join(connection: AsyncConnection, membership: Membership) -> None:
    """Give a user a role in an organisation, in place of the one they had there."""
    row = upsert(memberships).values(
        user_id=membership.user_id,
        organisation_id=membership.organisation_id,
        role=membership.role,
        since=membership.since,
        account_manager=membership.account_manager,
    )
    await connection.execute(row.on_conflict_do_update(index_elements=["user_id", "organisation_id"], set_={"role": row.excluded.role}))


async def leave(connection: AsyncConnection, user_id: str, organisation_id: str) -> None:
    theirs = (memberships.c.user_id == user_id, memberships.c.organisation_id == organisation_id)
    await connection.execute(memberships.delete().where(*theirs))


async def find(connection: AsyncConnection, user_id: str) -> User | None:
    return one(await connection.execute(reading(users, User).where(users.c.id == user_id)), User)


async def by_email(connection: AsyncConnection, email_blind: bytes) -> User | None:
    """In a credential transaction, the blind index is the credential."""
    return one(await connection.execute(reading(users, User).where(users.c.email_blind == email_blind)), User)


async def standings(connection: AsyncConnection, user_id: str) -> tuple[Standing, ...]:
    """Every organisation the user may act for: their own by membership, a partner's customers by partnership (rule 12)."""
    return many(await connection.execute(_STANDINGS, {"user_id": user_id}), Standing)


async def with_standings(connection: AsyncConnection, user_id: str) -> tuple[User, tuple[Standing, ...]] | None:
    """The user and every organisation they may act for, in one statement; the user must be the transaction's principal."""
    rows = (await connection.execute(_WITH_STANDINGS, {"user_id": user_id})).all()
    if not rows:
        return None
    return User(*rows[0][:_WIDTH]), tuple(Standing(*row[_WIDTH:]) for row in rows if row[_WIDTH] is not None)


async def members(connection: AsyncConnection, organisation_id: str) -> tuple[tuple[User, Membership], ...]:
    """Everybody with a role in the organisation, oldest first."""
    joined = users.join(memberships, memberships.c.user_id == users.c.id)
    people = reading(users, User).select_from(joined).add_columns(*reading(memberships, Membership).selected_columns)
    rows = await connection.execute(
        people.where(memberships.c.organisation_id == organisation_id).order_by(memberships.c.since, users.c.id)
    )
    return tuple((User(*row[:_WIDTH]), Membership(*row[_WIDTH:])) for row in rows)


async def set_password(connection: AsyncConnection, user_id: str, password_hash: str) -> None:
    await connection.execute(update(users).where(users.c.id == user_id).values(password_hash=password_hash))


async def speak(connection: AsyncConnection, user_id: str, language: str) -> None:
    """In which language the user is spoken to."""
    await connection.execute(update(users).where(users.c.id == user_id).values(language=language))


async def live_in(connection: AsyncConnection, user_id: str, time_zone: str) -> None:
    """In which zone the user is told moments; empty for that of their organisation."""
    await connection.execute(update(users).where(users.c.id == user_id).values(time_zone=time_zone))


async def rename(connection: AsyncConnection, user_id: str, name_sealed: bytes) -> None:
    await connection.execute(update(users).where(users.c.id == user_id).values(name_sealed=name_sealed))


async def validate(connection: AsyncConnection, user_id: str, at: datetime) -> None:
    """The e-mail address is theirs. The first moment counts."""
    fresh = (users.c.id == user_id, users.c.validated_at.is_(None))
    await connection.execute(update(users).where(*fresh).values(validated_at=at))
