"""What holds for webhooks to customers: which addresses can be asked for, when a delivery is tried again, when an endpoint is given up."""

from datetime import datetime, timedelta
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
# A receiver may ask for patience, and for no more than the plan itself has.
LONGEST_WAIT = max(PAUSES)
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


class EarlierSecrets(StrEnum):
    """What becomes of the secrets before a new one: the last signs on for a day while no other does, or in the place of that other, or
    none signs any more."""

    KEEP = "keep"
    DROP_OLDEST = "drop_oldest"
    STOP = "stop"


def next_pause(tried: int, draw: float, asked: timedelta = timedelta(0)) -> timedelta | None:
    """How long to wait after the `tried`-th try failed, None for not again.

    draw: from [0, 1), spreads the tries by ± a tenth. asked: what the receiver asked for, which is never fallen short of, up to a day.
    """
    if tried > len(PAUSES):
        return None
    spread: timedelta = PAUSES[tried - 1] * (1 + JITTER * (2 * draw - 1))
    return max(spread, min(asked, LONGEST_WAIT))


def planned(tries: int, next_at: datetime) -> tuple[datetime, ...]:
    """When the tries after the first `tries` are to be, if each of them fails: the next one, and from there by the plan."""
    moments = [next_at]
    for pause in PAUSES[tries:]:
        moments.append(moments[-1] + pause)
    return tuple(moments)
