"""The start of the console, switching between organisations, and the caller's account."""

from starlette.responses import Response

from api.actions import organisations, sessions
from api.calls import Here
from api.cursors import Cursor
from api.problems import not_found
from api.routes import Router
from domain.access import Action

router = Router(page=True)
_PAGE = 50


@router.get("/", signed_in=True)
async def home(call: Here) -> Response:
    return await call.page("home.html")


@router.get("/organisations", allow=Action.ORGANISATION_READ)
async def organisations_page(call: Here, cursor: Cursor = "") -> Response:
    (after,) = call.cursors.read("organisations", cursor)
    async with call.everywhere() as work:
        found = await organisations.list_organisations(work, after, _PAGE + 1)
    shown, more = call.cursors.page("organisations", found, _PAGE, lambda one: (one.id,))
    return await call.page("organisations.html", organisations=shown, more=more)


@router.post("/organisations/{organisation_id}/act", allow=Action.ORGANISATION_READ)
async def act_for(organisation_id: str, call: Here) -> Response:
    """From here on the console shows this organisation."""
    async with call.everywhere() as work:
        await organisations.read_organisation(work, organisation_id)
    if call.principal.choosing(organisation_id) is None:
        raise not_found()
    call.cookies.act_for(organisation_id)
    return call.see_other("/")


@router.get("/account", signed_in=True)
async def account_page(call: Here) -> Response:
    async with call.own_work() as work:
        found = await sessions.list_sessions(work)
    return await call.page("account.html", sessions=found)


@router.post("/account/sessions/{session_id}", signed_in=True)
async def revoke_session(session_id: str, call: Here) -> Response:
    async with call.own_work() as work:
        await sessions.revoke_session(work, session_id)
    return call.see_other("/account")
