"""What customers' systems hear of a transition: a delivery for each endpoint that asked for such events, in the same commit."""

from collections.abc import Iterator

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.ids import PortId, read_stream
from domain.porting import facts as f
from domain.porting.published import Event, outcome, published
from store.outgoing import webhook_deliveries
from store.projections.change import Change


async def project(connection: AsyncConnection, change: Change) -> None:
    """One statement, however many events and endpoints. Published before under the same key means not again."""
    events = tuple(_events(change))
    about = {"order_id": change.head.id, "status": change.after.status.value}
    await webhook_deliveries.publish(connection, change.head.organisation_id, events, about, change.head.id)


def _events(change: Change) -> Iterator[Event]:
    read, foc_known = read_stream(change.stream), change.foc_told
    port = change.after.parts[read.n] if isinstance(read, PortId) else None
    for entry in change.entries:
        yield from published(change.stream, entry, port, foc_known=foc_known)
        foc_known = foc_known or isinstance(entry.fact, f.FocReceived)
    yield from outcome(change.head.id, change.old_status, change.after.status, change.at, change.after.parts.values())
