"""The API and console as a process."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import uvicorn

from api.app import create_app
from api.parts import ApiParts, ApiSettings
from api.sign_on.identity_providers import Providers
from carriers.protocol import ChecksPortability, OffersFocWindows, SendsWebhooks
from notifications.outbound.fetching import GuardedFetch
from runtime import wiring
from runtime.processes.http_server import AnnouncingServer
from runtime.provider_fetch import ProviderFetch
from runtime.real_time import now
from runtime.sealing import sealing
from runtime.settings import Environment, Settings
from workflows.gateway import PortGateway


def api_settings(settings: Settings) -> ApiSettings:
    hosts = {settings.api_host, "127.0.0.1", "localhost", urlsplit(settings.console_url).hostname or ""}
    return ApiSettings(
        base_url=settings.console_url,
        session_secret=settings.session_secret.get_secret_value(),
        csrf_secret=settings.csrf_secret.get_secret_value(),
        hosts=tuple(sorted(hosts - {""})),
        session_length=timedelta(hours=settings.session_hours),
        upload_max_bytes=settings.upload_max_bytes,
        draft_days=settings.draft_days,
        rehearsal_sign_up=settings.environment is not Environment.PRODUCTION,
    )


@asynccontextmanager
async def api_parts(settings: Settings) -> AsyncIterator[ApiParts]:
    """Everything the API is built from, closed at the end. Needs neither Temporal nor a carrier to be up."""
    app = wiring.pool(settings.database_app_url.get_secret_value(), settings.database_pool_size)
    keys = wiring.vault(settings, settings.database_app_url)
    seal, trusted = sealing(settings, now())
    async with app as connections, keys as vault, wiring.carriers(settings) as carriers:
        yield ApiParts(
            settings=api_settings(settings),
            app=connections,
            envelope=vault.envelope,
            blind=vault.blind,
            documents=vault.documents,
            orders=PortGateway(await wiring.temporal(settings, lazy=True), settings.temporal_task_queue),
            clock=now,
            portability={name: carrier for name, carrier in carriers.items() if isinstance(carrier, ChecksPortability)},
            foc_windows={name: carrier for name, carrier in carriers.items() if isinstance(carrier, OffersFocWindows)},
            webhooks={name: carrier for name, carrier in carriers.items() if isinstance(carrier, SendsWebhooks)},
            sealing=seal,
            trust=trusted,
            receivers=wiring.webhook_guard(settings),
            providers=Providers(ProviderFetch(GuardedFetch(wiring.webhook_guard(settings), httpx.create_ssl_context())), now),
        )


async def run_api(settings: Settings) -> None:
    """Serve until told to stop."""
    async with api_parts(settings) as parts:
        config = uvicorn.Config(
            create_app(parts),
            host=settings.api_host,
            port=settings.api_port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
        )
        # What was made so far lives as long as the process: no collection needs to walk it.
        gc.collect()
        gc.freeze()
        await AnnouncingServer(config).serve()
