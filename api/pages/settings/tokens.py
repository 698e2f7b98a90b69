"""API tokens: what there are, a new one that is shown once, an end to one."""

from collections.abc import Mapping
from datetime import timedelta

from starlette.responses import Response

from api.actions.settings import api_tokens
from api.actions.settings.api_tokens import NewToken
from api.calls import Call, Here
from api.front.bodies import Body, Name
from api.front.problems import Invalid
from api.front.routes import Router
from api.pages.forms import Troubled, tried
from api.pages.settings.settings import just_saved
from api.pages.zones import reader_zone
from domain.access import Action, Scope
from words.sentence import marked

router = Router(page=True)
SCOPES = {
    Scope.ORDERS_READ: marked("Read orders, drafts and their documents."),
    Scope.ORDERS_WRITE: marked("Make, submit, correct and cancel orders."),
    Scope.NUMBERS_READ: marked("Read numbers, and check whether numbers can be ported."),
    Scope.PEOPLE_READ: marked("Read people and locations."),
    Scope.PEOPLE_WRITE: marked("Add and change people, and give them numbers."),
    Scope.WEBHOOKS_WRITE: marked("Set up webhooks and read what was sent."),
    Scope.BILLING_READ: marked("Read billing events."),
    Scope.REHEARSAL_PLAY: marked("Play carriers' answers and move the clock, in rehearsal only."),
}
DAYS = (30, 90, 180, 365)


class TokenForm(Body):
    name: Name


@router.get("/settings/tokens", allow=Action.TOKEN_READ)
async def tokens_page(call: Here) -> Response:
    return await _page(call)


@router.post("/settings/tokens", allow=Action.TOKEN_WRITE)
async def token_made(call: Here) -> Response:
    """The answer shows the token itself, so it is no redirect: reading the page again shows it no more."""
    typed = await call.form()
    try:
        made = await tried(call.words, typed, lambda: _make(call, typed))
    except Troubled as trouble:
        return await _page(call, 422, typed, trouble.errors)
    return await _page(call, made=made)


@router.post("/settings/tokens/{token_id}/revocation", allow=Action.TOKEN_WRITE)
async def token_revoked(token_id: str, call: Here) -> Response:
    async with call.work() as work:
        await api_tokens.revoke_token(work, token_id)
    return call.see_other("/settings/tokens?saved=yes")


async def _page(
    call: Call,
    status: int = 200,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    made: NewToken | None = None,
) -> Response:
    async with call.work(Action.TOKEN_READ) as work:
        found = await api_tokens.list_tokens(work)
        working = [one for one in found if api_tokens.working(one, work.at)]
    ended = [one for one in reversed(found) if one not in working][:20]
    facts = {"working": working, "ended": ended, "made": made, "scopes": SCOPES, "days": DAYS, "zone": await reader_zone(call)}
    return await call.page("settings/tokens.html", status, **facts, typed=typed or {}, errors=errors or {}, fresh=just_saved(call))


async def _make(call: Call, typed: Mapping[str, str]) -> NewToken:
    asked = TokenForm.model_validate({"name": typed.get("name", "")})
    chosen = [scope for scope in Scope if scope in typed.get("scopes", "").split(",")]
    if not chosen:
        raise Invalid(("/scopes", "token.scope"))
    days = next((one for one in DAYS if str(one) == typed.get("days")), 0)
    if not days:
        raise Invalid(("/days", "field.choice"))
    async with call.work() as work:
        return await api_tokens.add_token(work, asked.name, chosen, timedelta(days=days))
