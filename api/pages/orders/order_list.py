"""The list of orders in the console: views with counts, filters, one search box, saved views, a file of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import format_date
from pydantic import Field
from starlette.responses import Response

from api.actions.call_plan.people import read_number
from api.actions.orders import saved_views
from api.actions.orders.orders import ANYWHERE
from api.calls import Call, Here
from api.front.bodies import Body
from api.front.cursors import Cursor, PageOf
from api.front.problems import Invalid
from api.front.routes import Router
from api.orders.exports import Rows, exported
from api.orders.lists import ListAsked, mine, page_of_orders, present
from api.orders.views import OrderSummary
from api.orders.words import BALLS
from api.pages.forms import Troubled, tried
from api.pages.orders.tones import TONES
from domain.access import Action
from domain.porting.order import OrderStatus
from store.call_plan import locations
from store.call_plan.locations import Location
from store.orders.order_views import MOST_COUNTED, View, counts
from store.orders.saved_views import SavedView
from store.tenancy import organisations
from words.sentence import marked
from words.states import ORDER_STATUSES

router = Router(page=True)
_PAGE = 25
_FIELDS = ("view", "status", "ball", "location_id", "foc_from", "foc_to", "text", "customer")
_VIEWS: Mapping[View, str] = {
    View.NEEDS_YOU: marked("Needs you"),
    View.MOVING: marked("Moving this week"),
    View.IN_PROGRESS: marked("In progress"),
    View.DRAFTS: marked("Drafts"),
    View.DONE: marked("Done"),
    View.ALL: marked("All"),
}
# Digits and what people put between them: a telephone number, whether or not there is such a one. It never gets into an address.
_DIALLED = frozenset("0123456789+()-./ \u00a0")
_LEAST_DIGITS = 7


class ViewName(Body):
    name: str = Field(min_length=1, max_length=60)


@dataclass(frozen=True, slots=True)
class Tab:
    view: View
    label: str
    count: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved view as a link."""

    id: str
    name: str
    href: str
    here: bool


@router.get("/orders", allow=Action.ORDER_READ)
async def orders_page(call: Here, cursor: Cursor = "") -> Response:
    typed = _typed(call.request.query_params)
    try:
        page = await tried(call.words, typed, lambda: page_of_orders(call, _asked(typed).filter(), cursor, _PAGE))
    except Troubled as trouble:
        return await _list(call, PageOf(items=[]), typed, trouble.errors)
    return await _list(call, page, typed, older=bool(cursor))


@router.get("/orders.csv", allow=Action.ORDER_READ)
async def orders_file(call: Here) -> Response:
    """The list as it is narrowed, an order or a number a row."""
    typed = _typed(call.request.query_params)
    rows = Rows.NUMBERS if call.request.query_params.get("rows") == Rows.NUMBERS else Rows.ORDERS
    try:
        return await tried(call.words, typed, lambda: exported(call, _asked(typed).filter(), rows, for_tables=True))
    except Troubled as trouble:
        return await _list(call, PageOf(items=[]), typed, trouble.errors)


@router.post("/orders/search", allow=Action.ORDER_READ)
async def orders_found(call: Here) -> Response:
    """By telephone number, which does not belong into an address; whatever else was typed is looked for by its own address."""
    typed = await call.form()
    wanted = typed.get("find", "").strip()[:100]
    if not _is_number(wanted):
        return call.see_other(_href({"text": wanted}))
    try:
        page = await tried(call.words, typed, lambda: _by_number(call, wanted))
    except Troubled as trouble:
        return await _list(call, PageOf(items=[]), {"find": wanted}, trouble.errors)
    return await _list(call, page, {"find": wanted})


@router.post("/orders/views", allow=Action.ORDER_READ)
async def view_saved(call: Here) -> Response:
    sent = await call.form()
    typed = _typed(sent)
    try:
        await tried(call.words, sent, lambda: _save(call, sent.get("name", ""), typed))
    except Troubled as trouble:
        shown = await page_of_orders(call, _asked(typed).filter(), "", _PAGE)
        return await _list(call, shown, typed | {"name": sent.get("name", "")}, trouble.errors)
    return call.see_other(_href(typed))


@router.post("/orders/views/{view_id}/delete", signed_in=True)
async def view_deleted(view_id: str, call: Here) -> Response:
    async with call.work(Action.ORDER_READ) as work:
        await saved_views.remove(work, view_id)
    return call.see_other("/orders")


async def _save(call: Call, name: str, typed: Mapping[str, str]) -> None:
    asked = ViewName(name=name)
    async with call.work() as work:
        await saved_views.save(work, asked.name, typed)


