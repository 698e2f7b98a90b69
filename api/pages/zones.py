"""Time zones to choose from, and the one that a reader is told moments in."""

from api.actions.orders.orders import ANYWHERE
from api.actions.zones import home_zone
from api.calls import Call
from domain.access import Action
from domain.calendars.zones import US_ZONES


def zone_options() -> list[tuple[str, str]]:
    """Value and label; the names are those of the zones' towns."""
    return [(zone, zone.partition("/")[2].replace("_", " ")) for zone in US_ZONES]


async def reader_zone(call: Call) -> str:
    """In which zone the reader is told moments that belong to no place: that of their organisation's first location."""
    home = call.principal.acting_for(Action.LOCATION_READ)
    if not home:
        return ANYWHERE
    async with call.work(Action.LOCATION_READ) as work:
        return await home_zone(work, home)
