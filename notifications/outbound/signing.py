"""A webhook as it goes out: the same id and body however often it is sent, signed anew each time (Standard Webhooks)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from standardwebhooks.webhooks import Webhook

_AGENT = "Portwright-Webhooks/1"


def body(kind: str, at: datetime, data: Mapping[str, Any]) -> bytes:
    """The same bytes for the same event."""
    return json.dumps({"type": kind, "timestamp": at.isoformat(), "data": data}, sort_keys=True, separators=(",", ":")).encode()


def headers(event_id: str, at: datetime, content: bytes, keys: Sequence[str]) -> Mapping[str, str]:
    """at: of this try. keys: each of them signs, so that a receiver may still hold the previous one."""
    text = content.decode()
    return {
        "content-type": "application/json",
        "user-agent": _AGENT,
        "webhook-id": event_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(key).sign(event_id, at, text) for key in keys),
    }
