"""The buyer's way in: sign up, get a code by mail, enter it, be signed in as account manager (rule 3)."""

import hmac
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from api.actions import letters
from api.actions.entrance.newcomers import CODE_LASTS, Newcomer, code_hash, issue_code, known, new_person, new_user
from api.actions.entrance.sessions import Visitor, open_session
from api.actions.home.tenants import NewTenant, found
from api.actions.letters import Letter
from api.front.problems import Refused
from api.parts import ApiParts
from domain.access import Role
from store import audit
from store.access import codes, newcomers
from store.access.principals import act_for
from store.audit import Deed
from store.call_plan import locations, people
from store.database import act_as, credential_transaction, tenant_transaction
from store.ids import fresh
from store.tenancy import users
from store.tenancy.users import Membership, User


@dataclass(frozen=True, slots=True)
class SignUp:
    """standing: trial or paid."""

    who: Newcomer
    tenant: NewTenant


async def sign_up(parts: ApiParts, asked: SignUp) -> None:
    """Mail a code to the address. Nothing tells whether it had an account: if it had, no mail is sent.

    An address that was never confirmed gets a new code, for the organisation it named first.
    """
    user = await known(parts, asked.who.email)
    if user is not None:
        if user.validated_at is None and not user.password_hash:
            await send_code(parts, user)
        return
    try:
        await _found(parts, asked)
    except IntegrityError:
        return  # The same address was signed up in the same moment.


async def _found(parts: ApiParts, asked: SignUp) -> None:
    organisation_id, now = fresh("org"), parts.clock()
    async with tenant_transaction(parts.app, (organisation_id,)) as connection:
        founded = await found(parts, connection, organisation_id, asked.tenant, now)
        user = new_user(parts, founded.box, asked.who, asked.tenant.language, now)
        await newcomers.add_user(connection, user)
        row_id, code = await issue_code(parts, connection, organisation_id, user.id, now)
        private = {"code": code}
        minutes = int(CODE_LASTS.total_seconds() // 60)
        letter = Letter("activation_code", f"activation/{row_id}", now, user.id, data={"valid_minutes": minutes}, private=private)
        await letters.send(connection, founded.box, letter)


async def send_code(parts: ApiParts, user: User) -> None:
    """A new code in place of the one before."""
    now, box = parts.clock(), await parts.envelope.box(user.home_id)
    async with tenant_transaction(parts.app, (user.home_id,), principal=user.id) as connection:
        row_id, code = await issue_code(parts, connection, user.home_id, user.id, now)
        minutes = int(CODE_LASTS.total_seconds() // 60)
        letter = Letter("activation_code", f"activation/{row_id}", now, user.id, data={"valid_minutes": minutes}, private={"code": code})
        await letters.send(connection, box, letter)


async def enter_code(parts: ApiParts, email: str, code: str, visitor: Visitor) -> str:
    """The token of a new session. Raises Refused `code.failed`, the same for a wrong code and for an unknown address."""
    blind, now = parts.blind.of("users.email", email), parts.clock()
    token = None
    async with credential_transaction(parts.app, blind) as connection:
        user = await users.by_email(connection, blind)
        if user is not None:
            await act_as(connection, user.id)
            tried = await codes.attempt(connection, user.id, "activation", now)
            if tried is not None and hmac.compare_digest(tried.code_hash, code_hash(parts, user.id, code)):
                await codes.use(connection, tried.id, now)
                await _activate(parts, connection, user, tried.organisation_id)
                token = await open_session(parts, connection, user.id, visitor)
    # Raised only now: the try must be counted, so its transaction commits.
    if token is None:
        raise Refused("code.failed", status=422, pointer="/code")
    return token


async def _activate(parts: ApiParts, connection: AsyncConnection, user: User, organisation_id: str) -> None:
    """The address is theirs: account manager, and a person of the call plan without number, extension or licence."""
    now = parts.clock()
    await users.validate(connection, user.id, now)
    await act_for(connection, (organisation_id,))
    if any(standing.organisation_id == organisation_id for standing in await users.standings(connection, user.id)):
        return
    await users.join(connection, Membership(user.id, organisation_id, Role.CUSTOMER_ADMIN, now, account_manager=True))
    await list_in_call_plan(parts, connection, user, organisation_id)
    await audit.append(connection, organisation_id, [Deed(fresh("aud"), now, user.id, organisation_id, "account.activate", user.id)])


async def list_in_call_plan(parts: ApiParts, connection: AsyncConnection, user: User, organisation_id: str) -> None:
    """The admin is pre-listed as a person, but has still to give themself a number and an extension (rule 4)."""
    home, box = await parts.envelope.box(user.home_id), await parts.envelope.box(organisation_id)
    name = home.open("users", "name_sealed", user.id, user.name_sealed).decode()
    email = home.open("users", "email_sealed", user.id, user.email_sealed).decode()
    first = (await locations.listed(connection, organisation_id))[0]
    person = new_person(parts, box, Newcomer(name, "", email), first.id, parts.clock())
    await people.add(connection, [person])
    await newcomers.connect_person(connection, person.id, organisation_id, user.id)
