"""One order in the console: as it goes, and cancelling it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from api.actions.orders import order_changes, order_comments, orders
from api.actions.orders.order_changes import Why
from api.actions.orders.orders import OrderSeen
from api.calls import Call, Here
from api.commanding import carry_out
from api.front.routes import Router
from api.orders.timeline import line
from api.orders.views import ActionView, NumberView, OrderSummary, OrderView, TimelineView, actions_of
from api.pages.forms import Troubled, tried
from api.pages.orders.tones import TONES
from api.refusals.doors import explained
from api.v1.order_commands import Cancellation
from domain.access import Action
from domain.porting.commands import CommandRefused
from store.orders import commands
from words.timeline import FACTS
from words.translation import Words

router = Router(page=True)
Kind = tuple[object, ...]
# What a stream of events may be named: a browser listens to names one by one.
_EVENTS = " ".join((*FACTS, "comment", "end"))


@dataclass(frozen=True, slots=True)
class NumbersShown:
    """rows: each number as it is read, and of what kind it is. kinds: one number of each; what is said of it holds for all of its kind.

    moved: how many have.
    """

    rows: Sequence[tuple[str, Kind]]
    kinds: Mapping[Kind, NumberView]
    moved: int

    @classmethod
    def of(cls, numbers: Sequence[NumberView], words: Words) -> "NumbersShown":
        rows: list[tuple[str, Kind]] = []
        kinds: dict[Kind, NumberView] = {}
        for each in numbers:
            kind = (each.state, each.failure_code, each.n, each.activated_at)
            kinds.setdefault(kind, each)
            rows.append((words.number(each.number), kind))
        return cls(rows, kinds, sum(each.activated_at is not None for each in numbers))


@router.get("/orders/{order_id}", allow=Action.ORDER_READ)
async def order_page(order_id: str, call: Here, asked: str = "") -> Response:
    """asked: a command just given, to say what became of it."""
    return await show_order(call, order_id, asked)


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


async def show_order(
    call: Call, order_id: str, asked: str = "", *, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    """errors, typed: of the form for comments."""
    async with call.work(Action.ORDER_READ) as work:
        seen = await orders.read(work, order_id)
        if not seen.submitted:
            return call.see_other(f"/orders/{order_id}/draft")
        order = OrderView.seen_by(call.principal, seen, await orders.papers(work, seen), call.words)
        given = await commands.find(work.connection, asked, work.tenants) if asked else None
        comments = await order_comments.listed(work, seen.row)
    staff = call.principal.is_staff_for(Action.ORDER_READ)
    return await call.page(
        "orders/order.html",
        422 if errors else 200,
        order=order,
        numbers=NumbersShown.of(order.numbers, call.words),
        lines=[TimelineView.of(line(told, call.words, seen.zone, staff=staff)) for told in reversed(seen.told)],
        given=given,
        comments=comments,
        until=_until(order),
        events=_EVENTS,
        tones=TONES,
        staff=staff,
        many=len(order.carrier_orders) > 1,
        typed=typed or {},
        errors=errors or {},
    )


def _until(order: OrderView) -> datetime | None:
    """When whoever's turn it is must have acted: a customer's deadline, else when waiting itself becomes news."""
    deadlines = [problem.deadline for problem in order.problems if problem.deadline]
    return min(deadlines) if deadlines else order.wait_until


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
