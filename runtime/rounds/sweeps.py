"""What comes round by the clock: drafts that fade, secrets and rows whose time is up. Set by set, safe to run at any time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.policy.rulebook import rulebook
from runtime.rounds.retention import PaperRetention
from store import relay, secrets
from store.access import idempotency, kept_forms, rates, sessions, sign_on
from store.database import system_transaction
from store.drafts import draft_expiry
from store.drafts.draft_expiry import Fading
from store.outgoing import webhook_deliveries, webhooks
from store.outgoing.deliveries import Delivery, enqueue
from store.paper import sign_reminders
from vault.envelope import Envelope

_KEEP_RELAYED, _KEEP_COUNTERS = timedelta(days=14), timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Sweeps:
    """now: real time."""

    system: AsyncEngine
    envelope: Envelope
    now: Callable[[], datetime]
    retention: PaperRetention

    async def sweep(self) -> int:
        """Everything that is due. Always 0: what was swept leaves nothing to go on with."""
        now = self.now()
        async with system_transaction(self.system) as connection:
            await self._warn(connection, now)
            await draft_expiry.expire(connection, now)
            await sign_reminders.remind(connection, self.envelope, now)
        async with system_transaction(self.system) as connection:
            await secrets.sweep(connection, now)
            await idempotency.forget_expired(connection, now)
            await sessions.forget_expired(connection, now)
            await sign_on.forget_expired(connection, now)
            await kept_forms.forget_expired(connection, now)
            await rates.forget(connection, now - _KEEP_COUNTERS)
            await relay.forget(connection, now - _KEEP_RELAYED)
            await webhook_deliveries.forget(connection, now)
        async with system_transaction(self.system) as connection:
            await webhooks.give_up(connection, now)
        await self.retention.run()
        return 0

    async def _warn(self, connection: AsyncConnection, now: datetime) -> None:
        """Tell those who began a draft that it expires soon, in the commit that marks it as warned of."""
        fading = await draft_expiry.warn(connection, now, timedelta(days=rulebook().draft_warning_days))
        await enqueue(connection, await _warnings(connection, fading, now))


async def _warnings(connection: AsyncConnection, fading: Sequence[Fading], now: datetime) -> list[Delivery]:
    zones = await draft_expiry.zones(connection, [each.id for each in fading])
    return [
        Delivery(
            organisation_id=each.organisation_id,
            channel="mail",
            message="draft_expiring",
            message_key=f"{each.id}/draft_expiring/{each.expires_at.date().isoformat()}/{each.created_by}",
            at=now,
            user_id=each.created_by,
            data={"order_id": each.id, "expires_at": each.expires_at.isoformat(), "time_zone": zones[each.id]},
        )
        for each in fading
    ]
