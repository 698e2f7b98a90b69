"""The start of the console, the first steps, and whose console it is."""

from collections.abc import Sequence

from starlette.responses import Response

from api.actions.home import guide, home, organisations
from api.actions.home.guide import Guide
from api.actions.home.home import Home
from api.calls import Call, Here
from api.front.cursors import Cursor
from api.front.problems import not_found
from api.front.routes import Router
from api.pages.home.customers import customers_shown
from api.pages.home.lines import by_day, needed_line, plain_line, unready_line
from domain.access import Action
from store.tenancy.home import HomeOrder

router = Router(page=True)
_PAGE = 50


@router.get("/", signed_in=True)
async def home_page(call: Here) -> Response:
    if not call.principal.may(Action.ORDER_READ):
        return await call.page("home/line.html")
    async with call.work(Action.ORDER_READ) as work:
        organisation = await home.whose(work)
        if organisation is not None and organisation.kind == "customer":
            guided = await guide.read(work) if call.principal.may(Action.ORGANISATION_WRITE) else None
            return await _customer(call, await home.of_customer(work), guided)
    if call.principal.may(Action.ORGANISATION_CREATE):
        return await customers_shown(call, "")
    return await call.page("home/staff.html")


@router.post("/guide/aside", allow=Action.ORGANISATION_WRITE)
async def step_set_aside(call: Here) -> Response:
    async with call.work() as work:
        await guide.set_aside(work, (await call.form()).get("step", ""))
    return call.see_other("/")


@router.post("/guide/again", allow=Action.ORGANISATION_WRITE)
async def steps_taken_up(call: Here) -> Response:
    async with call.work() as work:
        await guide.take_up(work)
    return call.see_other("/")


@router.get("/organisations", allow=Action.ORGANISATION_READ)
async def organisations_page(call: Here, cursor: Cursor = "") -> Response:
    (after,) = call.cursors.read("organisations", cursor)
    async with call.everywhere() as work:
        found = await organisations.list_organisations(work, after, _PAGE + 1)
    shown, more = call.cursors.page("organisations", found, _PAGE, lambda one: (one.id,))
    return await call.page("organisations.html", organisations=shown, more=more)


@router.post("/organisations/{organisation_id}/act", allow=Action.ORGANISATION_READ)
async def act_for(organisation_id: str, call: Here) -> Response:
    """From here on the console shows this organisation."""
    async with call.everywhere() as work:
        await organisations.read_organisation(work, organisation_id)
    if call.principal.choosing(organisation_id) is None:
        raise not_found()
    call.cookies.act_for(organisation_id)
    return call.see_other("/")


@router.post("/acting/end", signed_in=True)
async def acting_ended(call: Here) -> Response:
    """Back to one's own home; it grants nothing and takes nothing away."""
    call.cookies.act_for("")
    return call.see_other("/")


async def _customer(call: Call, seen: Home, guided: Guide | None) -> Response:
    words, may = call.words, call.principal.may
    return await call.page(
        "home/customer.html",
        needed=[needed_line(each, words, may=may(Action.DRAFT_WRITE)) for each in seen.needed],
        unready=[unready_line(each, words) for each in seen.unready],
        days=by_day(seen.moving, words),
        wrong=[plain_line(each, words) for each in seen.ended_badly],
        done=[plain_line(each, words) for each in seen.done],
        beyond={
            "needed": _beyond(seen.needed),
            "moving": _beyond(seen.moving),
            "wrong": _beyond(seen.ended_badly),
            "done": _beyond(seen.done),
        },
        seen=seen,
        guide=guided,
    )


def _beyond(rows: Sequence[HomeOrder]) -> int:
    """How many more there are than are shown."""
    return rows[0].total - len(rows) if rows else 0
