"""Asking support for another date, in the console."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.drafts.foc_windows import windows_for
from api.actions.orders import date_requests, orders
from api.actions.orders.order_changes import part_of
from api.actions.orders.order_decisions import dating
from api.calls import Call, Here
from api.front.routes import Router
from api.orders.views import ActionView
from api.orders.words import decision_told
from api.pages.forms import Troubled, tried
from api.v1.date_requests import DateRequest, ask_support
from domain.access import Action

router = Router(page=True)


@router.get("/orders/{order_id}/parts/{n}/another-date", allow=Action.ORDER_COMMENT)
async def date_wanted_page(order_id: str, n: int, call: Here) -> Response:
    return await _shown(call, order_id, n)


@router.post("/orders/{order_id}/parts/{n}/another-date", allow=Action.ORDER_COMMENT)
async def date_wanted(order_id: str, n: int, call: Here) -> Response:
    typed = await call.form()
    try:
        await tried(call.words, typed, lambda: _ask(call, order_id, n, typed))
    except Troubled as trouble:
        return await _shown(call, order_id, n, trouble.errors, typed)
    return call.see_other(f"/orders/{order_id}#do")


async def _ask(call: Call, order_id: str, n: int, typed: Mapping[str, str]) -> None:
    sent = {name: typed[name] for name in ("requested_foc", "reason") if name in typed}
    await ask_support(call, order_id, n, DateRequest.model_validate({**sent, "confirmed": "confirmed" in typed}))


async def _shown(
    call: Call, order_id: str, n: int, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    async with call.work() as work:
        offered = await windows_for(work, order_id, n)
    windows = await offered.windows(call.parts)
    async with call.work() as work:
        seen = await orders.read(work, order_id)
    port = part_of(seen, n)
    decision = dating(seen, port)
    warned = decision_told(decision, call.words, seen.zone) if decision.allowed else None
    return await call.page(
        "orders/date.html",
        422 if errors else 200,
        order_id=order_id,
        n=n,
        zone=seen.zone,
        foc=port.foc,
        view=ActionView.of("ask_date", decision, call.words, seen.zone, n),
        days=[(day.isoformat(), call.words.day(day)) for day in date_requests.possible(seen, n, windows)],
        warning=f"{warned.wrong} {warned.remedy}" if warned else "",
        typed=typed or {},
        errors=errors or {},
    )
