"""Terms of service, read by everybody and accepted by the customer."""

from starlette.responses import Response

from api.actions.settings import terms
from api.calls import Here
from api.front.routes import Router
from domain.access import Action

router = Router(page=True)


@router.get("/terms", allow=Action.TERMS_READ)
async def terms_page(call: Here) -> Response:
    async with call.work() as work:
        found = await terms.read_terms(work)
    return await call.page("terms.html", terms=found)


@router.post("/terms", allow=Action.TERMS_ACCEPT)
async def terms_accepted(call: Here) -> Response:
    async with call.work() as work:
        await terms.accept_terms(work, (await call.form()).get("version", ""))
    return call.see_other("/terms")
