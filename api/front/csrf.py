"""Did this change come from our own page? Origin, fetch metadata, and a token bound to the session (or, before sign-in, to the visit)."""

import hmac
from hashlib import sha256

from starlette.requests import Request

from api.front.principals import Principal
from api.front.problems import Problem, ProblemKind
from api.parts import ApiParts

FIELD = "csrf"
HEADER = "X-CSRF-Token"
# More than the boxes of the longest list of numbers.
FORM_FIELDS = 700
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def visit_cookie(parts: ApiParts) -> str:
    return "__Host-portwright-visit" if parts.settings.https else "portwright-visit"


def form_token(parts: ApiParts, principal: Principal | None, visit: str) -> str:
    """What a form of this session, or of this visit before sign-in, carries."""
    bound_to = f"session:{principal.session.csrf}" if principal and principal.session else f"visit:{visit}"
    return hmac.new(parts.settings.csrf_secret.encode(), bound_to.encode(), sha256).hexdigest()


async def require_own_form(parts: ApiParts, request: Request, principal: Principal | None) -> None:
    """Raises Problem FORGED. Nothing to check for a bearer token, which no browser sends by itself."""
    if request.method not in UNSAFE or (principal and principal.token_id):
        return
    _require_own_origin(parts, request)
    visit = request.cookies.get(visit_cookie(parts), "")
    if not (principal or visit):
        raise Problem(ProblemKind.FORGED)
    sent = request.headers.get(HEADER) or await _from_form(request)
    if not hmac.compare_digest(sent.encode(), form_token(parts, principal, visit).encode()):
        raise Problem(ProblemKind.FORGED)


def _require_own_origin(parts: ApiParts, request: Request) -> None:
    site, origin = request.headers.get("sec-fetch-site", "same-origin"), request.headers.get("origin", parts.settings.origin)
    if site not in {"same-origin", "none"} or origin != parts.settings.origin:
        raise Problem(ProblemKind.FORGED)


async def _from_form(request: Request) -> str:
    if not request.headers.get("content-type", "").startswith(_FORMS):
        return ""
    sent = (await request.form(max_files=4, max_fields=FORM_FIELDS)).get(FIELD, "")
    return sent if isinstance(sent, str) else ""
