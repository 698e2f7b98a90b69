"""What a calling platform can do for the calling plan, one Protocol per ability. An adapter takes on what its platform offers.

A step that makes numbers live asks the location's PSTN connection first: some platforms forbid number writes on some connections and
damage their own data when asked all the same. Then it writes by API, or opens a task for a person; doing neither is an error.
"""

from enum import StrEnum
from typing import Protocol, runtime_checkable

from callplan.route_plan import RoutePlan
from domain.address import Address


class NumberWrites(StrEnum):
    """Who may add and activate numbers at a location."""

    API = "api"
    BY_HAND = "by_hand"


class PstnConnection(StrEnum):
    """How a location reaches the telephone network, as the calling platform reports it."""

    CALLING_PLAN = "calling_plan"
    INTEGRATED_CLOUD_CONNECTED = "integrated_cloud_connected"
    CLOUD_CONNECTED = "cloud_connected"
    LOCAL_GATEWAY = "local_gateway"
    NONE = "none"

    @property
    def number_writes(self) -> NumberWrites:
        """Only locations whose numbers the platform does not itself supply take them by API."""
        by_api = (PstnConnection.CLOUD_CONNECTED, PstnConnection.LOCAL_GATEWAY)
        return NumberWrites.API if self in by_api else NumberWrites.BY_HAND


@runtime_checkable
class ReportsPstnConnection(Protocol):
    name: str

    async def pstn_connection(self, location: str) -> PstnConnection:
        """Asked at the moment of the step, never remembered from an earlier one. location: the platform's id, here and below."""
        ...


@runtime_checkable
class AddsNumbers(Protocol):
    name: str

    async def add_inactive(self, location: str, numbers: tuple[str, ...]) -> None:
        """Put numbers at a location before their FOC, not ringing yet. A number that is there already is no error."""
        ...


@runtime_checkable
class ActivatesNumbers(Protocol):
    name: str

    async def activate(self, location: str, numbers: tuple[str, ...]) -> None:
        """Let added numbers ring. Called once the carrier has confirmed them; one that rings already is no error."""
        ...


@runtime_checkable
class AssignsNumbers(Protocol):
    name: str

    async def assign(self, person: str, number: str, extension: str) -> None:
        """Give a number, and an extension unless empty, to a person. A platform that answers an error may have done it: look first."""
        ...


@runtime_checkable
class SetsEmergencyAddress(Protocol):
    name: str

    async def set_emergency_address(self, number: str, address: Address) -> None:
        """What the emergency service sees for a number, in place of its location's address (rules 19, 20)."""
        ...


@runtime_checkable
class WritesRoutePatterns(Protocol):
    name: str

    async def write_routes(self, location: str, plan: RoutePlan) -> None:
        """Make the premises gateway's patterns for a location the ones in `plan`: what is not in it goes (rule 72)."""
        ...
