"""Signing in with a password, and choosing one."""

from sqlalchemy.ext.asyncio import AsyncConnection

from api.actions import letters
from api.actions.entrance import sessions
from api.actions.entrance.passwords import hashed, matches, outdated, weak
from api.actions.entrance.sessions import Visitor, close_others, open_session
from api.actions.letters import Letter
from api.actions.orders.orders import ANYWHERE
from api.actions.work import Work
from api.front.problems import Invalid, Refused
from api.parts import ApiParts
from store.access.principals import act_for
from store.database import credential_transaction
from store.tenancy import users
from vault.envelope import TenantBox


async def sign_in(parts: ApiParts, email: str, password: str, visitor: Visitor) -> str:
    """The token of a new session. Raises Refused `sign_in.failed`, the same, and after the same work, for an unknown address.

    Raises Refused `sign_in.by_provider`, to who knew the password, where every organisation of theirs demands its own provider.
    """
    blind = parts.blind.of("users.email", email)
    async with credential_transaction(parts.app, blind) as connection:
        user = await users.by_email(connection, blind)
    right = await matches(user.password_hash if user else "", password)
    if user is None or not right or user.validated_at is None:
        raise Refused("sign_in.failed", status=422)
    newer = await hashed(password) if outdated(user.password_hash) else ""
    async with credential_transaction(parts.app, principal=user.id) as connection:
        standings = await users.standings(connection, user.id)
        if standings and all(one.by_provider for one in standings):
            raise Refused("sign_in.by_provider", status=422)
        if newer:
            await users.set_password(connection, user.id, newer)
        return await open_session(parts, connection, user.id, visitor)


async def choose_password(work: Work, old: str, new: str, again: str, visitor: Visitor) -> str:
    """The token of a new session; everywhere else the user is signed out. `old` is not asked from who has no password yet.

    Raises Invalid, Refused `password.sign_on`: an organisation's provider vouches for its own organisation, not for the account.
    """
    if work.principal.session and work.principal.session.only_for:
        raise Refused("password.sign_on")
    user = await users.find(work.connection, work.principal.user_id)
    assert user is not None
    if user.password_hash and not await matches(user.password_hash, old):
        raise Invalid(("/old", "sign_in.failed"))
    if weak(new, *personal(user, await work.parts.envelope.box(user.home_id))):
        raise Invalid(("/new", "password.weak"))
    if new != again:
        raise Invalid(("/again", "password.differs"))
    await users.set_password(work.connection, user.id, await hashed(new))
    if user.password_hash:
        await tell_changed(work.parts, work.connection, user)
    await close_others(work)
    await sessions.close_session(work)
    return await open_session(work.parts, work.connection, user.id, visitor)


async def tell_changed(parts: ApiParts, connection: AsyncConnection, user: users.User) -> None:
    """That the password was changed (47 CFR 64.2010(f)), to the address of the account."""
    now = parts.clock()
    await act_for(connection, (user.home_id,))
    data = {"at": now.isoformat(), "time_zone": user.time_zone or ANYWHERE}
    letter = Letter("password_changed", f"password/{user.id}/{now.isoformat()}", now, user.id, data=data)
    await letters.send(connection, await parts.envelope.box(user.home_id), letter)


def personal(user: users.User, home: TenantBox) -> tuple[str, ...]:
    """What others know of them, of which a password is not to be made. home: of the organisation that seals it."""
    kept = (("email_sealed", user.email_sealed), ("name_sealed", user.name_sealed))
    return tuple(home.open("users", column, user.id, sealed).decode() for column, sealed in kept)
