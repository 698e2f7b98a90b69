"""A courier of webhooks to receivers on this machine, as a process that can be killed. DATABASE_URL: of the system role."""

import asyncio
import os
import random
import ssl
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from activities.webhooks import WebhookCourier
from notifications.outbound.guard import Guard
from notifications.outbound.posting import GuardedPost
from store.database import engine
from store.tenancy.tenant_keys import StoredTenantKeys
from tests.notifications.outbound import Names
from tests.vault.rows import MASTER_1
from vault.envelope import Envelope
from vault.keys import KeyRing


def courier(system: AsyncEngine, ahead: timedelta = timedelta(0)) -> WebhookCourier:
    """ahead: how far its clock is before the real one."""
    posts = GuardedPost(Guard(Names([("127.0.0.1",)]), this_machine=True), ssl.create_default_context())
    envelope = Envelope(KeyRing.parse(MASTER_1), StoredTenantKeys(system))
    return WebhookCourier(system, envelope, posts, lambda: datetime.now(UTC) + ahead, random.random)


async def run(url: str) -> None:
    at_work = courier(engine(url))
    while True:
        await at_work.send_due()
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(run(os.environ["DATABASE_URL"]))
