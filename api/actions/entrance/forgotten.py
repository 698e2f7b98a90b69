"""A new password for who forgot theirs: a code to the mailbox of the account, then the code and the password together."""

import hmac

from api.actions import letters
from api.actions.entrance.newcomers import CODE_LASTS, code_hash, issue_code, known
from api.actions.entrance.passwords import hashed, weak
from api.actions.entrance.sessions import Visitor, open_session
from api.actions.entrance.sign_in import personal, tell_changed
from api.actions.letters import Letter
from api.front.problems import Invalid, Refused
from api.parts import ApiParts
from store.access import codes, sessions
from store.database import act_as, credential_transaction, tenant_transaction
from store.tenancy import users

_PURPOSE = "reset"


async def mail_reset_code(parts: ApiParts, email: str) -> None:
    """Nothing tells whether there is such an account: where there is none with a password that opens anything, no mail is sent."""
    user = await known(parts, email)
    if user is None or user.validated_at is None or not user.password_hash:
        return
    now, box = parts.clock(), await parts.envelope.box(user.home_id)
    async with tenant_transaction(parts.app, (user.home_id,), principal=user.id) as connection:
        held = await users.standings(connection, user.id)
        if held and all(one.by_provider for one in held):
            return
        row_id, code = await issue_code(parts, connection, user.home_id, user.id, now, _PURPOSE)
        minutes = int(CODE_LASTS.total_seconds() // 60)
        letter = Letter("reset_code", f"reset/{row_id}", now, user.id, data={"valid_minutes": minutes}, private={"code": code})
        await letters.send(connection, box, letter)


async def reset_password(parts: ApiParts, email: str, code: str, new: str, again: str, visitor: Visitor) -> str:
    """The token of a new session; everywhere else the user is signed out, and told of the change.

    Raises Refused `code.failed`, the same for a wrong code and for an unknown address; Invalid for a password that will not do.
    """
    if weak(new, email):
        raise Invalid(("/new", "password.weak"))
    if new != again:
        raise Invalid(("/again", "password.differs"))
    blind, now, kept = parts.blind.of("users.email", email), parts.clock(), await hashed(new)
    token, easy = "", False
    async with credential_transaction(parts.app, blind) as connection:
        user = await users.by_email(connection, blind)
        if user is not None:
            await act_as(connection, user.id)
            tried = await codes.attempt(connection, user.id, _PURPOSE, now)
            if tried is not None and hmac.compare_digest(tried.code_hash, code_hash(parts, user.id, code)):
                easy = weak(new, *personal(user, await parts.envelope.box(user.home_id)))
                if not easy and await codes.use(connection, tried.id, now):
                    await users.set_password(connection, user.id, kept)
                    await sessions.revoke_all(connection, user.id, now)
                    token = await open_session(parts, connection, user.id, visitor)
                    await tell_changed(parts, connection, user)
    # Raised only now: the try must be counted, so its transaction commits.
    if easy:
        raise Invalid(("/new", "password.weak"))
    if not token:
        raise Refused("code.failed", status=422, pointer="/code")
    return token
