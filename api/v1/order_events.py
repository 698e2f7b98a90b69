"""An order's progress as it happens: server-sent events."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Header
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.actions.orders import orders
from api.calls import Here
from api.front.problems import Problem, ProblemKind
from api.front.routes import Router
from api.openapi import PROBLEM_ANSWERS
from api.orders.events import SEATS, Commented, OrderFeed
from api.orders.views import TimelineView
from domain.access import Action

router = Router(prefix="/v1", tag="Port orders")
_AFTER_THE_END = 3_600_000
LastEventId = Annotated[str, Header(alias="Last-Event-ID", max_length=20, description="Of the last event that came: later ones follow.")]


async def feed_of(order_id: str, call: Here, last_event_id: LastEventId = "") -> AsyncIterator[OrderFeed]:
    """Everything that can be refused is refused before the stream begins."""
    async with call.work() as work:
        row = await orders.find(work, order_id)
        zone = await orders.zone_of(work, row)
    actor = call.principal.actor
    if not SEATS.take(actor):
        raise Problem(ProblemKind.TOO_MANY, {"Retry-After": "30"})
    try:
        yield OrderFeed(call, order_id, zone, int(last_event_id) if last_event_id.isdecimal() else 0)
    finally:
        SEATS.leave(actor)


@router.get(
    "/port-orders/{order_id}/events",
    allow=Action.ORDER_READ,
    response_class=EventSourceResponse,
    summary="Follow an order",
    responses=PROBLEM_ANSWERS | {200: {"content": {"text/event-stream": {"example": "event: foc_received\nid: 42\ndata: {}\n\n"}}}},
)
async def follow_order(feed: Annotated[OrderFeed, Depends(feed_of)]) -> AsyncIterator[ServerSentEvent]:
    """Each line of the timeline as an event named by its kind, with its position as id. Send `Last-Event-ID` to go on where you were.

    `event: comment` says that something was written, with the position of the newest comment and without an id: it comes when the stream
    begins, if there are comments, and with each new one. Read them from the order's comments.

    The stream ends by itself when the order is closed (`event: end`) and after a quarter of an hour: then open it again.
    """
    yield ServerSentEvent(comment="following", retry=3000)
    async for each in feed.news():
        if isinstance(each, Commented):
            yield ServerSentEvent(data={"position": each.position}, event="comment")
        else:
            yield ServerSentEvent(data=TimelineView.of(each), event=each.kind, id=str(each.position))
    if feed.ended:
        yield ServerSentEvent(data={"closed": True}, event="end", retry=_AFTER_THE_END)
