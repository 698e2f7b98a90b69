"""What does Temporal get to see? Only what this codec locked; the one file of the vault that knows Temporal."""

import dataclasses
import secrets
import zlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter, PydanticPayloadConverter, pydantic_data_converter
from temporalio.converter import DataConverter, DefaultFailureConverterWithEncodedAttributes, PayloadCodec

from vault.envelope import NONCE_BYTES, NotAuthentic
from vault.keys import KeyRing

ENCODING = b"binary/encrypted"
KEY_ID = "encryption-key-id"
PLAIN, DEFLATED = b"\x00", b"\x01"
# Below this zlib gains nothing.
LEAST_WORTH_PACKING = 256


class SharedPydanticConverter(PydanticPayloadConverter):
    """The SDK makes a converter for each run of a workflow; all of them share the readers of types, which cost more than what they read."""

    _SHARED = PydanticJSONPlainPayloadConverter()

    def __init__(self) -> None:
        super().__init__()
        self.converters = {**self.converters, self._SHARED.encoding.encode(): self._SHARED}


class EncryptingCodec(PayloadCodec):
    """AES-GCM over packed payloads. Encodes with the current key, decodes with any, and lets through what nobody encrypted.

    Bound to namespace, encoding and key id. Not covered: names, search attributes, and headers unless the client is told so.
    """

    def __init__(self, ring: KeyRing, namespace: str) -> None:
        self._namespace = namespace
        payload_keys = ring.derived("temporal payloads")
        self._current = payload_keys.current
        self._ciphers = {key_id: AESGCM(key) for key_id, key in payload_keys.keys.items()}
        self._ring = payload_keys

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [self._lock(payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Raises UnknownKey, NotAuthentic."""
        return [self._unlock(payload) for payload in payloads]

    def _lock(self, payload: Payload) -> Payload:
        nonce = secrets.token_bytes(NONCE_BYTES)
        locked = self._ciphers[self._current].encrypt(nonce, _packed(payload.SerializeToString()), self._bound_to(self._current))
        return Payload(metadata={"encoding": ENCODING, KEY_ID: self._current.encode()}, data=nonce + locked)

    def _unlock(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != ENCODING:
            return payload
        key_id = payload.metadata.get(KEY_ID, b"").decode(errors="replace")
        self._ring.key(key_id)
        cipher = self._ciphers[key_id]
        try:
            opened = cipher.decrypt(payload.data[:NONCE_BYTES], payload.data[NONCE_BYTES:], self._bound_to(key_id))
        except (InvalidTag, ValueError):
            raise NotAuthentic("a payload was changed or belongs to another namespace") from None
        return Payload.FromString(_unpacked(opened))

    def _bound_to(self, key_id: str) -> bytes:
        return b"\x00".join((self._namespace.encode(), ENCODING, key_id.encode()))


def data_converter(ring: KeyRing, namespace: str) -> DataConverter:
    """The converter of every client, worker and replayer: pydantic over dataclasses, locked payloads, locked failure texts."""
    return dataclasses.replace(
        pydantic_data_converter,
        payload_converter_class=SharedPydanticConverter,
        payload_codec=EncryptingCodec(ring, namespace),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )


def _packed(data: bytes) -> bytes:
    if len(data) >= LEAST_WORTH_PACKING:
        smaller = zlib.compress(data)
        if len(smaller) < len(data):
            return DEFLATED + smaller
    return PLAIN + data


def _unpacked(data: bytes) -> bytes:
    return zlib.decompress(data[1:]) if data[:1] == DEFLATED else data[1:]
