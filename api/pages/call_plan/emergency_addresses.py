"""Where help is sent for a person's number, as a page of its own."""

from collections.abc import Mapping
from dataclasses import asdict

from starlette.responses import Response

from api.actions.call_plan import emergency_addresses, people
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.forms import Errors, Typed, answered
from api.v1.locations import AddressBody
from domain.access import Action

router = Router(page=True)
_PATH = "/people/{person_id}/emergency-address"


@router.get(_PATH, allow=Action.PEOPLE_WRITE)
async def address_page(person_id: str, call: Here) -> Response:
    return await _page(call, person_id)


@router.post(_PATH, allow=Action.PEOPLE_WRITE)
async def address_chosen(person_id: str, call: Here) -> Response:
    async def again(typed: Typed, errors: Errors) -> Response:
        beside = {"street" if field == "emergency_address" else field: what for field, what in errors.items()}
        return await _page(call, person_id, typed, beside)

    return await answered(call, lambda typed: _choose(call, person_id, typed), again, f"/people/{person_id}")


async def _page(call: Call, person_id: str, typed: Typed | None = None, errors: Errors | None = None) -> Response:
    async with call.work() as work:
        person = await people.read_person(work, person_id)
        place = await emergency_addresses.read(work, person_id)
    kept = {"whose": "own" if place.own else "location"} | (asdict(place.address) if place.own and place.address else {})
    facts = {"person": person, "place": place, "typed": typed or kept, "errors": errors or {}}
    return await call.page("people/emergency_address.html", 422 if errors else 200, **facts)


async def _choose(call: Call, person_id: str, typed: Mapping[str, str]) -> None:
    if typed.get("whose") == "own":
        asked = AddressBody.model_validate({name: text for name, text in typed.items() if name != "whose"})
        async with call.work() as work:
            await emergency_addresses.choose(work, person_id, asked.address())
    else:
        async with call.work() as work:
            await emergency_addresses.follow_location(work, person_id)
