"""Who follows which order, and what is new to them: asked of the database in short looks, so that nobody holds a connection."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from api.calls import Call
from api.front.authentication import still_stands
from api.orders.timeline import TimelineLine, line
from domain.access import Action
from store import facts
from store.facts import Told
from store.orders import order_comments, orders

MOST_STREAMS = 10
LOOK_EVERY_SECONDS = 1.0
PROVE_EVERY_LOOKS = 4
LONGEST_SECONDS = 900.0


class Seats:
    """How many streams each principal has open in this process."""

    def __init__(self, most: int) -> None:
        self._most, self._taken = most, Counter[str]()

    def take(self, actor: str) -> bool:
        """Whether there was one left."""
        if self._taken[actor] >= self._most:
            return False
        self._taken[actor] += 1
        return True

    def leave(self, actor: str) -> None:
        self._taken[actor] -= 1
        if not self._taken[actor]:
            del self._taken[actor]


SEATS = Seats(MOST_STREAMS)


@dataclass(frozen=True, slots=True)
class Commented:
    """Something was written about the order. position: of the newest comment that the reader may see."""

    position: int


@dataclass(slots=True)
class OrderFeed:
    """One reader's view of one order. after: the position they have seen. said: of the newest comment they were told of.

    ended: whether the order closed.
    """

    call: Call
    order_id: str
    zone: str
    after: int
    said: int = 0
    ended: bool = False

    async def news(self) -> AsyncIterator[TimelineLine | Commented]:
        """What is there beyond `after`, then what comes; until the order is closed, the reader's right ends, or the time is up.

        The newest comment is told of at the beginning too, so that who comes back need not remember which one that was.
        """
        staff, changed_at = self.call.principal.is_staff_for(Action.ORDER_READ), None
        for look in range(int(LONGEST_SECONDS / LOOK_EVERY_SECONDS)):
            if look % PROVE_EVERY_LOOKS == 0 and look and not await self._still_stands():
                return
            changed_at, told, said = await self._look(changed_at, staff)
            for each in told:
                self.after = each.position
                yield line(each, self.call.words, self.zone, staff=staff)
            if said > self.said:
                self.said = said
                yield Commented(said)
            if self.ended:
                return
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def _still_stands(self) -> bool:
        return await still_stands(self.call.parts, self.call.request, self.call.principal)

    async def _look(self, changed_at: datetime | None, staff: bool) -> tuple[datetime | None, tuple[Told, ...], int]:
        async with self.call.work() as work:
            said = await order_comments.last_position(work.connection, self.order_id, internal=staff)
            newest = await facts.last_change(work.connection, self.order_id)
            if newest == changed_at:
                return changed_at, (), said
            told = await facts.of_order(work.connection, self.order_id, work.tenants, self.after)
            row = await orders.find(work.connection, self.order_id, work.tenants)
            self.ended = row is None or row.closed_at is not None
            return newest, told, said
