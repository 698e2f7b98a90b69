"""What the rehearsal carrier says of a number: by its last two digits, portable from Rehearsal Bell unless the table says otherwise."""

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class NumberProfile:
    """reason: this carrier's own code, empty when portable. rate_centre empty: that of the area code."""

    losing_carrier: str = "Rehearsal Bell"
    losing_spid: str = "9999"
    line_type: str = "landline"
    rate_centre: str = ""
    state: str = ""
    needs_pin: bool = False
    simple: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    ending: str
    profile: NumberProfile
    says: str


ORDINARY = NumberProfile()
TABLE: tuple[ProfileRow, ...] = (
    ProfileRow(
        "82", NumberProfile("Rehearsal Mobile", "9998", "wireless", needs_pin=True), "wireless, needs a PIN, another losing carrier"
    ),
    ProfileRow("83", NumberProfile("Example Telephone", "9997"), "another losing carrier (SPID 9997)"),
    ProfileRow("84", NumberProfile(rate_centre="FARAWAY"), "another rate centre"),
    ProfileRow("85", NumberProfile("Rehearsal Cloud Voice", "9996", "voip"), "VoIP, another losing carrier (SPID 9996)"),
    ProfileRow("86", NumberProfile(simple=False), "landline whose port is not simple"),
    ProfileRow("90", NumberProfile(reason="NO_COVERAGE"), "not portable: rate centre not covered"),
    ProfileRow("91", NumberProfile(reason="LOSING_CARRIER_UNSUPPORTED"), "not portable: losing carrier not supported"),
    ProfileRow("92", NumberProfile(reason="ALREADY_PORTING"), "not portable: another port is pending"),
    ProfileRow("93", NumberProfile(reason="NOT_IN_SERVICE"), "not portable: not in service"),
    ProfileRow("94", NumberProfile(reason="PORT_PROTECTED"), "not portable: locked by its owner"),
    ProfileRow("95", NumberProfile(reason="MANUAL_ONLY"), "not portable by itself: only by hand"),
    ProfileRow("96", NumberProfile(reason="ALREADY_OURS"), "not portable: already with this carrier"),
    ProfileRow("97", NumberProfile(reason="GREMLINS"), "not portable: a reason nobody has heard of"),
)
BY_ENDING = {row.ending: row.profile for row in TABLE}
RATE_CENTRES = {
    "206": ("SEATTLE", "WA"),
    "212": ("NWYRCYZN01", "NY"),
    "303": ("DENVER", "CO"),
    "312": ("CHICAGO", "IL"),
    "408": ("SNJS WEST", "CA"),
    "415": ("SNFC CNTRL", "CA"),
    "512": ("AUSTIN", "TX"),
    "617": ("BOSTON", "MA"),
}
_NUMBER = re.compile(r"\+1(\d{3})\d{3}\d{2}(\d{2})")


def profile_of(number: str) -> NumberProfile:
    """Raises ValueError when the text is not a US number in E.164."""
    parts = _NUMBER.fullmatch(number)
    if parts is None:
        raise ValueError("not a US number in E.164")
    area, ending = parts.groups()
    profile = BY_ENDING.get(ending, ORDINARY)
    centre, state = RATE_CENTRES.get(area, (f"CENTRE {area}", ""))
    return replace(profile, rate_centre=profile.rate_centre or centre, state=state)


def is_simple(numbers: tuple[str, ...]) -> bool:
    """Whether an order counts as a simple port: one number, on a line without complications."""
    return len(numbers) == 1 and profile_of(numbers[0]).simple
