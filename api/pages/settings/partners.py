"""Which partners act for the organisation, and the code by which a partner is let in."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.settings import partners
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.forms import answered
from api.pages.settings.settings import just_saved
from api.pages.zones import reader_zone
from domain.access import Action

router = Router(page=True)


@router.get("/settings/partners", allow=Action.PARTNERS_READ)
async def partners_page(call: Here) -> Response:
    return await _page(call)


@router.post("/settings/partners", allow=Action.PARTNERS_WRITE)
async def partner_entrusted(call: Here) -> Response:
    return await answered(
        call, lambda typed: _entrust(call, typed), lambda typed, wrong: _page(call, 422, typed, wrong), "/settings/partners?saved=yes"
    )


@router.post("/settings/partners/{partner_id}/removal", allow=Action.PARTNERS_WRITE)
async def partner_dismissed(partner_id: str, call: Here) -> Response:
    async with call.work() as work:
        await partners.dismiss_partner(work, partner_id)
    return call.see_other("/settings/partners?saved=yes")


async def _page(call: Call, status: int = 200, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None) -> Response:
    async with call.work(Action.PARTNERS_READ) as work:
        found = await partners.list_partners(work)
    facts = {"partners": found, "zone": await reader_zone(call), "fresh": just_saved(call)}
    return await call.page("settings/partners.html", status, **facts, typed=typed or {}, errors=errors or {})


async def _entrust(call: Call, typed: Mapping[str, str]) -> None:
    async with call.work() as work:
        await partners.entrust_partner(work, "".join(typed.get("code", "").split())[:60])
