"""Webhooks in the console: the endpoints of an organisation."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from api.actions.settings import webhooks
from api.actions.settings.webhooks import NewSecret
from api.calls import Call, Here
from api.front.cursors import Cursor
from api.front.problems import Invalid
from api.front.routes import Router
from api.pages.forms import Troubled, tried
from api.pages.settings.settings import just_saved
from api.pages.settings.webhook_words import EVENTS, TROUBLE
from api.pages.zones import reader_zone
from api.v1.webhooks import EndpointChangeBody
from domain.access import Action
from domain.porting.published import EventKind
from domain.webhooks import TRIES, EarlierSecrets

router = Router(page=True)
# How far back a replay can be asked for, in hours.
BACK = (1, 6, 24, 72, 168, 720)
STATES = ("waiting", "sent", "dead")
_PAGE = 25
Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows besides the endpoint: a new secret, what was typed and why it was refused, which part of the log."""

    secret: str = ""
    typed: Typed | None = None
    errors: Typed | None = None
    cursor: str = ""
    state: str = ""


@router.get("/settings/webhooks", allow=Action.WEBHOOK_READ)
async def endpoints_page(call: Here) -> Response:
    async with call.work() as work:
        found = await webhooks.list_endpoints(work)
    return await call.page("settings/webhooks.html", endpoints=found, zone=await reader_zone(call), fresh=just_saved(call))


@router.get("/settings/webhooks/new", allow=Action.WEBHOOK_WRITE)
async def new_page(call: Here) -> Response:
    return await call.page("settings/webhook_new.html", events=EVENTS, typed={"events": ",".join(EventKind)})


@router.post("/settings/webhooks/new", allow=Action.WEBHOOK_WRITE)
async def endpoint_made(call: Here) -> Response:
    """The answer shows the secret, so it is no redirect: reading the page again shows it no more."""
    typed = {"events": "", **await call.form()}
    try:
        made = await tried(call.words, typed, lambda: _make(call, typed))
    except Troubled as trouble:
        return await call.page("settings/webhook_new.html", 422, events=EVENTS, typed=typed, errors=trouble.errors)
    return await _page(call, made.shown.row.id, Shown(secret=made.secret))


@router.get("/settings/webhooks/{endpoint_id}", allow=Action.WEBHOOK_READ)
async def endpoint_page(endpoint_id: str, call: Here, cursor: Cursor = "", state: str = "") -> Response:
    return await _page(call, endpoint_id, Shown(cursor=cursor, state=state if state in STATES else ""))


@router.post("/settings/webhooks/{endpoint_id}", allow=Action.WEBHOOK_WRITE)
async def endpoint_changed(endpoint_id: str, call: Here) -> Response:
    typed = {"events": "", **await call.form()}
    return await _done(call, endpoint_id, lambda: _change(call, endpoint_id, typed), typed)


