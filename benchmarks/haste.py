"""Orders of whose days nothing is waited for, on the product's own workflows and activities.

Each order has an organisation of its own, whose clock is set ahead after each step to what comes next: the end of the wait, which is then
due at once, or what the carrier has planned before it, which then happens at the carrier. The order hears of that by the watch, the inbox,
the relay and a signal, as always.
"""

import asyncio
import math
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from temporalio.client import Interceptor as ClientInterceptor
from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput
from temporalio.worker import Interceptor as WorkerInterceptor

from activities.messages import Progress
from tests.carriers.in_process import InProcessCarrier


@dataclass
class Haste(ClientInterceptor, WorkerInterceptor):
    """Handed to the client, so that the product's worker is the product's.

    organisations: of each order in haste. spoke: set when the carrier has something to tell.
    """

    carrier: InProcessCarrier
    organisations: dict[str, str] = field(default_factory=dict)
    ahead: dict[str, timedelta] = field(default_factory=dict)
    spoke: asyncio.Event = field(default_factory=asyncio.Event)

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:
        return _Hastened(next, self)

    def later(self, step: Any) -> Any:
        """The step as it is at its order's own time."""
        return replace(step, now=step.now + self.ahead.get(step.order_id, timedelta(0))) if hasattr(step, "now") else step

    def hurry(self, order_id: str, progress: Progress) -> Progress:
        now, until = datetime.now(UTC), progress.wait.until
        due = self._planned(order_id)
        if due is not None and (until is None or due < until):
            self._jump(order_id, due - now)
            self.carrier.app.state.house.desk.set_clock(self.organisations[order_id], self._seconds(order_id))
            self.spoke.set()
        elif until is not None:
            self._jump(order_id, until - now)
        return replace(progress, offset_seconds=self._seconds(order_id))

    def _planned(self, order_id: str) -> datetime | None:
        """The next that the carrier has planned for the order."""
        asked = "SELECT min(due) AS due FROM happenings WHERE fate IS NULL AND customer_reference = ?"
        due = self.carrier.ledger.rows(asked, self.organisations[order_id])[0]["due"]
        return None if due is None else datetime.fromtimestamp(due, UTC)

    def _jump(self, order_id: str, to: timedelta) -> None:
        self.ahead[order_id] = max(self.ahead.get(order_id, timedelta(0)), timedelta(seconds=math.ceil(to.total_seconds())))

    def _seconds(self, order_id: str) -> int:
        return int(self.ahead.get(order_id, timedelta(0)).total_seconds())


class _Hastened(ActivityInboundInterceptor):
    def __init__(self, next: ActivityInboundInterceptor, haste: Haste) -> None:
        super().__init__(next)
        self._haste = haste

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        step = input.args[0]
        input.args = [self._haste.later(step)]
        result = await super().execute_activity(input)
        return self._haste.hurry(step.order_id, result) if isinstance(result, Progress) else result
