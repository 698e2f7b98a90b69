"""The page on which numbers are given to people: who gets which, what becomes the main number, and what callers of the others meet."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from api.actions.drafts import draft_numbers, drafts, preflight
from api.actions.drafts.draft_numbers import NumbersAsked
from api.actions.drafts.drafts import DraftInHand
from api.calls import Call, Here
from api.front.problems import Refused
from api.front.routes import Router
from api.pages.drafts.forms import kept, saved_meanwhile
from api.pages.drafts.roster import Roster, chosen_roster, fitting, read_names, roster
from api.pages.drafts.steps import judged, step_page
from api.pages.drafts.versions import seen_version
from api.pages.forms import Troubled
from api.v1.port_drafts import canonical
from domain.access import Action
from domain.call_treatments import UnassignedTreatment
from domain.policy.codes import FindingCode
from domain.porting.request import LinePlan, LineUse
from store.call_plan import call_treatments
from words.translation import Words

router = Router(page=True)
# A page stays under what a form may hold, and what a telephone can show.
PLANNED_AT_ONCE = 100
# With more people than these the lists would weigh more than the page: a name is typed, and found among those offered.
IN_A_LIST = 25


@router.get("/orders/{order_id}/draft/people", allow=Action.DRAFT_READ)
async def people_page(order_id: str, call: Here, start: int = 0) -> Response:
    return await _planned(call, order_id, max(start, 0))


@router.post("/orders/{order_id}/draft/people", allow=Action.DRAFT_WRITE)
async def people_planned(order_id: str, call: Here, start: int = 0) -> Response:
    sent = await call.form()
    async with call.work() as work:
        known = await chosen_roster(work, (await drafts.find(work, order_id)).organisation_id, call.words, sent)
    typed, unclear = read_names(sent, known)

    async def plan() -> None:
        async with call.work() as work:
            lines = {number: _line(number, _person(who, known, unclear, f"who_{number}")) for number, who in _chosen(typed).items()}
            asked = NumbersAsked(plan=lines, main_number=canonical(typed["main_number"]) if "main_number" in typed else None)
            await draft_numbers.save(work, order_id, seen_version(typed), asked)

    try:
        await kept(call, order_id, typed, plan, _current)
    except Troubled as trouble:
        return await _planned(call, order_id, max(start, 0), 422, typed, trouble, unclear)
    more = f"?start={typed['more']}" if typed.get("more", "").isdecimal() else ""
    return call.see_other(f"/orders/{order_id}/draft/{f'people{more}' if more else 'date'}")


@router.post("/orders/{order_id}/draft/people/find", allow=Action.DRAFT_WRITE)
async def people_found(order_id: str, call: Here) -> Response:
    """Who fits what is typed so far, of which a script takes the list. A name does not belong into an address."""
    wanted = (await call.form()).get("q", "")[:100]
    async with call.work() as work:
        found = await fitting(work, (await drafts.find(work, order_id)).organisation_id, call.words, wanted)
    return await call.page("drafts/people_found.html", found=found)


async def _planned(
    call: Call, order_id: str, start: int, status: int = 200, typed: Mapping[str, str] | None = None, trouble: Troubled | None = None,
    unclear: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> Response:  # fmt: skip
    async with call.work() as work:
        study = await preflight.study(work, order_id)
        found = study.found
        chosen = await call_treatments.chosen(work.connection, found.organisation_id)
        needed = {*(typed or _current(found)).values(), *(each.person_id or "" for each in chosen), *_current(found).values()}
        known = await roster(work, found.organisation_id, call.words, needed)
    draft = judged(call, study, await preflight.heard(call.parts, call.work, study.look))
    names, page = known.labels, found.numbers[start : start + PLANNED_AT_ONCE]
    ends = [place for place in (start - PLANNED_AT_ONCE, start + PLANNED_AT_ONCE) if 0 <= place < len(found.numbers)]
    saved = {name: _told(name, value, names, call.words) for name, value in saved_meanwhile(trouble).items()} if trouble else None
    return await step_page(
        call, order_id, "people", status, draft=draft, typed=typed or _current(found), errors=trouble.errors if trouble else None,
        saved=saved, page=page, offered=known.offered, crowd=known.crowd,
        in_a_list=not known.crowd and len(known.labels) <= IN_A_LIST, start=start, total=len(found.numbers),
        earlier=next((place for place in ends if place < start), None), more=next((place for place in ends if place > start), None),
        moving=[(row.number, call.words.number(row.number)) for row in found.numbers if not row.set_aside],
        unassigned=next((each for each in chosen if each.location_id is None), None), names=names, treatments=UnassignedTreatment,
        spread=spread(found), unclear=unclear or {},
    )  # fmt: skip


def _person(typed: str, known: Roster, unclear: Mapping[str, object], field: str) -> str:
    """The id of who was chosen, empty for nobody. Raises Refused for what is nobody's id."""
    if typed and typed not in known.labels:
        code = "person.several" if field in unclear else FindingCode.LINES_PERSON_MISSING
        raise Refused(code, status=422, pointer=f"/{field}")
    return typed


def _current(found: DraftInHand) -> dict[str, str]:
    plans = {f"who_{line.number}": line.person_id if line.use is LineUse.PERSON else "" for line in found.request.lines}
    return {**{f"who_{number}": "" for number in found.request.numbers}, **plans, "main_number": found.request.main_number}


def _told(name: str, value: str, names: Mapping[str, str], words: Words) -> str:
    """What somebody else saved, as the page shows it."""
    return words.number(value) if name == "main_number" else names.get(value, value)


def spread(found: DraftInHand) -> tuple[int, int]:
    """How many numbers go to people, and how many to nobody."""
    given = sum(line.use is LineUse.PERSON for line in found.request.lines)
    return given, len(found.request.numbers) - given


def _chosen(typed: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix("who_"): value for name, value in typed.items() if name.startswith("who_")}


def _line(number: str, person_id: str) -> LinePlan:
    return LinePlan(number, LineUse.PERSON if person_id else LineUse.UNASSIGNED, person_id)
