"""What holds for webhooks to customers: which addresses can be asked for, when a delivery is tried again, when an endpoint is given up."""

from datetime import timedelta
from enum import StrEnum

# About 76 hours in all: beyond a long weekend.
PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
TRIES = len(PAUSES) + 1
JITTER = 0.1
GIVEN_UP_AFTER = timedelta(days=5)
OLD_SECRET_LASTS = timedelta(hours=24)
LOG_KEPT = timedelta(days=30)
MOST_ENDPOINTS = 10


class ReceiverTrouble(StrEnum):
    """Why an address is not asked. The first five can be seen from its text."""

    UNREADABLE = "webhook.url_unreadable"
    NOT_HTTPS = "webhook.url_not_https"
    PORT = "webhook.url_port"
    CREDENTIALS = "webhook.url_credentials"
    NOT_A_NAME = "webhook.url_not_a_name"
    UNRESOLVED = "webhook.url_unresolved"
    NOT_PUBLIC = "webhook.url_not_public"


class ReceiverRefused(Exception):
    """Nothing was sent. Holds the code and nothing of the address, which may have a token in it."""

    def __init__(self, trouble: ReceiverTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class OffReason(StrEnum):
    """Why an endpoint gets nothing any more: its owner, its answer 410, or no success for five days."""

    OWNER = "owner"
    GONE = "gone"
    FAILING = "failing"


def next_pause(tried: int, draw: float) -> timedelta | None:
    """How long to wait after the `tried`-th try failed, None for not again. draw: from [0, 1), spreads the tries by ± a tenth."""
    if tried > len(PAUSES):
        return None
    spread: timedelta = PAUSES[tried - 1] * (1 + JITTER * (2 * draw - 1))
    return spread
