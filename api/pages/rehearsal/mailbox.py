"""The mailbox of rehearsal organisations in the console: mails as they were sent."""

from starlette.responses import HTMLResponse, Response

from api.actions.rehearsal import mailbox
from api.calls import Here
from api.front.middleware import CSP
from api.front.routes import Router
from api.pages.zones import reader_zone
from domain.access import Action

router = Router(page=True)
# A mail brings styles of its own. It may show them in a frame that runs nothing, sends nothing and fetches nothing.
_FRAME = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'"
_AS_SENT = {"Content-Security-Policy": _FRAME, "X-Frame-Options": "SAMEORIGIN"}


@router.get("/mailbox", allow=Action.MAILBOX_READ)
async def mailbox_page(call: Here, order_id: str = "") -> Response:
    async with call.work() as work:
        found = await mailbox.letters(work, order_id)
    return await call.page("mailbox/list.html", letters=found, order_id=order_id, most=mailbox.MOST, zone=await reader_zone(call))


@router.get("/mailbox/{delivery_id}", allow=Action.MAILBOX_READ)
async def letter_page(delivery_id: str, call: Here) -> Response:
    """The text of the message, and a frame with its HTML."""
    async with call.work() as work:
        letter = await mailbox.letter(work, delivery_id)
    call.headers["Content-Security-Policy"] = f"{CSP}; frame-src 'self'"
    return await call.page("mailbox/letter.html", letter=letter, zone=await reader_zone(call))


@router.get("/mailbox/{delivery_id}/html", allow=Action.MAILBOX_READ)
async def letter_as_sent(delivery_id: str, call: Here) -> Response:
    """The HTML of the message as it was sent, for the frame of its page."""
    async with call.work() as work:
        letter = await mailbox.letter(work, delivery_id)
    return HTMLResponse(letter.html, headers=_AS_SENT)
