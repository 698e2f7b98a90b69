"""Webhooks on their way to customers: taken from the deliveries table, signed, posted, and each try logged."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from domain.webhooks import LONGEST_WAIT, next_pause
from notifications.outbound import signing
from notifications.outbound.patience import wait_asked
from notifications.outbound.posting import Answer, Posts
from store.database import system_transaction
from store.outgoing import webhook_deliveries, webhooks
from store.outgoing.webhook_deliveries import Attempt, Sending
from vault.envelope import Envelope
from vault.traces import traced

log = logging.getLogger(__name__)
# Longer than any try lasts: a delivery whose courier was killed is taken again after it.
_LEASE = timedelta(seconds=60)
_MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class WebhookCourier:
    """Sends what waits, each try a task of its own, so that a slow receiver holds up nobody else.

    Any number of them may run beside each other. A webhook may arrive twice, with the same `webhook-id` (reliability R6).
    now: real time. draw: from [0, 1), spreads tries.
    """

    system: AsyncEngine
    envelope: Envelope
    posts: Posts
    now: Callable[[], datetime]
    draw: Callable[[], float]
    _under_way: dict[asyncio.Task[None], str] = field(default_factory=dict)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["WebhookCourier"]:
        """Ends with its tries: what was not settled is taken again once its lease is over."""
        try:
            yield self
        finally:
            for task in tuple(self._under_way):
                task.cancel()
            await self.landed()

    async def send_due(self) -> int:
        """Begin with what is due; how many tries were begun. Raises StoreUnavailable."""
        free = _MOST_AT_ONCE - len(self._under_way)
        if free <= 0:
            return 0
        now, flying = self.now(), Counter(self._under_way.values())
        async with system_transaction(self.system) as connection:
            due = await webhook_deliveries.take(connection, now, now + _LEASE, flying, free)
        for sending in due:
            task = asyncio.create_task(self._try(sending))
            self._under_way[task] = sending.endpoint_id
            task.add_done_callback(self._under_way.pop)
        return len(due)

    async def landed(self) -> None:
        """Wait for the tries under way."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _try(self, sending: Sending) -> None:
        """One try and what follows from it. Trouble of ours leaves it to the next courier after the lease."""
        try:
            began, ticks = self.now(), time.monotonic()
            answer = await self._post(sending, began)
            took = round((time.monotonic() - ticks) * 1000)
            await self._settle(sending, answer, Attempt(began, answer.status, answer.error, took))
        except Exception as error:
            log.warning("webhook %s: %s", sending.event_id, traced(error))

    async def _post(self, sending: Sending, at: datetime) -> Answer:
        box = await self.envelope.box(sending.organisation_id)

        def opened(column: str, sealed: bytes) -> str:
            return box.open("webhook_endpoints", column, sending.endpoint_id, sealed).decode()

        keys = [opened("secret_sealed", sending.secret_sealed)]
        if sending.previous_secret_sealed and sending.previous_until and at < sending.previous_until:
            keys.append(opened("previous_secret_sealed", sending.previous_secret_sealed))
        content = signing.body(sending.message, sending.at, sending.data)
        headers = signing.headers(sending.event_id, at, content, keys)
        return await self.posts.post(opened("url_sealed", sending.url_sealed), content, headers)

    async def _settle(self, sending: Sending, answer: Answer, attempt: Attempt) -> None:
        now = self.now()
        wait = wait_asked(answer.patience, now)
        pause = None if answer.gone else next_pause(sending.tries + 1, self.draw(), wait)
        next_at = None if pause is None else now + pause
        async with system_transaction(self.system) as connection:
            await webhook_deliveries.settle(connection, sending, attempt, taken=answer.taken, next_at=next_at)
            if wait:
                await webhooks.leave_alone(connection, sending.endpoint_id, now + min(wait, LONGEST_WAIT))
            if answer.gone:
                await webhook_deliveries.gone(connection, sending, attempt.at)
