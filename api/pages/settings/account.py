"""The reader's own account: name, language, time zone, and where they are signed in."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.entrance import sessions
from api.actions.settings import accounts
from api.calls import Call, Here
from api.front.bodies import Body, Name
from api.front.routes import Router
from api.pages.forms import answered
from api.pages.languages import language_options, require_language
from api.pages.settings.settings import just_saved
from api.pages.zones import reader_zone, reader_zone_options, require_reader_zone

router = Router(page=True)


class NameForm(Body):
    name: Name


@router.get("/account", signed_in=True)
async def account_page(call: Here) -> Response:
    return await _page(call)


@router.post("/account/name", signed_in=True)
async def name_changed(call: Here) -> Response:
    return await answered(
        call, lambda typed: _rename(call, typed), lambda typed, wrong: _page(call, 422, typed, wrong), "/account?saved=yes"
    )


@router.post("/account/language", signed_in=True)
async def language_chosen(call: Here) -> Response:
    return await answered(
        call, lambda typed: _speak(call, typed), lambda typed, wrong: _page(call, 422, typed, wrong), "/account?saved=yes"
    )


@router.post("/account/time-zone", signed_in=True)
async def zone_chosen(call: Here) -> Response:
    return await answered(
        call, lambda typed: _live_in(call, typed), lambda typed, wrong: _page(call, 422, typed, wrong), "/account?saved=yes"
    )


@router.post("/account/sessions/{session_id}", signed_in=True)
async def session_ended(session_id: str, call: Here) -> Response:
    async with call.own_work() as work:
        await sessions.revoke_session(work, session_id)
    return call.see_other("/account#sessions")


@router.post("/account/other-sessions", signed_in=True)
async def other_sessions_ended(call: Here) -> Response:
    async with call.own_work() as work:
        await sessions.close_others(work)
    return call.see_other("/account#sessions")


async def _page(call: Call, status: int = 200, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None) -> Response:
    async with call.own_work() as work:
        account, found = await accounts.read_account(work), await sessions.list_sessions(work)
    offered = {"languages": language_options(), "zones": reader_zone_options()}
    facts = {"account": account, "sessions": found, "zone": await reader_zone(call)} | offered
    known = {"name": account.name, "language": call.words.language, "time_zone": account.time_zone}
    return await call.page("account.html", status, **facts, typed=known | dict(typed or {}), errors=errors or {}, fresh=just_saved(call))


async def _rename(call: Call, typed: Mapping[str, str]) -> None:
    asked = NameForm.model_validate(dict(typed))
    async with call.own_work() as work:
        await accounts.rename_account(work, asked.name)


async def _speak(call: Call, typed: Mapping[str, str]) -> None:
    language = typed.get("language", "")
    require_language(language)
    async with call.own_work() as work:
        await accounts.choose_language(work, language)


async def _live_in(call: Call, typed: Mapping[str, str]) -> None:
    time_zone = typed.get("time_zone", "")
    require_reader_zone(time_zone)
    async with call.own_work() as work:
        await accounts.choose_zone(work, time_zone)
