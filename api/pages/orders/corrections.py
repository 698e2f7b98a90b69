"""Correcting an order in the console: opening its draft again, and sending what was corrected."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.drafts import preflight
from api.actions.drafts.preflight import Blocked
from api.actions.orders import order_corrections, orders
from api.actions.orders.order_changes import Why
from api.calls import Call, Here
from api.commanding import carry_out
from api.front.routes import Router
from api.orders.views import OrderSummary
from api.orders.words import to_put_right
from api.pages.forms import Troubled, tried
from api.refusals.doors import explained
from api.v1.order_commands import Correction
from domain.access import Action
from domain.findings import Severity
from domain.porting.commands import CommandRefused
from words.findings import finding_told

router = Router(page=True)


@router.post("/orders/{order_id}/correct", allow=Action.ORDER_CORRECT)
async def opened_for_correction(order_id: str, call: Here) -> Response:
    """Open the draft again and go there."""
    seen = Correction.model_validate(await call.form()).seen
    async with call.work() as work:
        await order_corrections.reopen(work, order_id, Why(seen))
    return call.see_other(f"/orders/{order_id}/draft/review")


@router.get("/orders/{order_id}/resubmit", allow=Action.ORDER_CORRECT)
async def resubmit_page(order_id: str, call: Here) -> Response:
    return await _shown(call, order_id, {})


@router.post("/orders/{order_id}/resubmit", allow=Action.ORDER_CORRECT)
async def resubmitted(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        given = await tried(call.words, typed, lambda: _send(call, order_id, typed))
    except Troubled as trouble:
        return await _shown(call, order_id, trouble.errors)
    except CommandRefused as refused:
        why = explained(refused.code, call.words)
        return await _shown(call, order_id, {"": f"{why.wrong} {why.remedy}"})
    except Blocked as blocked:
        told = [finding_told(each, call.words) for each in blocked.findings if each.severity is Severity.BLOCKED]
        return await _shown(call, order_id, {"": call.words.gettext("The order cannot be sent yet.")}, [one.whole for one in told])
    return call.see_other(f"/orders/{order_id}?asked={given}")


async def _shown(call: Call, order_id: str, errors: Mapping[str, str], wrong: list[str] | None = None) -> Response:
    async with call.work() as work:
        seen = await orders.read(work, order_id)
    return await call.page(
        "orders/resubmit.html",
        422 if errors else 200,
        order=OrderSummary.of(seen.row, call.words),
        seen=seen.position,
        problems=[one.told.wrong for one in to_put_right(seen, call.words)],
        wrong=wrong or [],
        errors=errors,
    )


async def _send(call: Call, order_id: str, typed: Mapping[str, str]) -> str:
    why = Why(Correction.model_validate(typed).seen)
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(call.parts, seen)
    view, _ = await carry_out(call, order_id, lambda work: order_corrections.resubmit(work, order_id, said, why))
    return view.commands[0].id
