"""How much may be typed at once, and which numbers are served."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """max_bytes: of the whole paste, refused unread above it. countries: ISO codes served. opened_area_codes: newer than our table."""

    max_numbers: int = 500
    max_bytes: int = 50_000
    max_range: int = 500
    countries: tuple[str, ...] = ("US",)
    opened_area_codes: tuple[str, ...] = ()
