"""Workflow ids, streams and request keys: made here and read here, never glued at the call."""

from dataclasses import dataclass

_PORT_ORDER = "port-order/"
_CARRIER_PORT = "carrier-port/"


@dataclass(frozen=True, slots=True)
class PortId:
    """A carrier order: part `n` (from 1) of a port order."""

    order_id: str
    n: int

    @property
    def stream(self) -> str:
        return f"{_CARRIER_PORT}{self.order_id}/{self.n}"

    def request_key(self, step: str, revision: int) -> str:
        """The business key of one external write (reliability R1): the same write has the same key, however often tried."""
        return f"{self.order_id}/{self.n}/{step}/{revision}"


def order_stream(order_id: str) -> str:
    """The stream, and workflow id, of a customer's port order."""
    return f"{_PORT_ORDER}{order_id}"


def read_stream(stream: str) -> str | PortId:
    """The order id or carrier order that a stream belongs to: the inverse of the two above. Raises ValueError."""
    if stream.startswith(_PORT_ORDER) and "/" not in (order_id := stream.removeprefix(_PORT_ORDER)):
        return order_id
    if stream.startswith(_CARRIER_PORT):
        order_id, _, n = stream.removeprefix(_CARRIER_PORT).partition("/")
        return PortId(order_id, int(n))
    raise ValueError(f"not a stream of ours: {stream}")
