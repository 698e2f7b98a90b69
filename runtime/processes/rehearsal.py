"""The rehearsal carrier as a process of its own."""

from carriers.rehearsal.options import RehearsalOptions, WebhookTarget
from carriers.rehearsal.server import server_config
from runtime.processes.http_server import AnnouncingServer
from runtime.real_time import now
from runtime.settings import Settings

NOTICES_PATH = "/v1/carriers/rehearsal/notices"


def run_carrier(settings: Settings) -> None:
    """Serve until told to stop; the ledger in the data folder outlives a kill."""
    webhooks = WebhookTarget(
        f"http://{settings.api_host}:{settings.api_port}{NOTICES_PATH}", settings.rehearsal_webhook_secret.get_secret_value()
    )
    config = server_config(
        host=settings.rehearsal_host,
        port=settings.rehearsal_port,
        ledger_path=settings.data_dir / "rehearsal.db",
        webhooks=webhooks,
        options=RehearsalOptions(settings.rehearsal_api_key.get_secret_value()),
        now=now,
    )
    AnnouncingServer(config).run()
