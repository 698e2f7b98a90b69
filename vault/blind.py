"""How is an encrypted column searched for an exact value? By a keyed hash beside it, another one for each column."""

import hmac
import unicodedata
from hashlib import sha256


class BlindIndex:
    """Hashes that only this key's holder can make. Equal values show as equal: use it where a search needs it and nowhere else."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def of(self, column: str, value: str) -> bytes:
        """32 bytes for `value` in `column`, named like `users.email`. Case, outer spaces and Unicode forms make no difference."""
        column_key = hmac.digest(self._key, f"portwright blind index {column}".encode(), sha256)
        return hmac.digest(column_key, normalised(value).encode(), sha256)


def normalised(value: str) -> str:
    # Folding case can undo a normal form, so it is taken again.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).casefold()).strip()
