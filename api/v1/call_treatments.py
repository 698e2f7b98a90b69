"""What callers of a main number and of a number of nobody's meet, for whatever platform carries the calls."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from api.actions.call_plan import call_treatments
from api.actions.call_plan.call_treatments import Treatments
from api.actions.call_plan.locations import read_location
from api.calls import Here
from api.front.bodies import Body
from api.front.routes import Router
from api.v1.locations import LocationView
from api.v1.people import Typed
from domain.access import Action
from domain.call_treatments import MainTreatment, UnassignedTreatment
from store.call_plan.call_treatments import CallTreatment

router = Router(prefix="/v1", tag="Numbers")


class UnassignedBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"treatment": "message"}]})

    treatment: UnassignedTreatment
    person_id: str = Field("", max_length=60, description="Whom it rings, with `person`.")


class MainTreatmentBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"treatment": "menu"}]})

    treatment: MainTreatment
    person_id: str = Field("", max_length=60, description="Whom it rings, with `person`.")


class MainNumberBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"number": "303-555-0100"}]})

    number: Typed = Field(description="A live number of the location that no person holds.")


class TreatmentView(BaseModel):
    location_id: str | None = Field(description="Whose main number it is; null for the organisation's numbers that are assigned to nobody.")
    treatment: str = Field(description="message, main_number, person or menu.")
    person_id: str | None
    chosen_at: datetime

    @classmethod
    def of(cls, one: CallTreatment) -> "TreatmentView":
        return cls(location_id=one.location_id, treatment=one.treatment, person_id=one.person_id, chosen_at=one.chosen_at)


class TreatmentsView(BaseModel):
    unassigned: TreatmentView | None = Field(description="Null: nobody has chosen yet. Callers then hear that the number is not in use.")
    main_numbers: list[TreatmentView] = Field(description="Of the locations for which somebody has chosen.")

    @classmethod
    def of(cls, found: Treatments) -> "TreatmentsView":
        own = TreatmentView.of(found.unassigned) if found.unassigned else None
        return cls(unassigned=own, main_numbers=[TreatmentView.of(each) for each in found.main.values()])


@router.get("/call-treatments", allow=Action.NUMBERS_READ, response_model=TreatmentsView, summary="Read call treatments")
async def read_treatments(call: Here) -> TreatmentsView:
    """What callers meet who dial a main number, or a number that is assigned to nobody."""
    async with call.work() as work:
        return TreatmentsView.of(await call_treatments.read(work))


@router.put("/call-treatments/unassigned", allow=Action.PEOPLE_WRITE, response_model=TreatmentsView, summary="Treat unassigned numbers")
async def treat_unassigned(asked: UnassignedBody, call: Here) -> TreatmentsView:
    """A message, the main number, or a person: for calls to every number of the organisation that nobody holds."""
    async with call.work() as work:
        return TreatmentsView.of(await call_treatments.treat_unassigned(work, asked.treatment, asked.person_id))


@router.put(
    "/locations/{location_id}/main-number", allow=Action.NUMBERS_ASSIGN, response_model=LocationView, summary="Choose the main number"
)
async def make_main(location_id: str, asked: MainNumberBody, call: Here) -> LocationView:
    """One of the location's live numbers. The number that was the main one before is then assigned to nobody."""
    async with call.work() as work:
        await call_treatments.make_main(work, location_id, asked.number)
        return LocationView.of(await read_location(work, location_id))


@router.put(
    "/locations/{location_id}/main-number/treatment",
    allow=Action.PEOPLE_WRITE,
    response_model=TreatmentsView,
    summary="Treat the main number",
)
async def treat_main(location_id: str, asked: MainTreatmentBody, call: Here) -> TreatmentsView:
    """Its calls ring a person, or a menu greets callers, who then dial an extension."""
    async with call.work() as work:
        return TreatmentsView.of(await call_treatments.treat_main(work, location_id, asked.treatment, asked.person_id))
