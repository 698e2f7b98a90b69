"""What a browser holds for us for a moment: it can neither read nor change it."""

import base64
import binascii
import hmac
import json
import secrets
import zlib
from collections.abc import Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class BrowserSeal:
    """Only this secret's holder can make and read it; what was sealed for one place opens at none other."""

    def __init__(self, secret: str, purpose: str) -> None:
        self._key = AESGCM(hmac.digest(secret.encode(), f"portwright browser {purpose}".encode(), sha256))

    def seal(self, fields: Mapping[str, str], place: str) -> str:
        nonce = secrets.token_bytes(_NONCE)
        locked = self._key.encrypt(nonce, zlib.compress(json.dumps(dict(fields)).encode()), place.encode())
        return base64.urlsafe_b64encode(nonce + locked).decode().rstrip("=")

    def open(self, sealed: str, place: str) -> dict[str, str]:
        """The fields; none of what we did not seal for this place."""
        try:
            data = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
            fields: dict[str, str] = json.loads(zlib.decompress(self._key.decrypt(data[:_NONCE], data[_NONCE:], place.encode())))
        except (InvalidTag, binascii.Error, ValueError):
            return {}
        return fields
