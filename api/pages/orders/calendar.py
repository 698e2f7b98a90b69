"""The calendar of confirmed dates: its address, made and revoked on a page, and what calendars read there."""

import hashlib
from datetime import timedelta

from starlette.responses import Response

from api.actions.orders import calendar_feeds
from api.calls import Call, Here
from api.front.limits import Limit, require_below
from api.front.routes import Router
from api.front.rules import Tenancy
from api.orders.calendar import calendar
from domain.access import Action
from words.translation import Words

router = Router(page=True)
_PER_ADDRESS = Limit(60, timedelta(hours=1))
_HEADERS = {
    "Cache-Control": "private, max-age=900",
    "Content-Disposition": 'inline; filename="portwright.ics"',
    "X-Robots-Tag": "noindex",
}


@router.get("/orders/calendar", allow=Action.ORDER_READ)
async def calendar_page(call: Here) -> Response:
    return await _shown(call)


@router.post("/orders/calendar", allow=Action.ORDER_READ)
async def calendar_made(call: Here) -> Response:
    """The address is shown this once."""
    async with call.work() as work:
        token = await calendar_feeds.make(work)
    return await _shown(call, f"{call.parts.settings.base_url}/calendar/{token}.ics")


@router.post("/orders/calendar/revoke", allow=Action.ORDER_READ)
async def calendar_revoked(call: Here) -> Response:
    async with call.work() as work:
        await calendar_feeds.revoke(work)
    return call.see_other("/orders/calendar")


@router.get("/calendar/{token}.ics", public=True, tenancy=Tenancy.LINK)
async def calendar_followed(token: str, call: Here) -> Response:
    await require_below(call.parts, (f"calendar/{calendar_feeds.hashed(call.parts, token).hex()[:32]}", _PER_ADDRESS))
    followed = await calendar_feeds.follow(call.parts, token)
    content = calendar(followed, call.parts.settings.base_url, Words(followed.language or "en"))
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = _HEADERS | {"ETag": tag}
    if tag in call.request.headers.get("if-none-match", "").replace("W/", "").replace(" ", "").split(","):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


async def _shown(call: Call, address: str = "") -> Response:
    async with call.work() as work:
        feed = await calendar_feeds.current(work)
    return await call.page("orders/calendar.html", feed=feed, address=address)
