"""On which days does the gaining carrier of a carrier order move its numbers?"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from api.actions.orders import orders
from api.actions.orders.order_changes import part_of
from api.actions.work import Work
from api.parts import ApiParts
from carriers.errors import CarrierError
from domain.policy.foc import Windows

BUDGET_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class WindowsAsked:
    """What to ask a carrier, read before it is asked so that no transaction waits for it."""

    carrier: str
    numbers: tuple[str, ...]
    at: datetime

    async def windows(self, parts: ApiParts) -> Windows:
        """Unbounded when the carrier names none or does not answer: it then answers to the date itself."""
        offering = parts.foc_windows.get(self.carrier)
        if offering is None:
            return Windows()
        try:
            async with asyncio.timeout(BUDGET_SECONDS):
                offered = await offering.foc_windows(self.numbers, self.at)
        except (CarrierError, TimeoutError):
            return Windows()
        return Windows(tuple((window.first, window.last) for window in offered))


async def windows_for(work: Work, order_id: str, n: int) -> WindowsAsked:
    """Raises Problem NOT_FOUND, Refused."""
    seen = await orders.read(work, order_id)
    part = part_of(seen, n).part
    return WindowsAsked(part.carrier, part.numbers, seen.at)
