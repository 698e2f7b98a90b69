"""Where is paper kept? Encrypted, under a name made of its content, in a folder or in a bucket."""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from vault.blind import BlindIndex
from vault.envelope import Envelope, NotAuthentic, Place

NAME_BYTES = 32


class DocumentMissing(Exception):
    """There is nothing under this key."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """`key` finds the document again; `sha256` and `size` are of the plain bytes."""

    key: str
    sha256: bytes
    size: int


class DocumentVault(Protocol):
    """Keeps documents of organisations."""

    async def put(self, organisation_id: str, content: bytes) -> StoredDocument:
        """Keep it durably. The same bytes of the same organisation have the same key, however often put."""
        ...

    async def get(self, organisation_id: str, key: str) -> bytes:
        """Raises DocumentMissing (also for another organisation's key), NotAuthentic, KeyShredded."""
        ...

    async def holds(self, organisation_id: str, key: str) -> bool:
        """Whether there is something under this key."""
        ...

    async def delete(self, organisation_id: str, key: str) -> None:
        """Remove it; nothing happens when it is gone already. First see that no other row names the same key."""
        ...


class Blobs(Protocol):
    """Bytes under names. A name is `<organisation_id>/<64 hex digits>`."""

    async def write(self, name: str, data: bytes) -> None:
        """Whole and durable, or not at all."""
        ...

    async def read(self, name: str) -> bytes:
        """Raises DocumentMissing."""
        ...

    async def has(self, name: str) -> bool: ...

    async def remove(self, name: str) -> None: ...


class SealedDocuments:
    """A DocumentVault over any Blobs. Names tell nothing: they are keyed hashes, another one for each organisation."""

    def __init__(self, envelope: Envelope, names: BlindIndex, blobs: Blobs) -> None:
        self._envelope, self._names, self._blobs = envelope, names, blobs

    async def put(self, organisation_id: str, content: bytes) -> StoredDocument:
        digest = sha256(content).digest()
        key = self._names.of(f"documents of {organisation_id}", digest.hex()).hex()
        sealed = await self._envelope.seal(self._place(organisation_id, key), content)
        await self._blobs.write(f"{organisation_id}/{key}", sealed)
        return StoredDocument(key, digest, len(content))

    async def get(self, organisation_id: str, key: str) -> bytes:
        sealed = await self._blobs.read(_name(organisation_id, key))
        content = await self._envelope.open(self._place(organisation_id, key), sealed)
        expected = self._names.of(f"documents of {organisation_id}", sha256(content).hexdigest()).hex()
        if not hmac.compare_digest(expected, key):
            raise NotAuthentic("the document is not the one its key names")
        return content

    async def holds(self, organisation_id: str, key: str) -> bool:
        return await self._blobs.has(_name(organisation_id, key))

    async def delete(self, organisation_id: str, key: str) -> None:
        await self._blobs.remove(_name(organisation_id, key))

    def _place(self, organisation_id: str, key: str) -> Place:
        return Place("document", "content", key, organisation_id)


def _name(organisation_id: str, key: str) -> str:
    if len(key) != NAME_BYTES * 2 or not key.isalnum():
        raise DocumentMissing("this is no document's key")
    return f"{organisation_id}/{key}"
