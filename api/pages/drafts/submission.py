"""Submitting a draft from its review, once however often it is pressed, and the page that says what was sent and what comes next."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.drafts import declarations, drafts, preflight, submission
from api.actions.orders import orders
from api.calls import Call, Here
from api.front.routes import Router
from api.orders.views import OrderView
from api.pages.drafts.forms import troubled
from api.pages.drafts.review import review_step
from api.pages.forms import Troubled
from domain.access import Action
from domain.policy.rulebook import rulebook
from domain.porting.draft import DraftState

router = Router(page=True)


@router.post("/orders/{order_id}/draft/review", allow=Action.ORDER_SUBMIT)
async def order_submitted(order_id: str, call: Here) -> Response:
    """Confirm what is ticked, if the reader may, then submit. Who comes second finds it done."""
    typed = await call.form()
    try:
        await troubled(call, typed, lambda: _submit(call, order_id, typed))
    except Troubled as trouble:
        if not await _sent_already(call, order_id):
            return await review_step(call, order_id, 422, typed=typed, errors=trouble.errors)
    return call.see_other(f"/orders/{order_id}/submitted" if await _sent_already(call, order_id) else f"/orders/{order_id}")


@router.get("/orders/{order_id}/submitted", allow=Action.ORDER_READ)
async def submitted_page(order_id: str, call: Here) -> Response:
    """The summary that is printed and put on file. An order that is not submitted goes on as a draft."""
    async with call.work() as work:
        seen = await orders.read(work, order_id)
        if not seen.submitted:
            return call.see_other(f"/orders/{order_id}/draft")
        order = OrderView.seen_by(call.principal, seen, await orders.papers(work, seen), call.words)
        found = await drafts.find(work, order_id)
    return await call.page("drafts/submitted.html", order=order, request=found.request, book=rulebook(found.book.version))


async def _sent_already(call: Call, order_id: str) -> bool:
    async with call.work() as work:
        found = await drafts.find(work, order_id)
    return found.draft.submitted_at is not None and found.state is DraftState.SUBMITTED


async def _submit(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    if await _sent_already(call, order_id):
        return
    if call.principal.may(Action.DECLARATIONS_ACCEPT):
        async with call.work(Action.DECLARATIONS_ACCEPT) as work:
            ticked = [name.removeprefix("declare_") for name in typed if name.startswith("declare_")]
            await declarations.declare(work, order_id, typed.get("declarations_version", ""), ticked)
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    if seen.found.draft.submitted_at is not None:
        return
    said = await preflight.hear(call.parts, seen)
    async with call.work() as work:
        await submission.submit(work, order_id, said)
