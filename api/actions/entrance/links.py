"""Single-use links: the welcome of a first admin and the invitation of anybody else."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from api.actions.entrance.newcomers import ROLE_SUBJECT, link_hash
from api.actions.entrance.sessions import Visitor, open_session
from api.actions.entrance.sign_up import list_in_call_plan
from api.actions.settings.security_notices import tell_of_newcomer
from api.actions.work import text_of
from api.front.problems import Refused
from api.parts import ApiParts
from domain.access import Role
from store import audit
from store.access import codes, newcomers
from store.access.codes import OneTimeCode
from store.access.principals import act_for
from store.audit import Deed
from store.database import act_as, credential_transaction
from store.ids import fresh
from store.tenancy import organisations, users
from store.tenancy.users import Membership, User


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link turned out to be. has_password: its owner signs in as ever; the link only lets them into the organisation."""

    organisation: str
    has_password: bool


async def look_at_link(parts: ApiParts, purpose: str, token: str) -> Opened:
    """Without using it: programs that look at mail open links too. Raises Refused `link.dead`."""
    hashed, now = link_hash(parts, token), parts.clock()
    async with credential_transaction(parts.app, hashed) as connection:
        found = await codes.by_hash(connection, hashed, purpose, now)
        user = await _user(connection, found)
        if found is None or user is None:
            raise Refused("link.dead", status=409)
        await act_for(connection, (found.organisation_id,))
        organisation = await organisations.find(connection, found.organisation_id)
        return Opened(organisation.name if organisation else "", bool(user.password_hash))


async def use_link(parts: ApiParts, purpose: str, token: str, visitor: Visitor) -> str | None:
    """The token of a new session, or None when its owner has a password and has to sign in. Raises Refused `link.dead`."""
    hashed, now = link_hash(parts, token), parts.clock()
    async with credential_transaction(parts.app, hashed) as connection:
        found = await codes.by_hash(connection, hashed, purpose, now)
        user = await _user(connection, found)
        if found is None or user is None or not await codes.use(connection, found.id, now):
            raise Refused("link.dead", status=409)
        await users.validate(connection, user.id, now)
        await act_for(connection, (found.organisation_id,))
        await _let_in(parts, connection, user, found)
        deed = Deed(fresh("aud"), now, user.id, found.organisation_id, f"{purpose}.accept", found.id)
        await audit.append(connection, found.organisation_id, [deed])
        return None if user.password_hash else await open_session(parts, connection, user.id, visitor)


async def _user(connection: AsyncConnection, found: OneTimeCode | None) -> User | None:
    if found is None or not found.user_id:
        return None
    await act_as(connection, found.user_id)
    return await users.find(connection, found.user_id)


async def _let_in(parts: ApiParts, connection: AsyncConnection, user: User, found: OneTimeCode) -> None:
    if not found.subject.startswith(ROLE_SUBJECT):
        await newcomers.connect_person(connection, found.subject, found.organisation_id, user.id)
        return
    role, manager = Role(found.subject.removeprefix(ROLE_SUBJECT)), found.purpose == "welcome"
    await users.join(connection, Membership(user.id, found.organisation_id, role, parts.clock(), manager))
    if manager:
        await list_in_call_plan(parts, connection, user, found.organisation_id)
    else:
        home = await parts.envelope.box(user.home_id)
        name = text_of(home, "users", "name_sealed", user.id, user.name_sealed)
        await tell_of_newcomer(connection, await parts.envelope.box(found.organisation_id), name, role, parts.clock())
