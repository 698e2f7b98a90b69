"""An organisation's clock set ahead, and everybody who lives by it told in the same commit."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import OrganisationClock
from domain.ids import PortId
from store.orders import orders
from store.relay import Crossing, RelayKind, enqueue
from store.tenancy import clocks

CARRIER_CLOCK = "carrier-clock/"


async def jump_and_tell(
    connection: AsyncConnection, organisation_id: str, by: timedelta, actor: str, carriers: Sequence[str]
) -> OrganisationClock:
    """Set the clock ahead by whole seconds, more than none; the relay tells carriers that follow it, then every open carrier order.

    A jump's key is the offset that it leads to, so told twice it is one jump.
    """
    clock = await clocks.jump(connection, organisation_id, by, actor)
    offset = int(clock.offset.total_seconds())
    streams = await orders.open_streams(connection, organisation_id)
    parts = [PortId(order_id, n).stream for order_id, n in streams if n is not None]
    targets = (*(f"{CARRIER_CLOCK}{carrier}/{organisation_id}" for carrier in carriers), *parts)
    payload = {"offset_seconds": offset}
    await enqueue(connection, [Crossing(organisation_id, RelayKind.CLOCK, target, str(offset), payload) for target in targets])
    return clock