async def _by_number(call: Call, wanted: str) -> PageOf[OrderSummary]:
    """Also by a reference that looks like a number."""
    try:
        number = read_number(wanted, "/find")
    except Invalid:
        raise Invalid(("/find", "search.no_number")) from None
    return await page_of_orders(call, ListAsked(text=wanted, number=number).filter(), "", 100)


def _is_number(wanted: str) -> bool:
    return _DIALLED.issuperset(wanted) and sum(map(str.isdecimal, wanted)) >= _LEAST_DIGITS


def _typed(sent: Mapping[str, str]) -> dict[str, str]:
    """The list's own fields, those that say something."""
    return {name: sent[name].strip()[:100] for name in _FIELDS if sent.get(name, "").strip()}


def _asked(typed: Mapping[str, str]) -> ListAsked:
    """Raises Invalid for what is no day; what no list knows is as if not there."""
    view, status, ball = typed.get("view", ""), typed.get("status", ""), typed.get("ball", "")
    return ListAsked(
        view=View(view) if view in set(View) else View.ALL,
        status=(status,) if status in set(OrderStatus) else (),
        ball=(ball,) if ball in BALLS else (),
        location_id=typed.get("location_id", ""),
        text=typed.get("text", ""),
        customer=typed.get("customer", ""),
        foc_from=_day(typed, "foc_from"),
        foc_to=_day(typed, "foc_to"),
    )


def _day(typed: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(typed[name]) if typed.get(name) else None
    except ValueError:
        raise Invalid((f"/{name}", "field.unfit")) from None


async def _list(
    call: Call, page: PageOf[OrderSummary], typed: Mapping[str, str], errors: Mapping[str, str] | None = None, *, older: bool = False
) -> Response:
    several = not call.principal.acting_for(Action.ORDER_READ)
    async with call.work() as work:
        counted = await counts(work.connection, work.tenants, await present(work), mine(work.principal))
        kept = await saved_views.listed(work)
        whose = await organisations.names(work.connection, {order.organisation_id for order in page.items}) if several else {}
    places = await _places(call)
    zones = {place.id: place.time_zone for place in places}
    own = {name: typed[name] for name in _FIELDS if name in typed}
    here = View(own["view"]) if own.get("view") in set(View) else View.ALL
    return await call.page(
        "orders/list.html",
        422 if errors else 200,
        orders=page.items,
        older=_href(own | {"cursor": page.next}) if page.next else "",
        newest=_href(own) if older else "",
        typed=typed,
        own=own,
        errors=errors or {},
        narrowed=any(name != "view" for name in own),
        found="find" in typed,
        tabs=[_tab(call, view, counted[view], own, view is here and "find" not in typed) for view in View],
        kept=[_kept(one, own) for one in kept],
        savable=bool(own) and all(one.filter != own for one in kept),
        file=_href(own, "/orders.csv"),
        numbers_file=_href(own | {"rows": "numbers"}, "/orders.csv"),
        statuses=[(status.value, call.words.gettext(told)) for status, told in ORDER_STATUSES.items()],
        places=[(place.id, place.name) for place in places],
        several=several,
        whose=whose,
        tones=TONES,
        short=lambda day, location_id="": _short(call, day, zones.get(location_id, ANYWHERE)),
    )


def _tab(call: Call, view: View, count: int, own: Mapping[str, str], here: bool) -> Tab:
    """Another view keeps the filters."""
    rest = {name: value for name, value in own.items() if name != "view"}
    shown = f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else str(count)
    href = _href(rest if view is View.ALL else {"view": view.value, **rest})
    return Tab(view, call.words.gettext(_VIEWS[view]), shown, href, here)


def _kept(view: SavedView, own: Mapping[str, str]) -> Kept:
    return Kept(view.id, view.name, _href(view.filter), dict(view.filter) == dict(own))


def _href(query: Mapping[str, str], path: str = "/orders") -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _short(call: Call, day: date, zone: str) -> str:
    """'Dec 1, 2026', for tables: of a moment the day in its zone."""
    local = day.astimezone(ZoneInfo(zone)) if isinstance(day, datetime) else day
    return str(format_date(local, "medium", locale=call.words.locale))


async def _places(call: Call) -> Sequence[Location]:
    """The locations there are, where one organisation is acted for."""
    if not call.principal.acting_for(Action.LOCATION_READ):
        return ()
    async with call.work(Action.LOCATION_READ) as work:
        return await locations.listed(work.connection, work.organisation_id)
