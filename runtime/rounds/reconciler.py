"""Do database and Temporal tell of the same open orders? Differences are repaired or reported (reliability R56)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from store.carriers import inbox
from store.database import system_transaction
from store.orders import orders
from workflows.gateway import PortGateway

log = logging.getLogger(__name__)
_SETTLES_BY_ITSELF = timedelta(minutes=5)
_PARKED_TOO_LONG = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reconciler:
    """now: real time."""

    system: AsyncEngine
    gateway: PortGateway
    now: Callable[[], datetime]

    async def reconcile(self) -> int:
        """Start the runs that open orders have lost; how many. Raises TemporalUnavailable, StoreUnavailable."""
        async with system_transaction(self.system) as connection:
            expected = await orders.open_since(connection, self.now() - _SETTLES_BY_ITSELF)
            parked = await inbox.parked(connection, self.now() - _PARKED_TOO_LONG)
        running = await self.gateway.running_orders()
        lost = sorted(expected - running)
        for order_id in lost:
            log.warning("order without a run, started again: %s", order_id)
            await self.gateway.start_order(order_id, again=True)
        for notice in parked:
            log.warning("notice that fits no order of ours: %s of %s", notice.notice_id, notice.carrier)
        return len(lost)
