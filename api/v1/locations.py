"""Locations and the calling plan enabled there."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from api.actions.addresses import email_address
from api.actions.call_plan import locations
from api.actions.call_plan.locations import Contact, LocationShown, NewLocation, PstnOption
from api.calls import Here
from api.front.bodies import Body, Email, Name
from api.front.routes import Router
from domain.access import Action
from domain.address import Address

router = Router(prefix="/v1", tag="Locations")
_ADDRESS: dict[str, JsonValue] = {"street": "1630 Revello Drive", "unit": "", "city": "Denver", "state": "CO", "zip_code": "80202"}


class AddressBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [_ADDRESS]})

    street: Name = Field(description="House number and street.")
    unit: Annotated[str, StringConstraints(max_length=60)] = ""
    city: Name
    state: Annotated[str, StringConstraints(pattern="^[A-Za-z]{2}$", to_upper=True)] = Field(description="Two letters.")
    zip_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}(-[0-9]{4})?$")]

    def address(self) -> Address:
        return Address(self.street, self.city, self.state, self.zip_code, self.unit)


class ContactBody(Body):
    name: Name
    email: Email


class LocationBody(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Denver", "time_zone": "America/Denver", "site_code": "81", "extension_length": 4}]}
    )

    name: Name
    time_zone: Annotated[str, StringConstraints(max_length=60)] = Field(description="Like America/Denver.")
    site_code: Annotated[str, StringConstraints(pattern="^[0-9]{0,6}$")] = ""
    extension_length: int = Field(4, ge=2, le=8)

    def asked(self) -> NewLocation:
        return NewLocation(self.name, self.time_zone, self.site_code, self.extension_length)


class PstnBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"pstn_option": "cloud_connected"}]})

    pstn_option: Literal["cloud_connected", "premises"]


class EnabledPlanBody(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"contact": {"name": "Rupert Giles", "email": "giles@example.com"}, "emergency_address": _ADDRESS}]}
    )

    contact: ContactBody = Field(description="Who signs the legal agreement.")
    emergency_address: AddressBody = Field(description="Where emergency services are sent, for every number without an address of its own.")


class AddressView(BaseModel):
    street: str
    unit: str
    city: str
    state: str
    zip_code: str

    @classmethod
    def of(cls, one: Address) -> "AddressView":
        return cls(street=one.street, unit=one.unit, city=one.city, state=one.state, zip_code=one.zip_code)


class ContactView(BaseModel):
    name: str
    email: str


class LocationView(BaseModel):
    id: str = Field(examples=["loc_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    organisation_id: str
    name: str
    time_zone: str
    pstn_option: PstnOption
    plan_enabled_at: datetime | None = Field(description="Null: no order or port is taken for it yet.")
    contact: ContactView | None
    emergency_address: AddressView | None
    main_number: str
    site_code: str
    extension_length: int

    @classmethod
    def of(cls, one: LocationShown) -> "LocationView":
        address, contact = one.emergency_address, one.contact
        return cls(
            id=one.id,
            organisation_id=one.organisation_id,
            name=one.name,
            time_zone=one.time_zone,
            pstn_option=one.pstn_option,
            plan_enabled_at=one.plan_enabled_at,
            contact=ContactView(name=contact.name, email=contact.email) if contact else None,
            emergency_address=AddressView.of(address) if address else None,
            main_number=one.main_number,
            site_code=one.site_code,
            extension_length=one.extension_length,
        )


class LocationsView(BaseModel):
    items: list[LocationView]


@router.get("/locations", allow=Action.LOCATION_READ, response_model=LocationsView, summary="List locations")
async def list_locations(call: Here) -> LocationsView:
    """All of the organisation, by name."""
    async with call.work() as work:
        return LocationsView(items=[LocationView.of(one) for one in await locations.list_locations(work)])


@router.post("/locations", allow=Action.LOCATION_WRITE, status_code=201, response_model=LocationView, summary="Add a location")
async def add_location(asked: LocationBody, call: Here) -> LocationView:
    """A place where numbers live. Its PSTN connection is chosen afterwards: enable the plan, or choose another."""
    async with call.work() as work:
        return call.keep(LocationView.of(await locations.add_location(work, asked.asked())))


@router.get("/locations/{location_id}", allow=Action.LOCATION_READ, response_model=LocationView, summary="Read a location")
async def read_location(location_id: str, call: Here) -> LocationView:
    """With contact and emergency address."""
    async with call.work() as work:
        return LocationView.of(await locations.read_location(work, location_id))


@router.put("/locations/{location_id}", allow=Action.LOCATION_WRITE, response_model=LocationView, summary="Change a location")
async def change_location(location_id: str, asked: LocationBody, call: Here) -> LocationView:
    """Name, time zone, site code and extension length."""
    async with call.work() as work:
        return LocationView.of(await locations.change_location(work, location_id, asked.asked()))


@router.put("/locations/{location_id}/pstn", allow=Action.LOCATION_WRITE, response_model=LocationView, summary="Choose another connection")
async def choose_pstn(location_id: str, asked: PstnBody, call: Here) -> LocationView:
    """Cloud connected or premises based. A location that has such a connection can never be moved to the calling plan."""
    async with call.work() as work:
        return LocationView.of(await locations.choose_pstn(work, location_id, PstnOption(asked.pstn_option)))


@router.post("/locations/{location_id}/plan", allow=Action.PLAN_ENABLE, response_model=LocationView, summary="Enable the calling plan")
async def enable_plan(location_id: str, asked: EnabledPlanBody, call: Here) -> LocationView:
    """Before any order or port. Needs who signs and the emergency address; refused where there is another PSTN connection."""
    contact = Contact(asked.contact.name, email_address(asked.contact.email, "/contact/email"))
    async with call.work() as work:
        return call.keep(LocationView.of(await locations.enable_plan(work, location_id, contact, asked.emergency_address.address())))


@router.put(
    "/locations/{location_id}/emergency-address",
    allow=Action.LOCATION_WRITE,
    response_model=LocationView,
    summary="Move the emergency address",
)
async def move_emergency_address(location_id: str, asked: AddressBody, call: Here) -> LocationView:
    """Numbers with an address of their own keep theirs; all others follow."""
    async with call.work() as work:
        return LocationView.of(await locations.move_emergency_address(work, location_id, asked.address()))
