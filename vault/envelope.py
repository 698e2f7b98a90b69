"""How is one encrypted column value made, opened, and made unreadable for good?

A data key per tenant locks values, a master key locks data keys. A value is bound to its place (table, column, row, tenant): moved
anywhere else it does not open. A new master key means wrapping the data keys again; deleting a tenant's data keys shreds its values.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.keys import KEY_BYTES, KeyRing

VERSION = 1
NONCE_BYTES = 12


class NotAuthentic(Exception):
    """The bytes were changed, or belong to another place. Nothing of them may be used."""


class KeyShredded(Exception):
    """The tenant's key that locked this is gone, and with it the value."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value belongs. `row_id` is the row's primary key as text."""

    table: str
    column: str
    row_id: str
    organisation_id: str

    def associated_data(self) -> bytes:
        return _joined(self.table, self.column, self.row_id, self.organisation_id)


@dataclass(frozen=True, slots=True)
class Sealed:
    """The bytes of a column: version, length of the key id, key id, nonce, ciphertext with tag."""

    key_id: str
    nonce: bytes
    ciphertext: bytes

    def encode(self) -> bytes:
        key_id = self.key_id.encode()
        return bytes((VERSION, len(key_id))) + key_id + self.nonce + self.ciphertext

    @classmethod
    def decode(cls, data: bytes) -> "Sealed":
        """Raises NotAuthentic when these bytes are no envelope."""
        if len(data) < 2 or data[0] != VERSION or len(data) < 2 + data[1] + NONCE_BYTES + 16:
            raise NotAuthentic("not an envelope of this version")
        nonce_at = 2 + data[1]
        try:
            key_id = data[2:nonce_at].decode()
        except UnicodeDecodeError:
            raise NotAuthentic("not an envelope of this version") from None
        return cls(key_id, data[nonce_at : nonce_at + NONCE_BYTES], data[nonce_at + NONCE_BYTES :])


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A tenant's data key as it is stored: locked by the master key `master_key_id`."""

    organisation_id: str
    key_id: str
    master_key_id: str
    wrapped: bytes = field(repr=False)


class TenantKeys(Protocol):
    """Where wrapped keys are kept: a table in production."""

    async def of(self, organisation_id: str) -> tuple[WrappedKey, ...]:
        """Newest first; empty when there is none."""
        ...

    async def add(self, key: WrappedKey) -> None:
        """Keep it. It must be committed when this returns: a key that was rolled back would lose what it sealed."""
        ...

    async def not_under(self, master_key_id: str) -> tuple[WrappedKey, ...]:
        """All keys that another master key wraps."""
        ...

    async def replace(self, key: WrappedKey) -> None:
        """Put the new wrapping in the place of the old one of the same organisation and key id."""
        ...

    async def delete(self, organisation_id: str) -> None: ...


class TenantBox:
    """Seals and opens for one tenant without asking anybody. Do not hold on to one: it outlives a shredding."""

    def __init__(self, organisation_id: str, keys: dict[str, bytes]) -> None:
        """`keys` by id, the one that seals first."""
        self.organisation_id = organisation_id
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._current = next(iter(keys))

    def holds(self, key_id: str) -> bool:
        return key_id in self._ciphers

    def seal(self, table: str, column: str, row_id: str, value: bytes) -> bytes:
        place, nonce = Place(table, column, row_id, self.organisation_id), secrets.token_bytes(NONCE_BYTES)
        ciphertext = self._ciphers[self._current].encrypt(nonce, value, place.associated_data())
        return Sealed(self._current, nonce, ciphertext).encode()

    def open(self, table: str, column: str, row_id: str, data: bytes) -> bytes:
        """Raises NotAuthentic, KeyShredded."""
        sealed, place = Sealed.decode(data), Place(table, column, row_id, self.organisation_id)
        try:
            return self._ciphers[sealed.key_id].decrypt(sealed.nonce, sealed.ciphertext, place.associated_data())
        except KeyError:
            raise KeyShredded("the key of this value is gone") from None
        except InvalidTag:
            raise NotAuthentic("the value was changed or belongs elsewhere") from None


