"""People of the call plan: the list, inviting, changing, numbers."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.responses import Response

from api.actions.addresses import email_address
from api.actions.call_plan import emergency_addresses, locations, people
from api.actions.call_plan.locations import LocationShown
from api.actions.call_plan.people import NewPerson, PersonShown
from api.actions.entrance.newcomers import Newcomer
from api.calls import Call, Here
from api.front.bodies import Body, Code, Email, Name
from api.front.cursors import Cursor
from api.front.routes import Router
from api.pages.forms import Errors, Troubled, answered, tried
from api.v1.people import Extension, Typed
from domain.access import Action

Act = Callable[[Call, str, Mapping[str, str]], Awaitable[None]]
router = Router(page=True)
_PAGE = 50


class InviteForm(Body):
    """number_kind: none, number or transfer."""

    first_name: Name
    last_name: Name
    email: Email
    location_id: Code
    extension: Extension = ""
    number_kind: str = "none"
    number: Typed = ""

    def asked(self) -> NewPerson:
        who = Newcomer(self.first_name, self.last_name, email_address(self.email))
        number = "" if self.number_kind == "none" else self.number
        return NewPerson(who, self.location_id, self.extension, number, self.number_kind == "transfer")


class ChangeForm(Body):
    name: Name
    extension: Extension = ""
    location_id: Code


class NumberForm(Body):
    number_kind: str = "none"
    number: Typed = ""


@router.get("/people", allow=Action.PEOPLE_READ)
async def people_page(call: Here, cursor: Cursor = "") -> Response:
    (after,) = call.cursors.read("people-page", cursor)
    async with call.work() as work:
        found = await people.list_people(work, "", after, _PAGE + 1)
        places = await locations.names(work)
    shown, more = call.cursors.page("people-page", found, _PAGE, lambda one: (one.id,))
    return await call.page("people/list.html", people=shown, places=places, more=more)


@router.get("/people/new", allow=Action.PEOPLE_WRITE)
async def invite_page(call: Here) -> Response:
    return await call.page("people/invite.html", places=await _places(call))


@router.post("/people/new", allow=Action.PEOPLE_WRITE)
async def invited(call: Here) -> Response:
    async def again(typed: Mapping[str, str], errors: Errors) -> Response:
        return await call.page("people/invite.html", 422, typed=typed, errors=errors, places=await _places(call))

    return await answered(call, lambda typed: _invite(call, typed), again, "/people")


@router.get("/people/{person_id}", allow=Action.PEOPLE_READ)
async def person_page(person_id: str, call: Here) -> Response:
    async with call.work() as work:
        person = await people.read_person(work, person_id)
    return await _person(call, person)


@router.post("/people/{person_id}", allow=Action.PEOPLE_WRITE)
async def person_changed(person_id: str, call: Here) -> Response:
    return await _sent(call, person_id, _change)


@router.post("/people/{person_id}/number", allow=Action.NUMBERS_ASSIGN)
async def number_given(person_id: str, call: Here) -> Response:
    return await _sent(call, person_id, _give)


@router.post("/people/{person_id}/removal", allow=Action.PEOPLE_WRITE)
async def person_removed(person_id: str, call: Here) -> Response:
    async with call.work() as work:
        person = await people.read_person(work, person_id)
    try:
        await tried(call.words, {}, lambda: _remove(call, person_id))
    except Troubled as trouble:
        return await _person(call, person, {"": " ".join(trouble.errors.values())})
    return call.see_other("/people")


async def _sent(call: Call, person_id: str, act: Act) -> Response:
    typed = await call.form()
    async with call.work() as work:
        person = await people.read_person(work, person_id)
    try:
        await tried(call.words, typed, lambda: act(call, person_id, typed))
    except Troubled as trouble:
        return await _person(call, person, trouble.errors, typed)
    return call.see_other(f"/people/{person_id}")


async def _person(
    call: Call, person: PersonShown, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    kept = {
        "name": person.name,
        "extension": person.extension,
        "location_id": person.location_id,
        "number": call.words.number(person.number or person.waiting_number),
        "number_kind": "transfer" if person.transfer else "number" if person.number else "none",
    }
    status = 422 if errors else 200
    async with call.work(Action.PEOPLE_READ) as work:
        place = await emergency_addresses.read(work, person.id)
    facts = {"person": person, "place": place, "places": await _places(call)}
    return await call.page("people/person.html", status, typed={**kept, **(typed or {})}, errors=errors or {}, **facts)


async def _places(call: Call) -> tuple[LocationShown, ...]:
    async with call.work(Action.LOCATION_READ) as work:
        return await locations.list_locations(work)


async def _invite(call: Call, typed: Mapping[str, str]) -> None:
    asked = InviteForm.model_validate(typed).asked()
    async with call.work() as work:
        await people.add_person(work, asked)


async def _change(call: Call, person_id: str, typed: Mapping[str, str]) -> None:
    asked = ChangeForm.model_validate(typed)
    async with call.work() as work:
        await people.change_person(work, person_id, asked.name, asked.extension, asked.location_id)


async def _give(call: Call, person_id: str, typed: Mapping[str, str]) -> None:
    asked = NumberForm.model_validate(typed)
    async with call.work() as work:
        number = "" if asked.number_kind == "none" else asked.number
        await people.give_number(work, person_id, number, asked.number_kind == "transfer")


async def _remove(call: Call, person_id: str) -> None:
    async with call.work() as work:
        await people.remove_person(work, person_id)
