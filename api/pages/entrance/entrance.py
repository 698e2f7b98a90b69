"""The way in: sign up, enter the code, sign in, choose a password, sign out."""

from collections.abc import Mapping
from typing import Literal

from starlette.responses import Response

from api.actions.addresses import email_address
from api.actions.entrance import sessions
from api.actions.entrance.newcomers import Newcomer
from api.actions.entrance.sign_in import choose_password, sign_in
from api.actions.entrance.sign_up import SignUp, enter_code, sign_up
from api.actions.home.tenants import NewTenant
from api.calls import Call, Here
from api.front.bodies import Body, Email, Name
from api.front.limits import MAIL_PER_ADDRESS, SIGN_IN_PER_ADDRESS, SIGN_IN_PER_CLIENT, hidden, require_below
from api.front.local_paths import local_path
from api.front.routes import Router
from api.pages.forms import Troubled, tried
from api.pages.zones import zone_options
from words.translation import spoken

router = Router(page=True)


class SignUpForm(Body):
    organisation: Name
    first_name: Name
    last_name: Name
    email: Email
    standing: Literal["trial", "paid"]
    time_zone: Name


@router.get("/sign-up", public=True)
async def sign_up_page(call: Here) -> Response:
    return await call.page("entrance/sign_up.html", zones=zone_options())


@router.post("/sign-up", public=True)
async def sign_up_sent(call: Here) -> Response:
    typed = await call.form()
    try:
        await tried(call.words, typed, lambda: _sign_up(call, typed))
    except Troubled as trouble:
        return await call.page("entrance/sign_up.html", 422, typed=typed, errors=trouble.errors, zones=zone_options())
    return await call.page("entrance/code.html", typed={"email": typed.get("email", "")}, sent=True)


@router.get("/activate", public=True)
async def code_page(call: Here) -> Response:
    return await call.page("entrance/code.html", sent=False)


@router.post("/activate", public=True)
async def code_sent(call: Here) -> Response:
    typed = await call.form()
    try:
        token = await tried(call.words, typed, lambda: _enter(call, typed))
    except Troubled as trouble:
        return await call.page("entrance/code.html", 422, typed={"email": typed.get("email", "")}, errors=trouble.errors, sent=False)
    call.cookies.sign_in(token)
    return call.see_other("/password")


@router.get("/sign-in", public=True)
async def sign_in_page(call: Here, next: str = "") -> Response:
    """next: where to go from there, when it is a page of ours."""
    return await call.page("entrance/sign_in.html", next=local_path(next))


@router.post("/sign-in", public=True)
async def sign_in_sent(call: Here) -> Response:
    typed = await call.form()
    try:
        token = await tried(call.words, typed, lambda: _sign_in(call, typed))
    except Troubled as trouble:
        email, following = typed.get("email", ""), local_path(typed.get("next", ""))
        return await call.page("entrance/sign_in.html", 422, typed={"email": email}, errors=trouble.errors, next=following)
    call.cookies.sign_in(token)
    return call.see_other(local_path(typed.get("next", "")) or "/")


@router.get("/password", signed_in=True, before_password=True)
async def password_page(call: Here) -> Response:
    return await call.page("entrance/password.html", first=call.principal.must_set_password)


@router.post("/password", signed_in=True, before_password=True)
async def password_sent(call: Here) -> Response:
    typed = await call.form()
    try:
        token = await tried(call.words, typed, lambda: _choose(call, typed))
    except Troubled as trouble:
        return await call.page("entrance/password.html", 422, errors=trouble.errors, first=call.principal.must_set_password)
    call.cookies.sign_in(token)
    return call.see_other("/")


@router.post("/sign-out", signed_in=True, before_password=True)
async def sign_out(call: Here) -> Response:
    async with call.own_work() as work:
        await sessions.close_session(work)
    call.cookies.sign_out()
    return call.see_other("/sign-in")


async def _sign_up(call: Call, typed: Mapping[str, str]) -> None:
    asked = SignUpForm.model_validate(typed)
    email = email_address(asked.email)
    await require_below(call.parts, (f"mail/{hidden(call.parts, email)}", MAIL_PER_ADDRESS))
    language = spoken([call.words.language])
    tenant = NewTenant(asked.organisation, asked.standing, call.parts.settings.rehearsal_sign_up, language, asked.time_zone)
    await sign_up(call.parts, SignUp(Newcomer(asked.first_name, asked.last_name, email), tenant))


async def _enter(call: Call, typed: Mapping[str, str]) -> str:
    email = email_address(typed.get("email", ""))
    await require_few_tries(call, email)
    return await enter_code(call.parts, email, "".join(typed.get("code", "").split())[:20], call.visitor)


async def _sign_in(call: Call, typed: Mapping[str, str]) -> str:
    email = email_address(typed.get("email", ""))
    await require_few_tries(call, email)
    return await sign_in(call.parts, email, typed.get("password", ""), call.visitor)


async def _choose(call: Call, typed: Mapping[str, str]) -> str:
    async with call.own_work() as work:
        return await choose_password(work, typed.get("old", ""), typed.get("new", ""), typed.get("again", ""), call.visitor)


async def require_few_tries(call: Call, email: str) -> None:
    """Raises Problem TOO_MANY when codes or passwords of an account are being guessed."""
    target, client = hidden(call.parts, email), hidden(call.parts, call.client)
    await require_below(call.parts, (f"sign-in/{target}", SIGN_IN_PER_ADDRESS), (f"sign-in-from/{client}", SIGN_IN_PER_CLIENT))
