"""People of the call plan."""

from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.actions.addresses import email_address
from api.actions.call_plan import people
from api.actions.call_plan.people import NewPerson, PersonShown
from api.actions.entrance.newcomers import Newcomer
from api.calls import Here
from api.front.bodies import Body, Code, Email, Name
from api.front.cursors import Cursor, Limit, PageOf
from api.front.routes import Router
from domain.access import Action

router = Router(prefix="/v1", tag="People")
Extension = Annotated[str, StringConstraints(pattern="^[0-9]{0,8}$")]
Typed = Annotated[str, StringConstraints(max_length=60)]


class NewPersonBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "first_name": "Buffy",
                    "last_name": "Summers",
                    "email": "buffy@example.com",
                    "location_id": "loc_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                    "extension": "1997",
                    "number": "303-555-0100",
                    "transfer": True,
                }
            ]
        }
    )

    first_name: Name
    last_name: Name
    email: Email
    location_id: Code
    extension: Extension = ""
    number: Typed = Field("", description="As people type it: a live number, or with `transfer` the one that is being moved.")
    transfer: bool = Field(False, description="Their number is being ported; until then they have none.")
    invite: bool = Field(True, description="Mail them a link to choose a password.")

    def asked(self) -> NewPerson:
        who = Newcomer(self.first_name, self.last_name, email_address(self.email))
        return NewPerson(who, self.location_id, self.extension, self.number, self.transfer, self.invite)


class PersonBody(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Buffy Summers", "extension": "1998", "location_id": "loc_aaaaaaaaaaaaaaaaaaaaaaaaaa"}]}
    )

    name: Name
    extension: Extension = ""
    location_id: Code


class NumberBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"number": "303-555-0101", "transfer": True}]})

    number: Typed = ""
    transfer: bool = False


class PersonView(BaseModel):
    id: str = Field(examples=["per_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    organisation_id: str
    location_id: str
    name: str
    email: str
    extension: str
    number: str = Field(description="Live number in E.164, empty when there is none.")
    transfer: bool = Field(description="Whether they wait for `waiting_number`, which is being ported.")
    waiting_number: str
    has_account: bool
    invited_at: datetime | None

    @classmethod
    def of(cls, one: PersonShown) -> "PersonView":
        return cls(**{name: getattr(one, name) for name in PersonShown.__dataclass_fields__})


@router.get("/people", allow=Action.PEOPLE_READ, response_model=PageOf[PersonView], summary="List people")
async def list_people(
    call: Here, cursor: Cursor = "", limit: Limit = 25, location_id: Annotated[str, Query(max_length=60)] = ""
) -> PageOf[PersonView]:
    """Of the organisation, or of one of its locations."""
    (after,) = call.cursors.read(f"people/{location_id}", cursor)
    async with call.work() as work:
        found = await people.list_people(work, location_id, after, limit + 1)
    shown, more = call.cursors.page(f"people/{location_id}", found, limit, lambda one: (one.id,))
    return PageOf(items=[PersonView.of(one) for one in shown], next=more)


@router.post("/people", allow=Action.PEOPLE_WRITE, status_code=201, response_model=PersonView, summary="Invite a person")
async def add_person(asked: NewPersonBody, call: Here) -> PersonView:
    """Lists somebody in the call plan with an extension and a number, a transfer, or neither, and mails them an invitation."""
    async with call.work() as work:
        return call.keep(PersonView.of(await people.add_person(work, asked.asked())))


@router.get("/people/{person_id}", allow=Action.PEOPLE_READ, response_model=PersonView, summary="Read a person")
async def read_person(person_id: str, call: Here) -> PersonView:
    """With the number they have or wait for."""
    async with call.work() as work:
        return PersonView.of(await people.read_person(work, person_id))


@router.put("/people/{person_id}", allow=Action.PEOPLE_WRITE, response_model=PersonView, summary="Change a person")
async def change_person(person_id: str, asked: PersonBody, call: Here) -> PersonView:
    """Name, extension and location."""
    async with call.work() as work:
        return PersonView.of(await people.change_person(work, person_id, asked.name, asked.extension, asked.location_id))


@router.put("/people/{person_id}/number", allow=Action.NUMBERS_ASSIGN, response_model=PersonView, summary="Give a number")
async def give_number(person_id: str, asked: NumberBody, call: Here) -> PersonView:
    """A live number at once, or with `transfer` one that is being ported, as soon as it works. Empty: they have none, and wait for none."""
    async with call.work() as work:
        return PersonView.of(await people.give_number(work, person_id, asked.number, asked.transfer))


@router.delete("/people/{person_id}", allow=Action.PEOPLE_WRITE, status_code=204, summary="Remove a person")
async def remove_person(person_id: str, call: Here) -> None:
    """Refused while they have, had or wait for a number."""
    async with call.work() as work:
        await people.remove_person(work, person_id)
