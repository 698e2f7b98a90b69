"""Lists a page at a time: opaque cursors that only we can make, and limits that cannot be passed."""

import base64
import binascii
import hmac
import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from api.front.problems import Invalid

MOST = 100
Item = TypeVar("Item")

Limit = Annotated[int, Query(ge=1, le=MOST, description=f"How many at most, up to {MOST}.")]
Cursor = Annotated[str, Query(max_length=500, description="`next` of the page before; leave it out for the first page.")]


class PageOf(BaseModel, Generic[Item]):
    """One page of a list. Without `next` it is the last."""

    items: list[Item]
    next: Annotated[str | None, Field(description="Cursor of the next page, or null at the end.")] = None


class Cursors:
    """Makes and reads cursors. A cursor is good for one list only: `about` names it."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def make(self, about: str, *place: str) -> str:
        text = json.dumps(place, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._seal(about, text) + text).decode().rstrip("=")

    def read(self, about: str, cursor: str, width: int = 1) -> tuple[str, ...]:
        """The place that was made into it; `width` empty texts for an empty cursor. Raises Invalid."""
        if not cursor:
            return ("",) * width
        try:
            data = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except (binascii.Error, ValueError):
            raise Invalid(("?cursor", "field.unfit")) from None
        seal, text = data[:12], data[12:]
        if not hmac.compare_digest(seal, self._seal(about, text)):
            raise Invalid(("?cursor", "field.unfit"))
        return tuple(json.loads(text))

    def page(
        self, about: str, found: Sequence[Item], limit: int, place: Callable[[Item], tuple[str, ...]]
    ) -> tuple[Sequence[Item], str | None]:
        """Of `limit + 1` rows that were read: those to show, and the cursor to the rest if there is any."""
        shown = found[:limit]
        return shown, self.make(about, *place(shown[-1])) if len(found) > limit else None

    def _seal(self, about: str, text: bytes) -> bytes:
        return hmac.digest(self._secret, b"cursor\x00" + about.encode() + b"\x00" + text, sha256)[:12]
