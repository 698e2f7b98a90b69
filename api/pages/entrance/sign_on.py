"""The way in through an organisation's own provider: find it, go there, come back."""

from starlette.responses import RedirectResponse, Response

from api.actions.addresses import email_address
from api.actions.entrance import sign_on
from api.actions.entrance.sign_on import Return
from api.calls import Call, Here
from api.front.limits import SIGN_IN_PER_CLIENT, hidden, require_below
from api.front.local_paths import local_path
from api.front.routes import Router
from api.pages.forms import Troubled, tried

router = Router(page=True)


@router.get("/sign-in/with", public=True)
async def doors_page(call: Here) -> Response:
    return await call.page("entrance/doors.html", doors=None, following=_next(call))


@router.post("/sign-in/with", public=True)
async def doors_found(call: Here) -> Response:
    """Answers by the address's domain alone, so it tells nothing about who has an account."""
    typed = await call.form()
    await _require_few(call)
    following = local_path(typed.get("next", ""))
    try:
        found = await tried(call.words, typed, lambda: _doors(call, typed.get("email", "")))
    except Troubled as trouble:
        return await call.page("entrance/doors.html", 422, doors=None, typed=typed, errors=trouble.errors, following=following)
    return await call.page("entrance/doors.html", doors=found, typed=typed, following=following)


@router.get("/sign-in/with/{slug}", public=True)
async def door_page(slug: str, call: Here) -> Response:
    return await call.page("entrance/door.html", door=await sign_on.door(call.parts, slug), following=_next(call))


@router.get("/sign-in/with/{slug}/begin", public=True)
async def begun(slug: str, call: Here) -> Response:
    """Reached by a link: the content security policy lets no form lead to another host."""
    await _require_few(call)
    try:
        where = await tried(call.words, {}, lambda: sign_on.begin(call.parts, slug, call.cookies.visit, _next(call)))
    except Troubled as trouble:
        return await _refused(call, slug, trouble)
    return RedirectResponse(where, 303)


@router.get("/sign-in/with/{slug}/done", public=True)
async def came_back(slug: str, call: Here) -> Response:
    await _require_few(call)
    sent = call.request.query_params
    state, code, issuer, error = (sent.get(name, "")[:8_000] for name in ("state", "code", "iss", "error"))
    came = Return(slug, call.cookies.visit, state, code, issuer, error)
    try:
        entered = await tried(call.words, {}, lambda: sign_on.finish(call.parts, came, call.visitor))
    except Troubled as trouble:
        return await _refused(call, slug, trouble)
    call.cookies.sign_in(entered.token)
    return call.see_other(local_path(entered.back) or "/")


async def _doors(call: Call, email: str) -> tuple[sign_on.Door, ...]:
    return await sign_on.doors_for(call.parts, email_address(email))


async def _refused(call: Call, slug: str, trouble: Troubled) -> Response:
    door = await sign_on.door(call.parts, slug)
    return await call.page("entrance/door.html", 422, door=door, following="", errors=trouble.errors)


async def _require_few(call: Call) -> None:
    await require_below(call.parts, (f"sign-in-from/{hidden(call.parts, call.client)}", SIGN_IN_PER_CLIENT))


def _next(call: Call) -> str:
    """The page that was asked for before."""
    return local_path(call.request.query_params.get("next", ""))
