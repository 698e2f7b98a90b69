"""A forgotten password: ask for a code, then enter it with a new password."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.addresses import email_address
from api.actions.entrance.forgotten import mail_reset_code, reset_password
from api.calls import Call, Here
from api.front.limits import MAIL_PER_ADDRESS, hidden, require_below
from api.front.routes import Router
from api.pages.entrance.entrance import require_few_tries
from api.pages.forms import Troubled, tried

router = Router(page=True)


@router.get("/forgotten", public=True)
async def forgotten_page(call: Here) -> Response:
    return await call.page("entrance/forgotten.html")


@router.post("/forgotten", public=True)
async def code_asked(call: Here) -> Response:
    typed = await call.form()
    try:
        await tried(call.words, typed, lambda: _mail(call, typed))
    except Troubled as trouble:
        return await call.page("entrance/forgotten.html", 422, typed=typed, errors=trouble.errors)
    return await call.page("entrance/reset.html", typed={"email": typed.get("email", "")}, sent=True)


@router.get("/reset", public=True)
async def reset_page(call: Here) -> Response:
    return await call.page("entrance/reset.html", sent=False)


@router.post("/reset", public=True)
async def password_reset(call: Here) -> Response:
    typed = await call.form()
    try:
        token = await tried(call.words, typed, lambda: _reset(call, typed))
    except Troubled as trouble:
        kept = {name: typed.get(name, "") for name in ("email", "code")}
        return await call.page("entrance/reset.html", 422, typed=kept, errors=trouble.errors, sent=False)
    call.cookies.sign_in(token)
    return call.see_other("/")


async def _mail(call: Call, typed: Mapping[str, str]) -> None:
    email = email_address(typed.get("email", ""))
    await require_below(call.parts, (f"mail/{hidden(call.parts, email)}", MAIL_PER_ADDRESS))
    await mail_reset_code(call.parts, email)


async def _reset(call: Call, typed: Mapping[str, str]) -> str:
    email = email_address(typed.get("email", ""))
    await require_few_tries(call, email)
    code = "".join(typed.get("code", "").split())[:20]
    return await reset_password(call.parts, email, code, typed.get("new", ""), typed.get("again", ""), call.visitor)
