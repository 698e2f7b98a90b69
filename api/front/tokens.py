"""Random tokens, and the keyed hashes of them that are all we keep."""

import base64
import hmac
import secrets
from hashlib import sha256

API_TOKEN_PREFIX = "pwt_"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_api_token() -> str:
    return API_TOKEN_PREFIX + new_token()


def new_code() -> str:
    """Six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def token_hash(secret: str, purpose: str, token: str) -> bytes:
    """What is kept of a token. purpose keeps a hash of one kind from being good for another."""
    return hmac.digest(secret.encode(), f"{purpose}\x00{token}".encode(), sha256)


def new_webhook_secret() -> str:
    """Signs webhooks: `whsec_` and 32 random bytes in base64 (Standard Webhooks)."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
