"""Rating a completed order, in the console."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.orders import order_ratings, orders
from api.calls import Call, Here
from api.front.problems import Invalid
from api.front.routes import Router
from api.pages.forms import Troubled, tried
from api.pages.orders.order import show_order
from api.v1.order_ratings import RatingBody
from domain.access import Action

router = Router(page=True)


@router.post("/orders/{order_id}/rating", allow=Action.ORDER_RATE)
async def rated(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        await tried(call.words, typed, lambda: _rate(call, order_id, typed))
    except Troubled as trouble:
        return await show_order(call, order_id, errors=trouble.errors, typed=typed)
    return call.see_other(f"/orders/{order_id}#rating")


async def _rate(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    if not typed.get("stars"):
        raise Invalid(("/stars", "field.choice"))
    asked = RatingBody.model_validate({"stars": typed.get("stars", ""), "text": typed.get("opinion", "")})
    async with call.work() as work:
        await order_ratings.rate(work, await orders.find(work, order_id), asked.stars, asked.text)
