"""In which time zone is a number, a state, an NPAC region? Names are IANA's."""

from domain.numbers.nanp_table import AREA_CODES
from domain.numbers.structure import area_code

_BY_LETTER = {
    "E": "America/New_York",
    "C": "America/Chicago",
    "M": "America/Denver",
    "P": "America/Los_Angeles",
    "A": "America/Puerto_Rico",
    "AK": "America/Anchorage",
    "HA": "Pacific/Honolulu",
    "CH": "Pacific/Guam",
    "SA": "Pacific/Pago_Pago",
}
_NO_DAYLIGHT_SAVING = {"AZ": "America/Phoenix"}

US_ZONES: tuple[str, ...] = (*_BY_LETTER.values(), *_NO_DAYLIGHT_SAVING.values())

_NPAC_REGIONS = {
    "mid-atlantic": ("E", "DE DC MD NJ PA VA WV"),
    "midwest": ("C", "IL IN MI OH WI"),
    "northeast": ("E", "CT ME MA NH NY RI VT"),
    "southeast": ("E", "AL FL GA KY LA MS NC SC TN PR VI"),
    "southwest": ("C", "AR KS MO OK TX"),
    "western": ("M", "AK AZ CO ID IA MN MT NE NM ND OR SD UT WA WY"),
    "west-coast": ("P", "CA HI NV"),
}
NPAC_REGION: dict[str, str] = {state: region for region, (_, states) in _NPAC_REGIONS.items() for state in states.split()}


def zone_of_number(number: str) -> str:
    """The zone in which most lines of the number's area code are; empty for a code without a US zone. A location's own zone comes first."""
    known = AREA_CODES.get(area_code(number))
    if known is None or not known.zones:
        return ""
    return _NO_DAYLIGHT_SAVING.get(known.state, _BY_LETTER[known.zones[0]])


def porting_zone(state: str) -> str:
    """The predominant zone of the NPAC region in which a state's ports are counted (47 CFR 52.35(e)); empty outside every region."""
    region = NPAC_REGION.get(state, "")
    return _BY_LETTER[_NPAC_REGIONS[region][0]] if region else ""
