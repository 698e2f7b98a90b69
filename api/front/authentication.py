"""Whose request is it? A session cookie or a bearer token, looked up by its hash; anything else is nobody."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request

from api.front.csrf import UNSAFE
from api.front.principals import Post, Principal
from api.front.problems import Problem, ProblemKind, not_found
from api.front.recent import RecentPrincipals
from api.front.tokens import token_hash
from api.parts import ApiParts
from domain.access import STAFF, Role, Scope
from store.access import principals, sessions, tokens
from store.access.sessions import Session
from store.database import credential_transaction
from store.tenancy import users
from store.tenancy.users import Standing

LookUp = Callable[[ApiParts, bytes], Awaitable[Principal | None]]
ORGANISATION_HEADER = "Portwright-Organisation"
ORGANISATION_COOKIE = "portwright-organisation"
LIVE_HEADER = "X-Portwright-Live"
_TOUCH_EVERY = timedelta(minutes=1)


def session_cookie(parts: ApiParts) -> str:
    """A browser takes a `__Host-` cookie over https only; the plain name is for development."""
    return "__Host-portwright" if parts.settings.https else "portwright"


def left_cookie(parts: ApiParts) -> str:
    """Of the session that this browser had before, which has ended."""
    return f"{session_cookie(parts)}-left"


async def identify(parts: ApiParts, request: Request, *, active: bool = True) -> Principal | None:
    """None when nothing was shown. active: the request counts as use of the session, and puts its idle end off.

    Reads may be answered from what was found a moment ago; what writes, and what asks again on purpose, is looked up.

    Raises Problem SIGN_IN_NEEDED for a token that does not work, NOT_FOUND for an organisation that is not theirs.
    """
    recent = parts.recent if active and request.method not in UNSAFE else None
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme:
        principal = await _recent_or(recent, parts, "api token", bearer.strip(), _by_token) if scheme.lower() == "bearer" else None
        if principal is None:
            raise Problem(ProblemKind.SIGN_IN_NEEDED, {"WWW-Authenticate": "Bearer"})
    else:
        cookie = request.cookies.get(session_cookie(parts), "")
        principal = await _recent_or(recent, parts, "session", cookie, partial(_by_session, active=active)) if cookie else None
    return principal and _choosing(principal, request)


def by_itself(request: Request) -> bool:
    """Whether a page asks, not a person: a stream, or a look at what is new. It is no use of the session."""
    streams = "text/event-stream" in request.headers.get("accept", "")
    return streams or (LIVE_HEADER in request.headers and request.method not in UNSAFE)


async def _recent_or(recent: RecentPrincipals | None, parts: ApiParts, kind: str, shown: str, look_up: LookUp) -> Principal | None:
    hashed = token_hash(parts.settings.session_secret, kind, shown)
    found = recent.find(hashed, parts.clock()) if recent is not None else None
    if found is None:
        found = await look_up(parts, hashed)
        if found is not None and recent is not None:
            recent.keep(hashed, found, parts.clock())
    return found


async def still_stands(parts: ApiParts, request: Request, before: Principal) -> bool:
    """Whether the caller is there as before, with the same roles: for an answer that goes on for minutes. Is no use of the session."""
    try:
        who = await identify(parts, request, active=False)
    except Problem:
        return False
    return who is not None and set(who.posts) == set(before.posts)


def _choosing(principal: Principal, request: Request) -> Principal:
    if named := request.headers.get(ORGANISATION_HEADER):
        chosen = principal.choosing(named)
        if chosen is None:
            raise not_found()
        return chosen
    kept = request.cookies.get(ORGANISATION_COOKIE, "") if principal.session else ""
    return (kept and principal.choosing(kept)) or principal


async def _by_token(parts: ApiParts, hashed: bytes) -> Principal | None:
    async with credential_transaction(parts.app, hashed) as connection:
        found = await tokens.by_hash(connection, hashed, parts.clock())
    if found is None:
        return None
    post = Post(found.organisation_id, Role.INTEGRATOR)
    scopes = tuple(Scope(scope) for scope in found.scopes if scope in set(Scope))
    return Principal(found.user_id, (post,), token_id=found.id, scopes=scopes)


async def _by_session(parts: ApiParts, hashed: bytes, *, active: bool) -> Principal | None:
    now = parts.clock()
    async with credential_transaction(parts.app, hashed) as connection:
        session = await sessions.enter(connection, hashed, now)
        if session is None:
            return None
        if active:
            await _touch(parts, connection, session, now)
        return await person(connection, session.user_id, session)


async def person(connection: AsyncConnection, user_id: str, session: Session | None) -> Principal | None:
    """The user with every role they have, if there is one; the user must be the transaction's principal."""
    found = await users.with_standings(connection, user_id)
    if found is None:
        return None
    user, standings = found[0], [one for one in found[1] if _reaches(session, one)]
    claims_staff = [standing.organisation_id for standing in standings if standing.role in STAFF]
    ours: tuple[str, ...] = ()
    if claims_staff:
        await principals.act_for(connection, claims_staff)
        ours = await principals.of_kind(connection, claims_staff, "staff")
    posts = (Post(standing.organisation_id, Role(standing.role)) for standing in standings)
    real = tuple(post for post in posts if post.role not in STAFF or post.organisation_id in ours)
    must_set_password = not user.password_hash and not (session and session.only_for)
    return Principal(user.id, real, user.language, user.time_zone, session=session, must_set_password=must_set_password)


def _reaches(session: Session | None, standing: Standing) -> bool:
    """A provider vouches for its own organisation only; where it is demanded, a password does not do."""
    if session is None or not session.only_for:
        return not standing.by_provider
    return standing.has_provider and standing.through == session.only_for


async def _touch(parts: ApiParts, connection: AsyncConnection, session: Session, now: datetime) -> None:
    """Put the idle end off, at most once a minute, so that reading pages does not write a row each time."""
    if now - (session.used_at or session.created_at) >= _TOUCH_EVERY:
        await sessions.touch(connection, session.token_hash, min(now + parts.settings.session_idle, session.absolute_expires_at), now)
