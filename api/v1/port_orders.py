"""Port orders: lists, one order, its timeline."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response, StreamingResponse

from api.actions.call_plan.people import read_number
from api.actions.orders import orders
from api.calls import Here
from api.front.bodies import Body
from api.front.cursors import Cursor, Limit, PageOf
from api.front.etags import etag
from api.front.routes import Router
from api.openapi import PROBLEM_ANSWERS
from api.orders.exports import Rows, exported
from api.orders.lists import Balls, FocFrom, FocTo, InView, ListAsked, LookFor, OfCustomer, Text, page_of_orders
from api.orders.timeline import line
from api.orders.views import OrderSummary, OrderView, TimelineView
from domain.access import Action
from domain.porting.ball import Ball
from domain.porting.order import OrderStatus
from store import facts
from store.orders.order_views import View
from store.orders.orders import OrderFilter

router = Router(prefix="/v1", tag="Port orders")
Statuses = Annotated[tuple[OrderStatus, ...], Query(max_length=20, description="One or several.")]


class OrderSearch(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"number": "303-555-0100", "limit": 25}]})

    number: str = Field("", max_length=40, description="As people type it: in the draft or in a line of the order.")
    status: list[OrderStatus] = Field([], max_length=20)
    ball: list[Ball] = Field([], max_length=5)
    location_id: str = Field("", max_length=60)
    customer_reference: str = Field("", max_length=100)
    organisation_id: str = Field("", max_length=60)
    text: str = Field("", max_length=100, description="In your reference, the losing carrier's name, or the end of an id.")
    customer: str = Field("", max_length=100, description="Part of the customer's name, where you act for several.")
    foc_from: date | None = None
    foc_to: date | None = None
    view: View = View.ALL
    cursor: str = Field("", max_length=500)
    limit: int = Field(25, ge=1, le=100)

    def filter(self) -> OrderFilter:
        number = read_number(self.number, "/number") if self.number else ""
        narrowed = self.model_dump(exclude={"number", "cursor", "limit"})
        return ListAsked(**narrowed, number=number).filter()


@router.get("/port-orders", allow=Action.ORDER_READ, response_model=PageOf[OrderSummary], summary="List port orders")
async def list_port_orders(
    call: Here,
    status: Statuses = (),
    ball: Balls = (),
    location_id: Text = "",
    customer_reference: Text = "",
    organisation_id: Text = "",
    text: LookFor = "",
    customer: OfCustomer = "",
    foc_from: FocFrom = None,
    foc_to: FocTo = None,
    view: InView = View.ALL,
    cursor: Cursor = "",
    limit: Limit = 25,
) -> PageOf[OrderSummary]:
    """Drafts and orders, the newest first (`view=moving`: the soonest first), a page at a time. Use `view=needs_you` to see what waits
    for you.

    Telephone numbers do not belong into addresses: to find the order of a number, post to `/v1/port-orders/search`.
    """
    asked = ListAsked(view, status, ball, location_id, customer_reference, organisation_id, text, "", customer, foc_from, foc_to)
    return await page_of_orders(call, asked.filter(), cursor, limit)


@router.get(
    "/port-orders.csv",
    allow=Action.ORDER_READ,
    response_class=StreamingResponse,
    response_model=None,
    summary="Export port orders",
    responses=PROBLEM_ANSWERS | {200: {"content": {"text/csv": {"example": "order_id,customer\r\n"}}}},
)
async def export_port_orders(
    call: Here,
    rows: Rows = Rows.ORDERS,
    status: Statuses = (),
    ball: Balls = (),
    location_id: Text = "",
    organisation_id: Text = "",
    text: LookFor = "",
    customer: OfCustomer = "",
    foc_from: FocFrom = None,
    foc_to: FocTo = None,
    view: InView = View.ALL,
) -> Response:
    """The list as a CSV file (UTF-8, commas, CRLF): an order a row, or with `rows=numbers` a number a row.

    Telephone numbers are eleven digits without a plus, which programs for tables keep as they are and Portwright reads again. Texts that
    such a program would take for a formula begin with an apostrophe. Moments are local to the row's `time_zone`. Longer lists than
    50,000 rows are refused: narrow them.
    """
    asked = ListAsked(view, status, ball, location_id, "", organisation_id, text, "", customer, foc_from, foc_to)
    return await exported(call, asked.filter(), rows)


@router.post("/port-orders/search", allow=Action.ORDER_READ, response_model=PageOf[OrderSummary], summary="Find port orders")
async def search_port_orders(asked: OrderSearch, call: Here) -> PageOf[OrderSummary]:
    """The same list, narrowed also to a telephone number. It changes nothing and may be asked again at will."""
    return await page_of_orders(call, asked.filter(), asked.cursor, asked.limit)


@router.get("/port-orders/{order_id}", allow=Action.ORDER_READ, response_model=OrderView, summary="Read a port order")
async def read_port_order(order_id: str, call: Here) -> OrderView:
    """How an order stands: whose turn it is and until when, each number, what is to be put right, and what may be asked of it now.

    Every action that is not possible names the rule that decided it. The ETag is the version to send with a command.
    """
    async with call.work() as work:
        seen = await orders.read(work, order_id)
        view = OrderView.seen_by(call.principal, seen, await orders.papers(work, seen), call.words)
    call.headers["ETag"] = etag(view.version)
    return view


@router.get(
    "/port-orders/{order_id}/timeline", allow=Action.ORDER_READ, response_model=PageOf[TimelineView], summary="Read an order's timeline"
)
async def read_timeline(order_id: str, call: Here, cursor: Cursor = "", limit: Limit = 50) -> PageOf[TimelineView]:
    """What happened, the oldest first. The same lines come as events from `/v1/port-orders/{order_id}/events`."""
    (after,) = call.cursors.read(f"timeline/{order_id}", cursor)
    async with call.work() as work:
        zone = await orders.zone_of(work, await orders.find(work, order_id))
        found = await facts.of_order(work.connection, order_id, work.tenants, int(after or 0))
    shown, more = call.cursors.page(f"timeline/{order_id}", found[: limit + 1], limit, lambda told: (str(told.position),))
    staff = call.principal.is_staff_for(Action.ORDER_READ)
    return PageOf(items=[TimelineView.of(line(told, call.words, zone, staff=staff)) for told in shown], next=more)
