"""How are account numbers and PINs handled? As `Secret`s, which do not print, and in a `SecretBox`, which forgets them by date."""

import hmac
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import NoReturn, Protocol

DOT = "•"


class SecretName(StrEnum):
    ACCOUNT_NUMBER = "account_number"
    PIN = "pin"


class Secret:
    """A text that shows itself only when asked by `reveal`. Cannot be pickled, so it cannot slip into a payload or a cache."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def mask(self, shown: int = 0) -> str:
        """Dots, then at most `shown` last characters, and never more than a third of them. The number of dots tells no length."""
        tail = min(shown, len(self._text) // 3)
        return DOT * 4 + (self._text[-tail:] if tail else "")

    def matches(self, other: "Secret") -> bool:
        """Whether both are the same, in a time that tells neither content nor length."""
        return hmac.compare_digest(_digest(self._text), _digest(other._text))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self.matches(other)

    __hash__ = None  # type: ignore[assignment]  # A hash would be a way to compare that is not constant in time.

    def __repr__(self) -> str:
        return f"Secret({DOT * 4})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret does not travel: pass the id of its row")


class SecretBox(Protocol):
    """Keeps the secrets of rows, sealed."""

    async def keep(self, organisation_id: str, owner_table: str, owner_id: str, name: SecretName, secret: Secret) -> None:
        """Keep, or put in the place of the one there."""
        ...

    async def reveal(self, organisation_id: str, owner_table: str, owner_id: str, name: SecretName) -> Secret | None:
        """None when there never was one or it was forgotten."""
        ...

    async def forget(self, organisation_id: str, owner_table: str, owner_id: str, after: datetime) -> None:
        """Delete all secrets of this row once `after` has come (UTC): an order's end and some days."""
        ...


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()
