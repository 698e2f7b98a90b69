"""Comments on an order, in the console."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.orders import order_comments
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.forms import Troubled, tried
from api.pages.orders.order import show_order
from api.v1.order_comments import NewCommentBody
from domain.access import Action

router = Router(page=True)


@router.post("/orders/{order_id}/comments", allow=Action.ORDER_COMMENT)
async def commented(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        await tried(call.words, typed, lambda: _add(call, order_id, typed))
    except Troubled as trouble:
        return await show_order(call, order_id, errors=trouble.errors, typed=typed)
    return call.see_other(f"/orders/{order_id}#comments")


async def _add(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    asked = NewCommentBody(text=typed.get("text", ""), internal="internal" in typed)
    async with call.work() as work:
        await order_comments.add(work, order_id, asked.text, internal=asked.internal)
