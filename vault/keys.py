"""Which master keys are there, and which one locks what is written today?"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class KeyProblem(Exception):
    """The keys cannot be used as they are given. Holds no key material."""


class UnknownKey(KeyProblem):
    """Something was locked with a key that the ring no longer holds: put that key back."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"the key ring holds no key {key_id!r}: add it to PORTWRIGHT_VAULT_KEYS again")
        self.key_id = key_id


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All master keys by id; `current` locks, every one unlocks."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read `k2:base64,k1:base64`, the current key first. Raises KeyProblem, which names the key at fault by id."""
        keys: dict[str, bytes] = {}
        for part in filter(None, (part.strip() for part in text.split(","))):
            key_id, colon, encoded = part.partition(":")
            if not colon:  # The whole may be a key without its id: not to be shown.
                raise KeyProblem("a key has no id; the form is id:base64, and several are divided by commas")
            if key_id in keys:
                raise KeyProblem(f"key {key_id!r} is given twice")
            keys[key_id] = _key_bytes(key_id, encoded)
        if not keys:
            raise KeyProblem("no key is given; the form is id:base64, and several are divided by commas")
        return cls(next(iter(keys)), keys)

    def key(self, key_id: str) -> bytes:
        """Raises UnknownKey."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise UnknownKey(key_id) from None

    def derived(self, purpose: str) -> "KeyRing":
        """A ring with the same ids whose keys serve `purpose` only, so that what one part locks no other part opens."""
        return KeyRing(self.current, {key_id: _derive(key, purpose) for key_id, key in self.keys.items()})

    def self_test(self) -> None:
        """Lock and unlock a sample with each key. Raises KeyProblem; run at the start, before anything depends on it."""
        for key_id, key in self.derived("self-test").keys.items():
            box = AESGCM(key)
            try:
                opened = box.decrypt(bytes(12), box.encrypt(bytes(12), b"sample", key_id.encode()), key_id.encode())
            except (InvalidTag, ValueError) as error:
                raise KeyProblem(f"key {key_id!r} does not open what it locked") from error
            if opened != b"sample":
                raise KeyProblem(f"key {key_id!r} opens something else than it locked")


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=f"portwright {purpose}".encode()).derive(key)


def _key_bytes(key_id: str, encoded: str) -> bytes:
    if not key_id.isascii() or not key_id.isalnum() or len(key_id) > 32:
        raise KeyProblem("a key id is missing or not made of at most 32 letters and digits; the form is id:base64")
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise KeyProblem(f"key {key_id!r} is not base64") from None
    if len(key) != KEY_BYTES:
        raise KeyProblem(f"key {key_id!r} has {len(key)} bytes, not {KEY_BYTES}")
    if len(set(key)) < 8:
        raise KeyProblem(f"key {key_id!r} is no random key")
    return key
