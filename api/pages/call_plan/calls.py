"""What callers meet who dial a number of nobody's, and who answers the main numbers."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.call_plan import call_treatments, locations
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.call_plan.persons import persons
from api.pages.forms import answered
from api.v1.call_treatments import MainNumberBody, MainTreatmentBody, UnassignedBody
from domain.access import Action

router = Router(page=True)


@router.get("/calls", allow=Action.NUMBERS_READ)
async def calls_page(call: Here) -> Response:
    return await _calls(call, 200, {}, {})


@router.post("/calls/unassigned", allow=Action.PEOPLE_WRITE)
async def unassigned_treated(call: Here) -> Response:
    return await answered(
        call, lambda typed: _treat_unassigned(call, typed), lambda typed, wrong: _calls(call, 422, typed, wrong), "/calls"
    )


@router.get("/locations/{location_id}/main-number", allow=Action.NUMBERS_READ)
async def main_number_page(location_id: str, call: Here) -> Response:
    return await _main(call, location_id, 200, {}, {})


@router.post("/locations/{location_id}/main-number", allow=Action.NUMBERS_ASSIGN)
async def main_number_chosen(location_id: str, call: Here) -> Response:
    return await answered(
        call,
        lambda typed: _make_main(call, location_id, typed),
        lambda typed, wrong: _main(call, location_id, 422, typed, wrong),
        f"/locations/{location_id}/main-number",
    )


@router.post("/locations/{location_id}/main-number/treatment", allow=Action.PEOPLE_WRITE)
async def main_number_treated(location_id: str, call: Here) -> Response:
    return await answered(
        call,
        lambda typed: _treat_main(call, location_id, typed),
        lambda typed, wrong: _main(call, location_id, 422, typed, wrong),
        "/calls",
    )


async def _calls(call: Call, status: int, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    async with call.work(Action.NUMBERS_READ) as work:
        seen = await call_treatments.read(work)
        places = [each for each in await locations.list_locations(work) if each.plan_enabled_at]
        own = seen.unassigned
        who = await persons(work, own.person_id if own else None, *(each.person_id for each in seen.main.values()))
    kept = {"treatment": own.treatment, "person_id": own.person_id or ""} if own else {}
    return await call.page(
        "calls/calls.html", status, seen=seen, places=places, who=who, names=dict(who), typed={**kept, **typed}, errors=errors
    )


async def _main(call: Call, location_id: str, status: int, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    async with call.work(Action.NUMBERS_READ) as work:
        place = await locations.read_location(work, location_id)
        own = await call_treatments.of_main(work, location_id)
        numbers = await call_treatments.spare_numbers(work, location_id)
        who = await persons(work, own.person_id if own else None)
    kept = {"treatment": own.treatment, "person_id": own.person_id or ""} if own else {}
    options = [(number, call.words.number(number)) for number in numbers]
    facts = {"location": place, "numbers": options, "who": who}
    return await call.page("calls/main.html", status, **facts, typed={**kept, "number": place.main_number, **typed}, errors=errors)


async def _treat_unassigned(call: Call, typed: Mapping[str, str]) -> None:
    asked = UnassignedBody.model_validate(typed)
    async with call.work() as work:
        await call_treatments.treat_unassigned(work, asked.treatment, asked.person_id)


async def _make_main(call: Call, location_id: str, typed: Mapping[str, str]) -> None:
    asked = MainNumberBody.model_validate(typed)
    async with call.work() as work:
        await call_treatments.make_main(work, location_id, asked.number)


async def _treat_main(call: Call, location_id: str, typed: Mapping[str, str]) -> None:
    asked = MainTreatmentBody.model_validate(typed)
    async with call.work() as work:
        await call_treatments.treat_main(work, location_id, asked.treatment, asked.person_id)
