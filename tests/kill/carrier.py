"""The rehearsal carrier in bad company: answers late, broken or cut off after the effect, webhooks doubled and out of order.

Run as `python -m tests.kill.carrier <what differs, in JSON>` with the settings of the stack in the environment.
"""

import json
import os
import sys
from dataclasses import replace
from typing import Any

from carriers.rehearsal.options import Chaos, RehearsalOptions, WebhookTarget
from carriers.rehearsal.server import server_config
from runtime.processes.http_server import AnnouncingServer
from runtime.processes.rehearsal import NOTICES_PATH
from runtime.real_time import now
from runtime.settings import Settings

TROUBLE = Chaos(delay=0.4, delay_seconds=1.0, fail=0.15, drop=0.15, duplicate=0.25, reorder=0.25)


def command(seed: int, *, honours_keys: bool) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.kill.carrier", json.dumps({"seed": seed, "honours_keys": honours_keys}))


def main(differs: dict[str, Any]) -> None:
    settings = Settings.from_env(os.environ)
    webhooks = f"http://{settings.api_host}:{settings.api_port}{NOTICES_PATH}"
    chaos = replace(TROUBLE, seed=differs["seed"])
    key = settings.rehearsal_api_key.get_secret_value()
    config = server_config(
        host=settings.rehearsal_host,
        port=settings.rehearsal_port,
        ledger_path=settings.data_dir / "rehearsal.db",
        webhooks=WebhookTarget(webhooks, settings.rehearsal_webhook_secret.get_secret_value()),
        options=RehearsalOptions(key, honours_keys=differs["honours_keys"], chaos=chaos, hold_seconds=1.5),
        now=now,
    )
    AnnouncingServer(config).run()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
