"""Pages that single-use links lead to. Reading one changes nothing: programs that look at mail open links too."""

from starlette.responses import Response

from api.actions.entrance.links import look_at_link, use_link
from api.calls import Call, Here
from api.front.routes import Router
from api.front.rules import Tenancy
from api.pages.forms import Troubled, tried

router = Router(page=True)


@router.get("/welcome/{token}", public=True, tenancy=Tenancy.LINK)
async def welcome_page(token: str, call: Here) -> Response:
    return await _look(call, "welcome", token)


@router.post("/welcome/{token}", public=True, tenancy=Tenancy.LINK)
async def welcome_used(token: str, call: Here) -> Response:
    return await _use(call, "welcome", token)


@router.get("/invitations/{token}", public=True, tenancy=Tenancy.LINK)
async def invitation_page(token: str, call: Here) -> Response:
    return await _look(call, "invitation", token)


@router.post("/invitations/{token}", public=True, tenancy=Tenancy.LINK)
async def invitation_used(token: str, call: Here) -> Response:
    return await _use(call, "invitation", token)


async def _look(call: Call, purpose: str, token: str) -> Response:
    try:
        opened = await tried(call.words, {}, lambda: look_at_link(call.parts, purpose, token))
    except Troubled as trouble:
        return await call.page("entrance/link.html", 410, errors=trouble.errors, opened=None)
    return await call.page("entrance/link.html", opened=opened)


async def _use(call: Call, purpose: str, token: str) -> Response:
    try:
        session = await tried(call.words, {}, lambda: use_link(call.parts, purpose, token, call.visitor))
    except Troubled as trouble:
        return await call.page("entrance/link.html", 410, errors=trouble.errors, opened=None)
    if session is None:
        return call.see_other("/sign-in" if call.who is None else "/")
    call.cookies.sign_in(session)
    return call.see_other("/password")
