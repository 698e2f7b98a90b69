"""Orders in the console: the list, one order as it goes, cancelling it."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date
from starlette.responses import Response

from api.actions import locations, order_changes, orders
from api.actions.order_changes import Why
from api.actions.orders import OrderSeen
from api.calls import Call, Here
from api.commanding import carry_out
from api.cursors import Cursor, PageOf
from api.order_views import ActionView, OrderSummary, OrderView, TimelineView, actions_of
from api.pages.forms import Troubled, tried
from api.pages.order_tones import TONES
from api.refusals import explained
from api.routes import Router
from api.timeline import line
from api.v1.order_commands import Cancellation
from api.v1.port_orders import OrderSearch, page_of_orders
from domain.access import Action
from domain.porting.commands import CommandRefused
from domain.porting.order import OrderStatus
from store import commands
from store.orders import OrderFilter
from words.states import ORDER_STATUSES
from words.timeline import FACTS

router = Router(page=True)
_PAGE = 25
_FILTERS = ("status", "ball", "location_id", "customer_reference")
# What a stream of events may be named: a browser listens to names one by one.
_EVENTS = " ".join((*FACTS, "end"))


@router.get("/orders", allow=Action.ORDER_READ)
async def orders_page(
    call: Here, status: str = "", ball: str = "", location_id: str = "", customer_reference: str = "", cursor: Cursor = ""
) -> Response:
    typed = dict(zip(_FILTERS, (status, ball, location_id, customer_reference), strict=True))
    known = (OrderStatus(status),) if status in set(OrderStatus) else ()
    only = OrderFilter(known, location_id, "", customer_reference, "", (ball,) if ball else ())
    return await _list(call, await page_of_orders(call, only, cursor, _PAGE), typed)


@router.post("/orders/search", allow=Action.ORDER_READ)
async def orders_found(call: Here) -> Response:
    """By telephone number, which does not belong into an address."""
    typed = await call.form()
    try:
        page = await tried(call.words, typed, lambda: _search(call, typed))
    except Troubled as trouble:
        return await _list(call, PageOf(items=[]), typed, trouble.errors)
    return await _list(call, page, typed)


@router.get("/orders/{order_id}", allow=Action.ORDER_READ)
async def order_page(order_id: str, call: Here, asked: str = "") -> Response:
    """asked: a command just given, to say what became of it."""
    async with call.work() as work:
        seen = await orders.read(work, order_id)
        if not seen.submitted:
            return call.see_other(f"/orders/{order_id}/draft")
        order = OrderView.seen_by(call.principal, seen, await orders.papers(work, seen), call.words)
        given = await commands.find(work.connection, asked, work.tenants) if asked else None
    staff = call.principal.is_staff_for(Action.ORDER_READ)
    lines = [TimelineView.of(line(told, call.words, seen.zone, staff=staff)) for told in reversed(seen.told)]
    return await call.page(
        "orders/order.html", order=order, lines=lines, given=given, events=_EVENTS, tones=TONES, many=len(order.carrier_orders) > 1
    )


@router.get("/orders/{order_id}/cancel", allow=Action.ORDER_CANCEL)
async def cancel_page(order_id: str, call: Here) -> Response:
    return await _cancel(call, order_id)


@router.post("/orders/{order_id}/cancel", allow=Action.ORDER_CANCEL)
async def cancelled(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        given = await tried(call.words, typed, lambda: _cancelling(call, order_id, typed))
    except Troubled as trouble:
        return await _cancel(call, order_id, trouble.errors, typed)
    except CommandRefused as refused:
        why = explained(refused.code, call.words)
        return await _cancel(call, order_id, {"": f"{why.wrong} {why.remedy}"}, typed)
    return call.see_other(f"/orders/{order_id}?asked={given}")


async def _list(call: Call, page: PageOf[OrderSummary], typed: Mapping[str, str], errors: Mapping[str, str] | None = None) -> Response:
    return await call.page(
        "orders/list.html",
        422 if errors else 200,
        orders=page.items,
        more=page.next,
        typed=typed,
        errors=errors or {},
        narrowed=any(typed.values()),
        statuses=[(status.value, call.words.gettext(told)) for status, told in ORDER_STATUSES.items()],
        places=await _places(call),
        tones=TONES,
        short=lambda day: _short(call, day),
    )


def _short(call: Call, day: date) -> str:
    """'Dec 1, 2026', for tables."""
    return str(format_date(day, "medium", locale=call.words.locale))


async def _places(call: Call) -> list[tuple[str, str]]:
    """Id and name of the locations there are, where one organisation is acted for."""
    if not call.principal.acting_for(Action.LOCATION_READ):
        return []
    async with call.work(Action.LOCATION_READ) as work:
        return [(place.id, place.name) for place in await locations.list_locations(work)]


async def _search(call: Call, typed: Mapping[str, str]) -> PageOf[OrderSummary]:
    asked = OrderSearch(number=typed.get("number", ""), limit=100)
    return await page_of_orders(call, asked.filter(), "", 100)


async def _cancel(call: Call, order_id: str, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None) -> Response:
    async with call.work() as work:
        seen = await orders.read(work, order_id)
    view = _action(call, seen, "cancel")
    if view is None:
        return call.see_other(f"/orders/{order_id}/draft")
    return await call.page(
        "orders/cancel.html",
        422 if errors else 200,
        order=OrderSummary.of(seen.row, call.words),
        cancel=view,
        seen=seen.position,
        many=len(seen.parts) > 1,
        typed=typed or {},
        errors=errors or {},
    )


async def _cancelling(call: Call, order_id: str, typed: Mapping[str, str]) -> str:
    asked = Cancellation.model_validate(typed)
    why = Why(asked.seen, asked.reason, asked.remark)
    view, _ = await carry_out(call, order_id, lambda work: order_changes.cancel(work, order_id, why))
    return view.commands[0].id


def _action(call: Call, seen: OrderSeen, name: str) -> ActionView | None:
    return next((view for view in actions_of(call.principal, seen, call.words) if view.action == name), None)
