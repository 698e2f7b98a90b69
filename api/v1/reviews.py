"""Asking a person to look at what no machine can judge."""

from pydantic import BaseModel, Field

from api.actions.drafts import preflight, reviews
from api.calls import Here
from api.front.routes import Router
from domain.access import Action

router = Router(prefix="/v1", tag="Drafts of port orders")


class ReviewAskedView(BaseModel):
    order_id: str
    revision: int = Field(description="What staff let pass holds for this revision only.")
    codes: list[str] = Field(description="The findings that are looked at.")


@router.post(
    "/port-orders/{order_id}/review", allow=Action.ORDER_SUBMIT, status_code=202, response_model=ReviewAskedView, summary="Ask for a review"
)
async def ask_for_review(order_id: str, call: Here) -> ReviewAskedView:
    """For a bill that is undated or that no machine reads, or a signer whom it does not name: our staff look at the papers, and a mail
    says when they have. Refused while nothing of the order is theirs to judge."""
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(call.parts, seen)
    async with call.work() as work:
        found, codes = await reviews.ask(work, order_id, said)
        return call.keep(ReviewAskedView(order_id=order_id, revision=found.request.revision, codes=list(codes)))
