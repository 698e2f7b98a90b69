"""One webhook in the console: what it said, each try, and sending it again."""

import json

from starlette.responses import Response

from api.actions.settings import webhooks
from api.actions.settings.webhooks import DeliveryShown
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.forms import Troubled, tried
from api.pages.settings.settings import just_saved
from api.pages.settings.webhook_words import EVENTS, TEST, TROUBLE
from api.pages.zones import reader_zone
from domain.access import Action

router = Router(page=True)


@router.get("/settings/webhook-deliveries/{webhook_delivery_id}", allow=Action.WEBHOOK_READ)
async def delivery_page(webhook_delivery_id: str, call: Here) -> Response:
    async with call.work() as work:
        shown = await webhooks.read_delivery(work, webhook_delivery_id)
    return await _page(call, shown)


@router.post("/settings/webhook-deliveries/{webhook_delivery_id}/resend", allow=Action.WEBHOOK_WRITE)
async def resent(webhook_delivery_id: str, call: Here) -> Response:
    async def act() -> DeliveryShown:
        async with call.work() as work:
            return await webhooks.resend(work, webhook_delivery_id)

    try:
        await tried(call.words, {}, act)
    except Troubled as trouble:
        async with call.work(Action.WEBHOOK_READ) as work:
            shown = await webhooks.read_delivery(work, webhook_delivery_id)
        return await _page(call, shown, trouble)
    return call.see_other(f"/settings/webhook-deliveries/{webhook_delivery_id}?saved=yes")


async def _page(call: Call, shown: DeliveryShown, trouble: Troubled | None = None) -> Response:
    return await call.page(
        "settings/webhook_delivery.html",
        422 if trouble else 200,
        one=shown.row,
        tries=shown.tries,
        planned=shown.planned,
        body=json.dumps(shown.row.data, indent=2, sort_keys=True),
        events=EVENTS | TEST,
        trouble=TROUBLE,
        zone=await reader_zone(call),
        fresh=just_saved(call),
        errors=trouble.errors if trouble else {},
    )
