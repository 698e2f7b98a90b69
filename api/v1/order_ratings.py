"""Rating a completed order."""

from pydantic import ConfigDict, Field

from api.actions.orders import order_ratings, orders
from api.calls import Here
from api.front.bodies import Body
from api.front.routes import Router
from api.orders.views import RatingView
from domain.access import Action

router = Router(prefix="/v1", tag="Port orders")


class RatingBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"stars": 5, "text": "It all went as you said."}]})

    stars: int = Field(ge=1, le=5, description="From 1, bad, to 5, good.")
    text: str = Field("", max_length=1000)


@router.post("/port-orders/{order_id}/rating", allow=Action.ORDER_RATE, status_code=201, response_model=RatingView, summary="Rate an order")
async def rate_order(order_id: str, asked: RatingBody, call: Here) -> RatingView:
    """Say how a completed order went, once. Our staff read it; it is kept as long as the order."""
    async with call.work() as work:
        row = await orders.find(work, order_id)
        return call.keep(RatingView.of(await order_ratings.rate(work, row, asked.stars, asked.text)))
