"""Why can a number not be ported by itself? Reasons of the portability check, and what may still be done."""

from dataclasses import dataclass
from enum import StrEnum


class NotPortable(StrEnum):
    NO_COVERAGE = "no_coverage"
    LOSING_CARRIER_UNSUPPORTED = "losing_carrier_unsupported"
    ALREADY_PORTING = "already_porting"
    NOT_IN_SERVICE = "not_in_service"
    PORT_PROTECTED = "port_protected"
    MANUAL_ONLY = "manual_only"
    ALREADY_OURS = "already_ours"
    TOLL_FREE = "toll_free"
    COUNTRY_UNSUPPORTED = "country_unsupported"
    NOT_A_NUMBER = "not_a_number"
    UNRECOGNISED = "unrecognised"


class LineType(StrEnum):
    LANDLINE = "landline"
    WIRELESS = "wireless"
    VOIP = "voip"
    UNKNOWN = "unknown"


def not_portable(code: str) -> NotPortable:
    """The code as one of ours; UNRECOGNISED for any other text."""
    try:
        return NotPortable(code)
    except ValueError:
        return NotPortable.UNRECOGNISED


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """What the portability check said of one number. reason: None when portable. simple: alone it would be a simple port."""

    number: str
    portable: bool
    reason: NotPortable | None = None
    losing_carrier: str = ""
    losing_spid: str = ""
    rate_centre: str = ""
    line_type: LineType = LineType.UNKNOWN
    needs_pin: bool = False
    simple: bool = False
