"""The loops process: relay, couriers, watch, reader and hourly sweeps, each on its own, none stopped by another's trouble."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx

from activities.mailing import Courier
from activities.webhooks import WebhookCourier
from documents.reading import PaperReader
from notifications.courier import EmlFolder, SendsMail, SmtpSender
from notifications.mail import mailbox
from notifications.outbound.posting import GuardedPost
from notifications.smtp_url import smtp_server
from runtime import wiring
from runtime.processes.readiness import announce_ready
from runtime.processes.stopping import until_stopped
from runtime.real_time import now
from runtime.rounds.anchors import Anchors
from runtime.rounds.documents_reader import DocumentReader
from runtime.rounds.reconciler import Reconciler
from runtime.rounds.relay import Relay
from runtime.rounds.retention import PaperRetention, kept
from runtime.rounds.sweeps import Sweeps
from runtime.rounds.watch import Watch
from runtime.settings import Settings
from vault.link_seal import LinkSeal
from vault.traces import traced
from workflows.gateway import PortGateway

log = logging.getLogger(__name__)
_AFTER_TROUBLE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Loop:
    """turn: does what is due and says how much it found. eager: while it finds something it goes again at once."""

    name: str
    turn: Callable[[], Awaitable[int]]
    pause: timedelta
    eager: bool = True


async def turn_for_ever(loop: Loop) -> None:
    """Turn until cancelled. A turn that fails is logged by kind and place, never with data, and tried again."""
    while True:
        try:
            found = await loop.turn()
            pause = timedelta(0) if found and loop.eager else loop.pause
        except Exception as error:
            log.warning("%s: %s", loop.name, traced(error))
            pause = _AFTER_TROUBLE
        await asyncio.sleep(pause.total_seconds())


def mail_courier(settings: Settings) -> SendsMail:
    """SMTP where it is set, else files in the data folder."""
    url = settings.mail_smtp_url.get_secret_value()
    return SmtpSender(smtp_server(url)) if url else EmlFolder(settings.mail_directory)


@asynccontextmanager
async def _loops(settings: Settings) -> AsyncIterator[tuple[Loop, ...]]:
    pools = wiring.system_pool(settings), wiring.pool(settings.database_audit_url.get_secret_value(), 1)
    keys = wiring.vault(settings, settings.database_system_url)
    async with pools[0] as system, pools[1] as auditor, keys as vault, wiring.carriers(settings) as carriers, PaperReader() as papers:
        gateway = PortGateway(await wiring.temporal(settings), settings.temporal_task_queue)
        sender, leaving = mailbox(settings.mail_sender), LinkSeal(settings.session_secret.get_secret_value(), "unsubscribe")
        courier = Courier(system, vault.envelope, mail_courier(settings), sender, settings.console_url, now, leaving)
        reader = DocumentReader(system, vault.envelope, vault.documents, now, papers.read)
        posts = GuardedPost(wiring.webhook_guard(settings), httpx.create_ssl_context())
        hooks = WebhookCourier(system, vault.envelope, posts, now, random.random)
        retention = PaperRetention(system, vault.documents, now, kept(settings))
        async with hooks.running():
            yield (
                Loop("relay", Relay(system, gateway, carriers, now).drain, timedelta(milliseconds=200)),
                Loop("courier", courier.send_due, timedelta(milliseconds=500)),
                Loop("webhooks", hooks.send_due, timedelta(milliseconds=500)),
                Loop("watch", Watch(system, carriers, now).look, timedelta(seconds=settings.watch_seconds)),
                Loop("reader", reader.read_due, timedelta(milliseconds=500)),
                Loop("reconciler", Reconciler(system, gateway, now).reconcile, timedelta(minutes=10), eager=False),
                Loop("anchors", Anchors(auditor, settings.anchors_file).note, timedelta(minutes=5), eager=False),
                Loop("sweeps", Sweeps(system, vault.envelope, now, retention).sweep, timedelta(minutes=10)),
            )


async def run_loops(settings: Settings) -> None:
    """Turn all loops until told to stop."""
    async with _loops(settings) as loops, asyncio.TaskGroup() as group:
        turning = [group.create_task(turn_for_ever(loop)) for loop in loops]
        announce_ready()
        await until_stopped()
        for task in turning:
            task.cancel()
