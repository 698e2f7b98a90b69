"""Signed webhooks after the Standard Webhooks scheme: HMAC-SHA256 over `id.timestamp.body`, base64, `v1,` before it."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

ID_HEADER, TIME_HEADER, SIGNATURE_HEADER = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = timedelta(minutes=5)
SECRET_PREFIX = "whsec_"


class SignatureWrong(ValueError):
    """The message does not prove who sent it, or is too old or too new."""


def signed_headers(secret: str, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """What goes with a webhook. at: real time."""
    timestamp = str(int(at.timestamp()))
    return {
        ID_HEADER: message_id,
        TIME_HEADER: timestamp,
        SIGNATURE_HEADER: f"v1,{_signature(secret, message_id, timestamp, body)}",
        "content-type": "application/json",
    }


def verify(secret: str, headers: Mapping[str, str], body: bytes, received_at: datetime) -> None:
    """Return when one of the signatures is ours and the time is within five minutes. Raises SignatureWrong."""
    lower = {name.lower(): value for name, value in headers.items()}
    message_id, timestamp, signatures = (lower.get(name, "") for name in (ID_HEADER, TIME_HEADER, SIGNATURE_HEADER))
    if not (message_id and timestamp and signatures):
        raise SignatureWrong("a signature header is missing")
    if abs(received_at - _moment(timestamp)) > TOLERANCE:
        raise SignatureWrong("signed too long ago, or in the future")
    expected = f"v1,{_signature(secret, message_id, timestamp, body)}".encode()
    matches = [hmac.compare_digest(expected, given.encode()) for given in signatures.split(" ")]
    if not any(matches):
        raise SignatureWrong("no signature matches")


def _moment(timestamp: str) -> datetime:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 11):
        raise SignatureWrong("the timestamp is no number of seconds")
    return datetime.fromtimestamp(int(timestamp), UTC)


def _signature(secret: str, message_id: str, timestamp: str, body: bytes) -> str:
    digest = hmac.new(_key(secret), f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def _key(secret: str) -> bytes:
    """A secret that starts with `whsec_` is base64, any other is taken as it is."""
    if not secret.startswith(SECRET_PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("the webhook secret after whsec_ is not base64") from error
