"""The mailbox of rehearsal organisations in the console."""

from starlette.responses import Response

from api.actions import mailbox
from api.calls import Here
from api.routes import Router
from domain.access import Action

router = Router(page=True)


@router.get("/mailbox", allow=Action.MAILBOX_READ)
async def mailbox_page(call: Here, order_id: str = "") -> Response:
    async with call.work() as work:
        found = await mailbox.letters(work, order_id)
    return await call.page("mailbox/list.html", letters=found, order_id=order_id)


@router.get("/mailbox/{delivery_id}", allow=Action.MAILBOX_READ)
async def letter_page(delivery_id: str, call: Here) -> Response:
    """The text of the message; its HTML would bring styles and links of its own into our page."""
    async with call.work() as work:
        return await call.page("mailbox/letter.html", letter=await mailbox.letter(work, delivery_id))
