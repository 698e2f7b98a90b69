"""Time zones to choose from."""

from domain.calendars.zones import US_ZONES


def zone_options() -> list[tuple[str, str]]:
    """Value and label; the names are those of the zones' towns."""
    return [(zone, zone.partition("/")[2].replace("_", " ")) for zone in US_ZONES]
