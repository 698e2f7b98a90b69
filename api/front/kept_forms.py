"""A form is sent and its session has ended: what was typed waits, sealed, until the same person has signed in again.

A stranger who switches the language takes what they typed along.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

from api.front.authentication import identify, left_cookie, session_cookie
from api.front.csrf import FIELD, FORM_FIELDS, UNSAFE, require_own_form
from api.front.limits import Limit, hidden, require_below
from api.front.local_paths import local_path
from api.front.principals import Principal
from api.front.problems import Problem, ProblemKind
from api.front.rules import Rule
from api.front.tokens import token_hash
from api.parts import ApiParts
from store.access import kept_forms
from store.access.kept_forms import KeptForm
from store.access.sessions import Session
from store.database import credential_transaction
from store.ids import fresh
from store.tenancy import users

LASTS = timedelta(hours=1)
# Nobody is signed in any more, or somebody is again, with another session than the form's.
_OF_ANOTHER_SESSION = frozenset({ProblemKind.SIGN_IN_NEEDED, ProblemKind.FORGED})
PARAMETER = "kept"
PER_USER = Limit(20, timedelta(hours=1))
# What opens something or binds somebody is typed again.
_SECRET = frozenset(
    {FIELD, "password", "old", "new", "again", "code", "pin", "account_number", "secret", "client_secret", "token", "signature", "consent"}
)
_SIGNED = frozenset({"first_name", "last_name", "title", "document_sha256", "consent_version"})
_SEALED = ("kept_forms", "fields_sealed")


async def kept_for_later(parts: ApiParts, request: Request, rule: Rule, problem: Problem) -> Response | None:
    """The way to the sign-in page and from there back to the form, or at once back to it for who has signed in again meanwhile.

    None for whatever is no form of a session that has ended.
    """
    if problem.kind not in _OF_ANOTHER_SESSION or not rule.page or request.method not in UNSAFE:
        return None
    page = page_of(request)
    if not page or request.headers.get("sec-fetch-mode", "navigate") != "navigate":
        return None
    whose = await _ended_session(parts, request)
    if whose is None:
        return None
    if problem.kind is ProblemKind.SIGN_IN_NEEDED:
        form_id = await _keep(parts, request, whose, page)
        back = page if form_id == "" else _with(page, form_id)
        return RedirectResponse(f"/sign-in?next={quote(back, safe='')}", 303)
    who = await identify(parts, request, active=False)
    form_id = await _keep(parts, request, whose, page) if who and who.user_id == whose else ""
    return RedirectResponse(_with(page, form_id), 303) if form_id else None


async def _ended_session(parts: ApiParts, request: Request) -> str | None:
    """The user of the session under which the form was filled in, if it has ended: of itself, or because they signed out or in again."""
    for cookie in (request.cookies.get(name(parts), "") for name in (session_cookie, left_cookie)):
        hashed = token_hash(parts.settings.session_secret, "session", cookie)
        async with credential_transaction(parts.app, hashed) as connection:
            session = await kept_forms.ended_session(connection, hashed, parts.clock()) if cookie else None
        if session is not None and await _is_of(parts, request, session):
            return session.user_id
    return None


async def _is_of(parts: ApiParts, request: Request, session: Session) -> bool:
    try:
        await require_own_form(parts, request, Principal(session.user_id, (), session=session))
    except Problem:
        return False
    return True


async def kept_fields(parts: ApiParts, request: Request, who: Principal | None) -> Mapping[str, str]:
    """What the reader had typed on this very page, by field; empty for everybody else, and after an hour."""
    form_id = request.query_params.get(PARAMETER, "") if request.method == "GET" else ""
    if who is None or not form_id:
        return {}
    async with credential_transaction(parts.app, principal=who.user_id) as connection:
        form = await kept_forms.find(connection, form_id, who.user_id, parts.clock())
    if form is None or urlsplit(form.path).path != request.url.path:
        return {}
    box = await parts.envelope.box(form.organisation_id)
    fields: dict[str, str] = json.loads(box.open(*_SEALED, form.id, form.fields_sealed))
    return fields


async def _keep(parts: ApiParts, request: Request, user_id: str, page: str) -> str:
    """The id under which the fields are kept, empty when there are none."""
    fields = await _fields(request, signing=page.split("?", maxsplit=1)[0].endswith("/sign") or page.startswith("/sign/"))
    if not fields:
        return ""
    await require_below(parts, (f"kept-form/{hidden(parts, user_id)}", PER_USER))
    async with credential_transaction(parts.app, principal=user_id) as connection:
        user = await users.find(connection, user_id)
        if user is None:
            return ""
        form_id, box = fresh("kpt"), await parts.envelope.box(user.home_id)
        sealed = box.seal(*_SEALED, form_id, json.dumps(fields).encode())
        await kept_forms.keep(connection, KeptForm(form_id, user.home_id, user_id, page, sealed, parts.clock() + LASTS))
    return form_id


async def _fields(request: Request, *, signing: bool) -> dict[str, str]:
    sent = await request.form(max_files=4, max_fields=FORM_FIELDS)
    left_out = _SECRET | (_SIGNED if signing else frozenset())
    names = [name for name in sent if name not in left_out and not isinstance(sent[name], UploadFile)]
    fields = {name: ",".join(str(value) for value in sent.getlist(name)) for name in names}
    return fields if any(fields[name] for name in fields.keys() - {"version", "seen"}) else {}


def page_of(request: Request) -> str:
    """The page on which the form stands: where the browser came from, or what the form's own address shows; empty for neither.

    What a form answered is no page to come back to; then it is the page above it.
    """
    came = urlsplit(request.headers.get("referer", ""))
    own = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    above = came.path.rpartition("/")[0]
    candidates = (f"{came.path}?{came.query}" if came.query else came.path, above) if came.netloc == request.url.netloc else ()
    return next((page for page in (*candidates, own) if own_page(request, page)), "")


def own_page(request: Request, page: str) -> str:
    """The page if it is one of ours, else nothing."""
    return page if local_path(page) and _is_page(request, urlsplit(page).path) else ""


def carried(typed: Mapping[str, str]) -> dict[str, str]:
    """Of a form whose reader only wants another language: what they typed, but for what opens something or agrees to it."""
    left_out = _SECRET | {"language", "next", "document_sha256", "consent_version", "attested", "delegated"}
    return {name: value for name, value in typed.items() if value and name not in left_out}


def _is_page(request: Request, path: str) -> bool:
    asked = {"type": "http", "path": path, "method": "GET", "root_path": ""}
    found = [route for route in request.app.routes if route.matches(asked)[0] is Match.FULL]
    return bool(found) and bool(getattr(getattr(found[0], "rule", None), "page", False))


def _with(page: str, form_id: str) -> str:
    parts = urlsplit(page)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != PARAMETER]
    return f"{parts.path}?{urlencode([*query, (PARAMETER, form_id)])}"
