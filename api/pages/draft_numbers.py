"""The pages on which numbers are pasted, set aside, and given to people."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from api.actions import draft_numbers, people
from api.actions.draft_numbers import NumbersAsked
from api.actions.people import PersonShown
from api.calls import Call, Here
from api.pages.draft_forms import troubled
from api.pages.draft_steps import seen_version, step_page
from api.pages.forms import Troubled
from api.routes import Router
from api.v1.draft_numbers import checked
from api.v1.draft_views import NumberErrorView, NumbersView
from api.v1.port_drafts import canonical
from domain.access import Action
from domain.numbers.reasons import NumberError
from domain.porting.request import LinePlan, LineUse
from store import people as call_plan

router = Router(page=True)
# A form may have 200 fields.
PLANNED_AT_ONCE = 100
PEOPLE_OFFERED = 500


@router.get("/orders/{order_id}/draft/numbers", allow=Action.DRAFT_READ)
async def numbers_page(order_id: str, call: Here) -> Response:
    return await _shown(call, order_id, 200, None, {}, ())


@router.post("/orders/{order_id}/draft/numbers", allow=Action.DRAFT_WRITE)
async def numbers_pasted(order_id: str, call: Here) -> Response:
    """What could be read is kept and checked; the page stays while something could not, with everything that was pasted."""
    typed = await call.form()
    wrong: list[NumberError] = []

    async def paste() -> None:
        async with call.work() as work:
            asked = NumbersAsked(typed.get("numbers", ""))
            wrong.extend((await draft_numbers.save(work, order_id, seen_version(typed), asked))[1])

    try:
        await troubled(call, typed, paste)
    except Troubled as trouble:
        return await _shown(call, order_id, 422, typed, trouble.errors, ())
    await checked(call, order_id, everything=False)
    if wrong:
        return await _shown(call, order_id, 422, {"numbers": typed["numbers"]}, {}, tuple(wrong))
    return call.see_other(f"/orders/{order_id}/draft/numbers")


@router.post("/orders/{order_id}/draft/numbers/check", allow=Action.NUMBERS_CHECK)
async def numbers_checked(order_id: str, call: Here) -> Response:
    await checked(call, order_id, everything=True)
    return call.see_other(f"/orders/{order_id}/draft/numbers")


@router.post("/orders/{order_id}/draft/numbers/aside", allow=Action.DRAFT_WRITE)
async def numbers_set_aside(order_id: str, call: Here) -> Response:
    typed = await call.form()

    async def put_aside() -> None:
        chosen = frozenset(number for number in typed.get("set_aside", "").split(",") if number)
        async with call.work() as work:
            await draft_numbers.save(work, order_id, seen_version(typed), NumbersAsked(set_aside=chosen))

    try:
        await troubled(call, typed, put_aside)
    except Troubled as trouble:
        return await _shown(call, order_id, 422, None, trouble.errors, ())
    return call.see_other(f"/orders/{order_id}/draft/numbers")


@router.get("/orders/{order_id}/draft/people", allow=Action.DRAFT_READ)
async def people_page(order_id: str, call: Here, start: int = 0) -> Response:
    return await _planned(call, order_id, max(start, 0), 200, None, {})


@router.post("/orders/{order_id}/draft/people", allow=Action.DRAFT_WRITE)
async def people_planned(order_id: str, call: Here, start: int = 0) -> Response:
    typed = await call.form()

    async def plan() -> None:
        lines = {number: _line(number, who) for number, who in _chosen(typed).items()}
        asked = NumbersAsked(plan=lines, main_number=canonical(typed.get("main_number", "")))
        async with call.work() as work:
            await draft_numbers.save(work, order_id, seen_version(typed), asked)

    try:
        await troubled(call, typed, plan)
    except Troubled as trouble:
        return await _planned(call, order_id, max(start, 0), 422, typed, trouble.errors)
    more = f"?start={typed['more']}" if typed.get("more", "").isdecimal() else ""
    return call.see_other(f"/orders/{order_id}/draft/{f'people{more}' if more else 'date'}")


async def _shown(
    call: Call, order_id: str, status: int, typed: Mapping[str, str] | None, errors: Mapping[str, str], wrong: tuple[NumberError, ...]
) -> Response:
    async with call.work() as work:
        listed = await draft_numbers.show(work, order_id, wrong)
    view = NumbersView.seen(listed.found, listed.numbers, listed.problems, listed.errors, call.words)
    kept = {"numbers": "\n".join(call.words.number(row.number) for row in listed.numbers)}
    unread = [NumberErrorView.of(error, call.words) for error in wrong]
    return await step_page(call, order_id, "numbers", status, typed=typed or kept, errors=errors, view=view, unread=unread)


async def _planned(
    call: Call, order_id: str, start: int, status: int, typed: Mapping[str, str] | None, errors: Mapping[str, str]
) -> Response:
    async with call.work() as work:
        listed = await draft_numbers.show(work, order_id)
        rows = await call_plan.listed(work.connection, listed.found.organisation_id, limit=PEOPLE_OFFERED)
        persons = [await people.shown(work, row) for row in rows]
    page = listed.numbers[start : start + PLANNED_AT_ONCE]
    more = start + PLANNED_AT_ONCE if start + PLANNED_AT_ONCE < len(listed.numbers) else 0
    kept = {f"who_{row.number}": row.person_id if row.use == LineUse.PERSON else "" for row in page}
    kept["main_number"] = listed.found.request.main_number
    offered = _offered(persons, call)
    return await step_page(
        call, order_id, "people", status, typed=typed or kept, errors=errors, page=page, offered=offered, more=more, start=start,
        moving=[(row.number, call.words.number(row.number)) for row in listed.numbers if not row.set_aside],
    )  # fmt: skip


def _offered(persons: Sequence[PersonShown], call: Call) -> list[tuple[str, str]]:
    """Who can be given a number: id, and name with the number they have."""
    return [(each.id, f"{each.name} ({call.words.number(each.number)})" if each.number else each.name) for each in persons]


def _chosen(typed: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix("who_"): value for name, value in typed.items() if name.startswith("who_")}


def _line(number: str, person_id: str) -> LinePlan:
    return LinePlan(number, LineUse.PERSON if person_id else LineUse.UNASSIGNED, person_id)
