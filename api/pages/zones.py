"""Time zones to choose from, and the one that a reader is told moments in."""

from api.actions.orders.orders import ANYWHERE
from api.actions.zones import home_zone
from api.calls import Call
from api.front.problems import Invalid
from domain.access import Action
from domain.calendars.zones import US_ZONES

# People who look after numbers of the United States from elsewhere.
ELSEWHERE = ("Europe/London", "Europe/Berlin", "Europe/Stockholm")


def zone_options() -> list[tuple[str, str]]:
    """Value and label; the names are those of the zones' towns."""
    return [(zone, town(zone)) for zone in US_ZONES]


def reader_zone_options() -> list[tuple[str, str]]:
    """The same for a reader, who may be elsewhere."""
    return [(zone, town(zone)) for zone in (*US_ZONES, *ELSEWHERE)]


def require_reader_zone(time_zone: str) -> None:
    """Raises Invalid for one that was not offered. Empty is no choice."""
    if time_zone and time_zone not in {*US_ZONES, *ELSEWHERE}:
        raise Invalid(("/time_zone", "field.choice"))


def town(time_zone: str) -> str:
    return time_zone.partition("/")[2].replace("_", " ")


async def reader_zone(call: Call) -> str:
    """In which zone the reader is told moments of no place: the one they chose, or that of their organisation's first location."""
    if call.principal.time_zone:
        return call.principal.time_zone
    home = call.principal.acting_for(Action.LOCATION_READ)
    if not home:
        return ANYWHERE
    async with call.work(Action.LOCATION_READ) as work:
        return await home_zone(work, home)
