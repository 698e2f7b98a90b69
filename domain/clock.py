"""What time is it for an organisation? Real time, plus an offset that is zero outside rehearsal."""

from dataclasses import dataclass
from datetime import datetime, timedelta


class ClockTurnedBack(ValueError):
    """A jump would take an organisation into its own past."""


@dataclass(frozen=True, slots=True)
class OrganisationClock:
    """Business now = real now + offset. The offset only grows, by explicit jumps."""

    offset: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        if self.offset < timedelta(0):
            raise ClockTurnedBack(f"offset {self.offset}")

    def at(self, real: datetime) -> datetime:
        """Business time at a real moment."""
        return real + self.offset

    def real(self, business: datetime) -> datetime:
        """The real moment at which business time is `business`, if nobody jumps before."""
        return business - self.offset

    def jumped(self, by: timedelta) -> "OrganisationClock":
        """The clock after a jump ahead. Raises ClockTurnedBack on a negative jump."""
        if by < timedelta(0):
            raise ClockTurnedBack(f"jump {by}")
        return OrganisationClock(self.offset + by)