@router.post("/settings/webhooks/{endpoint_id}/secret", allow=Action.WEBHOOK_WRITE)
async def secret_changed(endpoint_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        made = await tried(call.words, typed, lambda: _rotate(call, endpoint_id, typed))
    except Troubled as trouble:
        return await _page(call, endpoint_id, Shown(typed=typed, errors=trouble.errors))
    return await _page(call, endpoint_id, Shown(secret=made.secret))


@router.post("/settings/webhooks/{endpoint_id}/test", allow=Action.WEBHOOK_WRITE)
async def test_sent(endpoint_id: str, call: Here) -> Response:
    async def act() -> None:
        async with call.work() as work:
            await webhooks.send_test(work, endpoint_id)

    return await _done(call, endpoint_id, act)


@router.post("/settings/webhooks/{endpoint_id}/replay", allow=Action.WEBHOOK_WRITE)
async def replayed(endpoint_id: str, call: Here) -> Response:
    typed = await call.form()

    async def act() -> None:
        hours = next((each for each in BACK if str(each) == typed.get("hours")), 0)
        if not hours:
            raise Invalid(("/hours", "field.choice"))
        async with call.work() as work:
            since = await work.business_time(work.organisation_id) - timedelta(hours=hours)
            await webhooks.replay(work, endpoint_id, since)

    return await _done(call, endpoint_id, act, typed)


@router.post("/settings/webhooks/{endpoint_id}/disable", allow=Action.WEBHOOK_WRITE)
async def endpoint_disabled(endpoint_id: str, call: Here) -> Response:
    async with call.work() as work:
        await webhooks.disable_endpoint(work, endpoint_id)
    return call.see_other(f"/settings/webhooks/{endpoint_id}?saved=yes")


@router.post("/settings/webhooks/{endpoint_id}/enable", allow=Action.WEBHOOK_WRITE)
async def endpoint_enabled(endpoint_id: str, call: Here) -> Response:
    async with call.work() as work:
        await webhooks.enable_endpoint(work, endpoint_id)
    return call.see_other(f"/settings/webhooks/{endpoint_id}?saved=yes")


@router.post("/settings/webhooks/{endpoint_id}/removal", allow=Action.WEBHOOK_WRITE)
async def endpoint_removed(endpoint_id: str, call: Here) -> Response:
    async with call.work() as work:
        await webhooks.remove_endpoint(work, endpoint_id)
    return call.see_other("/settings/webhooks?saved=yes")


async def _done(call: Call, endpoint_id: str, act: Callable[[], Awaitable[None]], typed: Typed | None = None) -> Response:
    try:
        await tried(call.words, typed or {}, act)
    except Troubled as trouble:
        return await _page(call, endpoint_id, Shown(typed=typed, errors=trouble.errors))
    return call.see_other(f"/settings/webhooks/{endpoint_id}?saved=yes")


async def _page(call: Call, endpoint_id: str, shown: Shown) -> Response:
    at, last = call.cursors.read("webhooks-page", shown.cursor, 2)
    async with call.work(Action.WEBHOOK_READ) as work:
        endpoint = await webhooks.read_endpoint(work, endpoint_id)
        found = await webhooks.list_deliveries(
            work, endpoint_id, (datetime.fromisoformat(at), last) if last else None, _PAGE + 1, shown.state
        )
    log, more = call.cursors.page("webhooks-page", found, _PAGE, lambda row: (row.at.isoformat(), row.id))
    facts = {"endpoint": endpoint, "log": log, "more": more, "state": shown.state, "most": TRIES, "secret": shown.secret}
    kept = {"url": endpoint.url, "events": ",".join(endpoint.row.event_kinds), "hours": "24"}
    return await call.page(
        "settings/webhook.html",
        422 if shown.errors else 200,
        **facts,
        events=EVENTS,
        trouble=TROUBLE,
        back=BACK,
        zone=await reader_zone(call),
        fresh=just_saved(call),
        typed={**kept, **(shown.typed or {})},
        errors=shown.errors or {},
    )


async def _make(call: Call, typed: Typed) -> NewSecret:
    asked = _read(typed)
    address = await webhooks.looked_at(call.parts, asked.url or "")
    async with call.work() as work:
        return await webhooks.add_endpoint(work, address, asked.events or ())


async def _change(call: Call, endpoint_id: str, typed: Typed) -> None:
    asked = _read(typed)
    address = await webhooks.looked_at(call.parts, asked.url or "")
    async with call.work() as work:
        await webhooks.change_endpoint(work, endpoint_id, address, asked.events)


async def _rotate(call: Call, endpoint_id: str, typed: Typed) -> NewSecret:
    if typed.get("earlier") not in set(EarlierSecrets):
        raise Invalid(("/earlier", "field.choice"))
    async with call.work() as work:
        return await webhooks.rotate_secret(work, endpoint_id, EarlierSecrets(typed["earlier"]))


def _read(typed: Typed) -> EndpointChangeBody:
    """Raises Invalid, ValidationError."""
    chosen = [kind for kind in EventKind if kind in typed.get("events", "").split(",")]
    wrong = [] if typed.get("url") else [("/url", "field.empty")]
    wrong += [] if chosen else [("/events", "webhook.events")]
    if wrong:
        raise Invalid(*wrong)
    return EndpointChangeBody(url=typed["url"], events=chosen)
