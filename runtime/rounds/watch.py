"""The watch over carriers: what changed in any of our orders, in one list a carrier, for webhooks that got lost (design rule 6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from carriers.protocol import ListsChanges
from store.carriers import inbox, watches
from store.database import system_transaction


@dataclass(frozen=True, slots=True)
class Watch:
    """carriers: all there are; those that list no changes are left out. now: real time."""

    system: AsyncEngine
    carriers: Mapping[str, object]
    now: Callable[[], datetime]

    async def look(self) -> int:
        """Store what is new to us; how many notices. Raises CarrierError, StoreUnavailable."""
        found = 0
        for name, carrier in self.carriers.items():
            if isinstance(carrier, ListsChanges):
                found += await self._look_at(name, carrier)
        return found

    async def _look_at(self, name: str, carrier: ListsChanges) -> int:
        async with system_transaction(self.system) as connection:
            cursor = await watches.cursor(connection, name)
        notices, reached = await carrier.changes_since(cursor)
        if reached == cursor:
            return 0
        async with system_transaction(self.system) as connection:
            new = await inbox.store(connection, notices)
            await watches.advance(connection, name, reached, self.now())
        return new
