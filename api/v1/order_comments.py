"""Comments on orders, between customers and support."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from api.actions.orders import order_comments, orders
from api.actions.orders.order_comments import CommentShown
from api.calls import Here
from api.front.bodies import Body
from api.front.cursors import Cursor, Limit, PageOf
from api.front.routes import Router
from domain.access import Action

router = Router(prefix="/v1", tag="Port orders")


class NewCommentBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "The reception moves last, please.", "internal": False}]})

    text: str = Field(min_length=1, max_length=4000)
    internal: bool = Field(False, description="For staff only: customers do not see it.")


class CommentView(BaseModel):
    id: str = Field(examples=["cmt_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    at: datetime = Field(description="In the organisation's own time.")
    author: str = Field(description="A person's name; empty for support, and for a token.")
    by_staff: bool
    internal: bool
    text: str

    @classmethod
    def of(cls, shown: CommentShown) -> "CommentView":
        return cls(**{name: getattr(shown, name) for name in cls.model_fields})


@router.get(
    "/port-orders/{order_id}/comments", allow=Action.ORDER_READ, response_model=PageOf[CommentView], summary="List an order's comments"
)
async def list_comments(order_id: str, call: Here, cursor: Cursor = "", limit: Limit = 50) -> PageOf[CommentView]:
    """What customers and support said to each other about the order, the newest first."""
    (before,) = call.cursors.read(f"comments/{order_id}", cursor)
    async with call.work() as work:
        row = await orders.find(work, order_id)
        found = (await order_comments.listed(work, row, int(before or 0), limit + 1))[::-1]
    shown, more = call.cursors.page(f"comments/{order_id}", found, limit, lambda each: (str(each.position),))
    return PageOf(items=[CommentView.of(each) for each in shown], next=more)


@router.post(
    "/port-orders/{order_id}/comments",
    allow=Action.ORDER_COMMENT,
    status_code=201,
    response_model=CommentView,
    summary="Comment on an order",
)
async def add_comment(order_id: str, asked: NewCommentBody, call: Here) -> CommentView:
    """Say something to the other side. Support finds it on its desk; customers get a mail with a link, without what was said.

    Do not write PINs or account numbers here: they have fields of their own in the order.
    """
    async with call.work() as work:
        return call.keep(CommentView.of(await order_comments.add(work, order_id, asked.text, internal=asked.internal)))
