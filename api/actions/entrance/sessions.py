"""Sessions: opened with a fresh token each time somebody proves who they are, closed on the server."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from api.actions.work import Work
from api.front.principals import Principal
from api.front.problems import not_found
from api.front.tokens import new_token, token_hash
from api.parts import ApiParts
from store.access import sessions, signed_in
from store.access.sessions import Session


@dataclass(frozen=True, slots=True)
class OpenSession:
    """id: names the session in a list and opens nothing. here: the one that asks."""

    id: str
    created_at: datetime
    used_at: datetime
    idle_expires_at: datetime
    agent: str
    here: bool


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who comes in. before: whose session the browser had until now. agent: the browser, coarsely."""

    before: Principal | None = None
    agent: str = ""


async def open_session(parts: ApiParts, connection: AsyncConnection, user_id: str, visitor: Visitor, only_for: str = "") -> str:
    """The token for the cookie. The session that the browser had before ends: a sign-in always rotates.

    only_for: the organisation whose provider vouched for the user, to which the session is bound.
    """
    token, now, settings = new_token(), parts.clock(), parts.settings
    kept = token_hash(settings.session_secret, "session", token)
    until = now + settings.session_length
    ends = min(now + settings.session_idle, until)
    await sessions.open_session(connection, Session(kept, user_id, new_token(), now, ends, until, now, visitor.agent, only_for))
    if visitor.before and visitor.before.session and visitor.before.user_id == user_id:
        await sessions.revoke(connection, visitor.before.session.token_hash, now)
    return token


async def close_session(work: Work) -> None:
    """Sign out here."""
    if work.principal.session:
        await sessions.revoke(work.connection, work.principal.session.token_hash, work.at)


async def close_others(work: Work) -> None:
    """Sign out everywhere else."""
    if work.principal.session and work.principal.session.only_for:
        for one in await list_sessions(work):
            if not one.here:
                await revoke_session(work, one.id)
    elif work.principal.session:
        await signed_in.revoke_others(work.connection, work.principal.user_id, work.principal.session.token_hash, work.at)
    else:
        await sessions.revoke_all(work.connection, work.principal.user_id, work.at)


async def list_sessions(work: Work) -> tuple[OpenSession, ...]:
    """Where the caller is signed in, newest first."""
    here = work.principal.session.token_hash if work.principal.session else b""
    found = await signed_in.listed(work.connection, work.principal.user_id, work.at)
    return tuple(_shown(one, here) for one in found if _reached(work, one))


def _shown(one: Session, here: bytes) -> OpenSession:
    used = one.used_at or one.created_at
    return OpenSession(session_id(one), one.created_at, used, one.idle_expires_at, one.agent, one.token_hash == here)


def _reached(work: Work, one: Session) -> bool:
    """Who came through an organisation's provider sees and ends only sessions that came that way."""
    mine = work.principal.session
    return not (mine and mine.only_for) or one.only_for == mine.only_for


async def revoke_session(work: Work, named: str) -> None:
    """Sign out at one place. Raises Problem NOT_FOUND."""
    for one in await signed_in.listed(work.connection, work.principal.user_id, work.at):
        if session_id(one) == named and _reached(work, one):
            await sessions.revoke(work.connection, one.token_hash, work.at)
            return
    raise not_found()


def session_id(session: Session) -> str:
    digest = hashlib.sha256(b"session id" + session.token_hash).digest()
    return f"ses_{base64.b32encode(digest).decode()[:26].lower()}"