class Envelope:
    """Boxes of all tenants. Unlocked keys are kept in memory, at most `cache_size` tenants and `cache_seconds` each."""

    def __init__(
        self,
        ring: KeyRing,
        keys: TenantKeys,
        *,
        cache_size: int = 512,
        cache_seconds: float = 300,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ring, self._keys = ring.derived("tenant keys"), keys
        self._cache: OrderedDict[str, tuple[float, TenantBox]] = OrderedDict()
        self._cache_size, self._cache_seconds, self._now = cache_size, cache_seconds, now

    async def box(self, organisation_id: str) -> TenantBox:
        """The tenant's box; its first key is made when there is none. Raises UnknownKey when its master key is missing."""
        until, box = self._cache.get(organisation_id, (0.0, None))
        if box is None or until < self._now():
            return await self._load(organisation_id)
        self._cache.move_to_end(organisation_id)
        return box

    async def seal(self, place: Place, value: bytes) -> bytes:
        box = await self.box(place.organisation_id)
        return box.seal(place.table, place.column, place.row_id, value)

    async def open(self, place: Place, data: bytes) -> bytes:
        """Raises NotAuthentic, KeyShredded."""
        box = await self.box(place.organisation_id)
        if not box.holds(Sealed.decode(data).key_id):
            # Another process may have made a key since this one looked.
            box = await self._load(place.organisation_id)
        return box.open(place.table, place.column, place.row_id, data)

    def forge(self, organisation_id: str) -> tuple[WrappedKey, TenantBox]:
        """A new tenant's key and box, so that the key can be stored in the very transaction that makes the tenant. Not kept in memory."""
        key_id, key = f"dk{secrets.token_hex(6)}", secrets.token_bytes(KEY_BYTES)
        return self._wrap(organisation_id, key_id, key), TenantBox(organisation_id, {key_id: key})

    async def rewrap(self) -> int:
        """Lock every data key with the current master key; how many were locked anew. Can be run again at any time."""
        stale = await self._keys.not_under(self._ring.current)
        for wrapped in stale:
            await self._keys.replace(self._wrap(wrapped.organisation_id, wrapped.key_id, self._unwrap(wrapped)))
        return len(stale)

    async def shred(self, organisation_id: str) -> None:
        """Make all of a tenant's values unreadable. Other processes forget the key within `cache_seconds`."""
        await self._keys.delete(organisation_id)
        self._cache.pop(organisation_id, None)

    async def _load(self, organisation_id: str) -> TenantBox:
        stored = await self._keys.of(organisation_id)
        if not stored:
            made, box = self.forge(organisation_id)
            await self._keys.add(made)
        else:
            box = TenantBox(organisation_id, {wrapped.key_id: self._unwrap(wrapped) for wrapped in stored})
        self._cache[organisation_id] = (self._now() + self._cache_seconds, box)
        self._cache.move_to_end(organisation_id)
        while len(self._cache) > self._cache_size:
            self._cache.popitem(last=False)
        return box

    def _wrap(self, organisation_id: str, key_id: str, key: bytes) -> WrappedKey:
        master, nonce = self._ring.current, secrets.token_bytes(NONCE_BYTES)
        bound_to = _joined("data key", organisation_id, key_id, master)
        return WrappedKey(organisation_id, key_id, master, nonce + AESGCM(self._ring.key(master)).encrypt(nonce, key, bound_to))

    def _unwrap(self, wrapped: WrappedKey) -> bytes:
        bound_to = _joined("data key", wrapped.organisation_id, wrapped.key_id, wrapped.master_key_id)
        cipher = AESGCM(self._ring.key(wrapped.master_key_id))
        try:
            return cipher.decrypt(wrapped.wrapped[:NONCE_BYTES], wrapped.wrapped[NONCE_BYTES:], bound_to)
        except InvalidTag:
            raise NotAuthentic(
                f"a data key under {wrapped.master_key_id!r} does not open: the master key is another or the row was changed"
            ) from None


def _joined(*parts: str) -> bytes:
    """Parts with their lengths, so that no two lists of parts give the same bytes."""
    encoded = (part.encode() for part in parts)
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
