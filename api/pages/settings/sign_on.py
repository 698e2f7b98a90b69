"""The organisation's own identity provider: set, tried, demanded, taken away."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.entrance.sign_on import redirect_uri
from api.actions.settings import sign_on_settings
from api.actions.settings.sign_on_settings import Wished
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.forms import answered
from api.pages.settings.settings import just_saved
from domain.access import Action
from store.access.sign_on import SignOn

router = Router(page=True)


@router.get("/settings/sign-on", allow=Action.SIGN_ON_WRITE)
async def sign_on_page(call: Here) -> Response:
    return await _page(call)


@router.post("/settings/sign-on", allow=Action.SIGN_ON_WRITE)
async def sign_on_saved(call: Here) -> Response:
    return await answered(
        call, lambda typed: _save(call, typed), lambda typed, wrong: _page(call, 422, typed, wrong), "/settings/sign-on?saved=yes"
    )


@router.post("/settings/sign-on/removal", allow=Action.SIGN_ON_WRITE)
async def sign_on_removed(call: Here) -> Response:
    async with call.work() as work:
        await sign_on_settings.remove(work)
    return call.see_other("/settings/sign-on?saved=yes")


async def _page(call: Call, status: int = 200, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None) -> Response:
    async with call.work(Action.SIGN_ON_WRITE) as work:
        row, people = await sign_on_settings.read(work)
    shown = _typed(row) if typed is None else typed
    facts = {"row": row, "people": people, "redirect": redirect_uri(call.parts, row.slug) if row else "", "fresh": just_saved(call)}
    facts |= {"base": redirect_uri(call.parts, "…")}
    return await call.page("settings/sign_on.html", status, **facts, typed=shown, errors=errors or {})


def _typed(row: SignOn | None) -> dict[str, str]:
    if row is None:
        return {"enabled": "yes", "demanded": "nobody"}
    known = {"slug": row.slug, "issuer": row.issuer, "client_id": row.client_id, "domains": ", ".join(row.domains)}
    return known | {"demanded": row.demanded} | ({"enabled": "yes"} if row.enabled else {})


async def _save(call: Call, typed: Mapping[str, str]) -> None:
    domains = typed.get("domains", "").replace("\n", ",").split(",")
    wished = Wished(
        slug=typed.get("slug", "").lower(),
        issuer=typed.get("issuer", ""),
        client_id=typed.get("client_id", ""),
        client_secret=typed.get("client_secret", "")[:1_000],
        domains=domains,
        demanded=typed.get("demanded", ""),
        enabled=typed.get("enabled") == "yes",
    )
    async with call.work() as work:
        await sign_on_settings.save(work, wished)
