"""Where carriers' webhooks arrive."""

from pydantic import BaseModel, Field

from api.actions.desk import notices
from api.calls import Here
from api.front.routes import Router

router = Router(prefix="/v1", tag="Carriers")


class TakenIn(BaseModel):
    notices: int = Field(description="How many the delivery held; kept before or not.", examples=[1])


@router.post(
    "/carriers/{carrier}/notices",
    public=True,
    by_machine=True,
    status_code=202,
    response_model=TakenIn,
    summary="Deliver a carrier's webhook",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}, "example": {"notices": []}}}}
    },
)
async def take_in_notices(carrier: str, call: Here) -> TakenIn:
    """For carriers only: a delivery counts by its signature over the bytes as sent. Delivered twice, it is kept once.

    A signature that does not hold is answered with 401, and nothing is stored.
    """
    return TakenIn(notices=await notices.take_in(call.parts, carrier, call.request.headers, await call.request.body()))
