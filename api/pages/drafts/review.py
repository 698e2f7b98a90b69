"""The last step of a draft: everything at a glance; and asking our staff to look at papers that no machine can judge."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.call_plan import locations
from api.actions.call_plan.locations import LocationShown
from api.actions.drafts import preflight, reviews
from api.actions.drafts.declarations import DECLARATIONS
from api.actions.drafts.drafts import DraftInHand
from api.actions.work import Work
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.drafts.people import spread
from api.pages.drafts.steps import judged, step_page
from api.pages.forms import Troubled, tried
from domain.access import Action

router = Router(page=True)


async def review_step(
    call: Call,
    order_id: str,
    status: int = 200,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    asked: bool = False,
) -> Response:
    async with call.work() as work:
        study = await preflight.study(work, order_id)
        place = await _place(work, study.found)
    draft = judged(call, study, await preflight.heard(call.parts, call.work, study.look))
    return await step_page(
        call, order_id, "review", status, typed=typed, errors=errors, draft=draft, declarations=DECLARATIONS, asked=asked, place=place,
        spread=spread(draft.found),
    )  # fmt: skip


async def _place(work: Work, found: DraftInHand) -> LocationShown | None:
    """Where the numbers will live, for readers who may know."""
    known = work.principal.may_at(Action.LOCATION_READ, found.organisation_id)
    return await locations.read_location(work, found.request.location_id) if known and found.request.location_id else None


@router.get("/orders/{order_id}/draft/review", allow=Action.DRAFT_READ)
async def review_page(order_id: str, call: Here) -> Response:
    return await review_step(call, order_id)


@router.post("/orders/{order_id}/draft/ask-staff", allow=Action.ORDER_SUBMIT)
async def review_asked(order_id: str, call: Here) -> Response:
    try:
        await tried(call.words, {}, lambda: _ask(call, order_id))
    except Troubled as trouble:
        return await review_step(call, order_id, 422, errors=trouble.errors)
    return await review_step(call, order_id, asked=True)


async def _ask(call: Call, order_id: str) -> None:
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(call.parts, seen)
    async with call.work() as work:
        await reviews.ask(work, order_id, said)
