"""New ids: a prefix that says of what, and 26 random characters."""

import base64
import secrets


def fresh(prefix: str) -> str:
    """For instance `org_…`, 128 bits that nobody guesses."""
    return f"{prefix}_{base64.b32encode(secrets.token_bytes(16)).decode().rstrip('=').lower()}"
