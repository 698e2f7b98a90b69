"""In which time zones may a location lie, and in which are the days of a port counted? Names are IANA's."""

from collections.abc import Iterable

from domain.numbers.nanp_table import AREA_CODES
from domain.numbers.structure import area_code

US_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Puerto_Rico",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Pacific/Guam",
    "Pacific/Pago_Pago",
    "America/Phoenix",
)

# Regions of the NPAC by their predominant zone, from east to west. The Pacific islands are in none.
_REGIONS = (
    ("America/New_York", "DE DC MD NJ PA VA WV"),  # Mid-Atlantic
    ("America/New_York", "CT ME MA NH NY RI VT"),  # Northeast
    ("America/New_York", "AL FL GA KY LA MS NC SC TN PR VI"),  # Southeast
    ("America/Chicago", "IL IN MI OH WI"),  # Midwest
    ("America/Chicago", "AR KS MO OK TX"),  # Southwest
    ("America/Denver", "AK AZ CO ID IA MN MT NE NM ND OR SD UT WA WY"),  # Western
    ("America/Los_Angeles", "CA HI NV"),  # West Coast
)
_PORTING_ZONES = {state: zone for zone, states in _REGIONS for state in states.split()}
_FROM_EAST = tuple(dict.fromkeys(zone for zone, _ in _REGIONS))


def porting_zone(numbers: Iterable[str], otherwise: str) -> str:
    """The predominant zone of the NPAC region in which these canonical numbers are ported (47 CFR 52.35(e)).

    Of several regions the easternmost, where a day's cut-off comes first; `otherwise` for numbers outside all regions.
    """
    known = (AREA_CODES.get(area_code(number)) for number in numbers)
    zones = {_PORTING_ZONES[each.state] for each in known if each is not None and each.state in _PORTING_ZONES}
    return min(zones, key=_FROM_EAST.index, default=otherwise)
