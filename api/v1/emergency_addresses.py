"""A person's own emergency address: for somebody who does not work where the location is."""

from datetime import datetime

from pydantic import BaseModel, Field

from api.actions.call_plan import emergency_addresses
from api.actions.call_plan.emergency_addresses import EmergencyAddress
from api.calls import Here
from api.front.routes import Router
from api.v1.locations import AddressBody, AddressView
from domain.access import Action

router = Router(prefix="/v1", tag="People")
_PATH = "/people/{person_id}/emergency-address"


class EmergencyAddressView(BaseModel):
    number: str = Field(description="Live number in E.164 that it holds for, empty when they have none.", examples=["+13035550100"])
    location_id: str = Field(description="Where the number lives; without one, where the person is.")
    own: bool = Field(description="False: it is the location's, and follows it.")
    address: AddressView | None = Field(description="Where help is sent.")
    ended_at: datetime | None = Field(
        description="When an own address fell because the number or the person moved on. Null once an address was chosen since."
    )

    @classmethod
    def of(cls, one: EmergencyAddress) -> "EmergencyAddressView":
        address = AddressView.of(one.address) if one.address else None
        return cls(number=one.number, location_id=one.location_id, own=one.own, address=address, ended_at=one.ended_at)


@router.get(_PATH, allow=Action.PEOPLE_READ, response_model=EmergencyAddressView, summary="Read a person's emergency address")
async def read_address(person_id: str, call: Here) -> EmergencyAddressView:
    """Where help is sent when they call it: to the location, or to an address of their own."""
    async with call.work() as work:
        return EmergencyAddressView.of(await emergency_addresses.read(work, person_id))


@router.put(_PATH, allow=Action.PEOPLE_WRITE, response_model=EmergencyAddressView, summary="Give a person their own emergency address")
async def choose_address(person_id: str, asked: AddressBody, call: Here) -> EmergencyAddressView:
    """For somebody who works elsewhere, such as at home. It belongs to their number while they hold it: when either moves on, the
    location's address holds again, and `ended_at` says since when.
    """
    async with call.work() as work:
        return EmergencyAddressView.of(await emergency_addresses.choose(work, person_id, asked.address()))


@router.delete(_PATH, allow=Action.PEOPLE_WRITE, response_model=EmergencyAddressView, summary="Go back to the location's address")
async def follow_location(person_id: str, call: Here) -> EmergencyAddressView:
    """Help is sent to the location again. Also says that an address that fell is not wanted any more."""
    async with call.work() as work:
        return EmergencyAddressView.of(await emergency_addresses.follow_location(work, person_id))
