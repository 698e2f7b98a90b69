"""Wrapped keys in memory, in the place of the table."""

from vault.envelope import Envelope, WrappedKey
from vault.keys import KeyRing

MASTER_1 = "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
MASTER_2 = "k2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="


class KeyRows:
    def __init__(self) -> None:
        self.rows: list[WrappedKey] = []
        self.asked = 0

    async def of(self, organisation_id: str) -> tuple[WrappedKey, ...]:
        self.asked += 1
        return tuple(row for row in reversed(self.rows) if row.organisation_id == organisation_id)

    async def add(self, key: WrappedKey) -> None:
        self.rows.append(key)

    async def not_under(self, master_key_id: str) -> tuple[WrappedKey, ...]:
        return tuple(row for row in self.rows if row.master_key_id != master_key_id)

    async def replace(self, key: WrappedKey) -> None:
        self.rows = [key if (row.organisation_id, row.key_id) == (key.organisation_id, key.key_id) else row for row in self.rows]

    async def delete(self, organisation_id: str) -> None:
        self.rows = [row for row in self.rows if row.organisation_id != organisation_id]


def envelope(rows: KeyRows, keys: str = MASTER_1) -> Envelope:
    return Envelope(KeyRing.parse(keys), rows)
