"""Locations, and enabling the calling plan there."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Annotated

from pydantic import Field, StringConstraints
from starlette.responses import Response

from api.actions.addresses import email_address
from api.actions.call_plan import locations
from api.actions.call_plan.locations import Contact, LocationShown, NewLocation, PstnOption
from api.calls import Call, Here
from api.front.bodies import Body, Email, Name
from api.front.routes import Router
from api.pages.forms import Errors, Typed, answered
from api.pages.zones import zone_options
from api.v1.locations import AddressBody
from domain.access import Action

router = Router(page=True)


class LocationForm(Body):
    name: Name
    time_zone: Name


class ChangeForm(LocationForm):
    """extension_length: as typed."""

    site_code: Annotated[str, StringConstraints(pattern="^[0-9]{0,6}$")] = ""
    extension_length: Annotated[int, Field(ge=2, le=8)] = 4


class PlanForm(AddressBody):
    contact_name: Name
    contact_email: Email


@router.get("/locations", allow=Action.LOCATION_READ)
async def locations_page(call: Here) -> Response:
    async with call.work() as work:
        found = await locations.list_locations(work)
    return await call.page("locations/list.html", locations=found)


@router.get("/locations/new", allow=Action.LOCATION_WRITE)
async def new_location_page(call: Here) -> Response:
    return await call.page("locations/new.html", zones=zone_options())


@router.post("/locations/new", allow=Action.LOCATION_WRITE)
async def location_added(call: Here) -> Response:
    async def again(typed: Typed, errors: Errors) -> Response:
        return await call.page("locations/new.html", 422, typed=typed, errors=errors, zones=zone_options())

    return await answered(call, lambda typed: _add(call, typed), again, lambda made: f"/locations/{made.id}")


@router.get("/locations/{location_id}", allow=Action.LOCATION_READ)
async def location_page(location_id: str, call: Here) -> Response:
    async with call.work() as work:
        found = await locations.read_location(work, location_id)
    return await call.page("locations/location.html", location=found)


@router.get("/locations/{location_id}/plan", allow=Action.PLAN_ENABLE)
async def plan_page(location_id: str, call: Here) -> Response:
    return await call.page("locations/plan.html", location=await _read(call, location_id))


@router.post("/locations/{location_id}/plan", allow=Action.PLAN_ENABLE)
async def plan_enabled(location_id: str, call: Here) -> Response:
    return await _answered(call, location_id, "plan", _enable)


@router.get("/locations/{location_id}/change", allow=Action.LOCATION_WRITE)
async def change_page(location_id: str, call: Here) -> Response:
    location = await _read(call, location_id)
    kept = {name: str(getattr(location, name)) for name in ("name", "time_zone", "site_code", "extension_length")}
    return await call.page("locations/change.html", location=location, typed=kept, zones=zone_options())


@router.post("/locations/{location_id}/change", allow=Action.LOCATION_WRITE)
async def location_changed(location_id: str, call: Here) -> Response:
    return await _answered(call, location_id, "change", _change)


@router.get("/locations/{location_id}/emergency-address", allow=Action.LOCATION_WRITE)
async def address_page(location_id: str, call: Here) -> Response:
    location = await _read(call, location_id)
    kept = asdict(location.emergency_address) if location.emergency_address else {}
    return await call.page("locations/address.html", location=location, typed=kept)


@router.post("/locations/{location_id}/emergency-address", allow=Action.LOCATION_WRITE)
async def address_moved(location_id: str, call: Here) -> Response:
    return await _answered(call, location_id, "address", _move)


@router.post("/locations/{location_id}/pstn", allow=Action.LOCATION_WRITE)
async def pstn_chosen(location_id: str, call: Here) -> Response:
    return await _answered(call, location_id, "location", _choose)


async def _answered(call: Call, location_id: str, page: str, act: Callable[[Call, str, Typed], Awaitable[None]]) -> Response:
    """On to the location, or the page again. What is wrong with a whole address stands beside its first field."""
    location = await _read(call, location_id)

    async def again(typed: Typed, errors: Errors) -> Response:
        beside = {"street" if field == "emergency_address" else field: what for field, what in errors.items()}
        facts = {"location": location, "zones": zone_options(), "typed": typed, "errors": beside}
        return await call.page(f"locations/{page}.html", 422, **facts)

    return await answered(call, lambda typed: act(call, location_id, typed), again, f"/locations/{location_id}")


async def _read(call: Call, location_id: str) -> LocationShown:
    async with call.work(Action.LOCATION_READ) as work:
        return await locations.read_location(work, location_id)


async def _add(call: Call, typed: Mapping[str, str]) -> LocationShown:
    asked = LocationForm.model_validate(typed)
    async with call.work() as work:
        return await locations.add_location(work, NewLocation(asked.name, asked.time_zone))


async def _enable(call: Call, location_id: str, typed: Mapping[str, str]) -> None:
    asked = PlanForm.model_validate(typed)
    contact = Contact(asked.contact_name, email_address(asked.contact_email, "/contact_email"))
    async with call.work() as work:
        await locations.enable_plan(work, location_id, contact, asked.address())


async def _change(call: Call, location_id: str, typed: Mapping[str, str]) -> None:
    asked = ChangeForm.model_validate(typed)
    async with call.work() as work:
        await locations.change_location(
            work, location_id, NewLocation(asked.name, asked.time_zone, asked.site_code, asked.extension_length)
        )


async def _move(call: Call, location_id: str, typed: Mapping[str, str]) -> None:
    asked = AddressBody.model_validate(typed)
    async with call.work() as work:
        await locations.move_emergency_address(work, location_id, asked.address())


async def _choose(call: Call, location_id: str, typed: Mapping[str, str]) -> None:
    option = typed.get("pstn_option", "")
    async with call.work() as work:
        await locations.choose_pstn(work, location_id, PstnOption(option) if option in set(PstnOption) else PstnOption.CALLING_PLAN)
