"""Links that say by themselves what they are for: what they name is sealed, so nothing has to be kept for them."""

import base64
import hmac
from hashlib import sha256


class LinkSeal:
    """Only this secret's holder can make such a link; a link of one purpose is none of another. Parts hold letters, digits and `_`."""

    def __init__(self, secret: str, purpose: str) -> None:
        self._key = hmac.digest(secret.encode(), f"portwright link {purpose}".encode(), sha256)

    def token(self, *parts: str) -> str:
        return ".".join((*parts, self._seal(parts)))

    def read(self, token: str) -> tuple[str, ...]:
        """The parts; empty for a token that we did not make."""
        *parts, seal = token.split(".")
        return tuple(parts) if hmac.compare_digest(seal.encode(), self._seal(tuple(parts)).encode()) else ()

    def _seal(self, parts: tuple[str, ...]) -> str:
        return base64.urlsafe_b64encode(hmac.digest(self._key, ".".join(parts).encode(), sha256)).decode().rstrip("=")
