"""What a carrier order does next: at once, or when a moment comes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.porting.carrier_order import PortState
from domain.porting.carrier_port import CarrierPort
from domain.porting.facts import WaitingFor


class Send(StrEnum):
    """The writes to a carrier."""

    SUBMIT = "submit"
    SUPPLEMENT = "supplement"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Wait:
    """What an order waits for, and the business time (UTC) at which waiting itself becomes news. None: for as long as it takes."""

    waiting_for: WaitingFor
    until: datetime | None = None


def next_send(port: CarrierPort) -> Send | None:
    """The write that is due at once, if any."""
    if port.unknown_key:
        return None
    match port.state:
        case PortState.PREPARED:
            return Send.SUBMIT
        case PortState.CORRECTED | PortState.RESCHEDULING:
            return Send.SUPPLEMENT if port.reference else Send.SUBMIT
        case PortState.CANCELLING if not port.cancel_sent:
            return Send.CANCEL
        case _:
            return None


def request_key(port: CarrierPort, send: Send) -> str:
    """The business key of the write that is due (reliability R1).

    Its revision is the fact that made the write due, so it is the same however often tried, also in a run that was started again,
    and another only after a deliberate act: a correction, a new date, an outcome that a person settled.
    """
    return port.port_id.request_key(send, port.entered)
