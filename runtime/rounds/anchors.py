"""How far each tenant's audit chain goes, noted outside of the database: without that a cut tail goes unseen (reliability R51)."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from store import audit
from store.database import system_transaction

Anchor = tuple[str, int, bytes]


@dataclass(frozen=True, slots=True)
class Anchors:
    """auditor: a pool of the audit role. file: where anchors are kept; copy it elsewhere, for it is worth what it outlives."""

    auditor: AsyncEngine
    file: Path

    async def note(self) -> int:
        """Note the chains that have grown; how many. Raises StoreUnavailable."""
        async with system_transaction(self.auditor) as connection:
            grown = await audit.anchor(connection)
            if grown:
                self._append(grown)
        return len(grown)

    def _append(self, grown: tuple[Anchor, ...]) -> None:
        """On disk before the database's own note is committed: one too many does no harm, one too few would."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a") as kept:
            kept.writelines(json.dumps([organisation_id, seq, digest.hex()]) + "\n" for organisation_id, seq, digest in grown)
            kept.flush()
            os.fsync(kept.fileno())


def kept(file: Path) -> tuple[Anchor, ...]:
    """Every anchor in the file; none where there is no file. A line that a kill cut short is passed over."""
    lines = file.read_text().splitlines(keepends=True) if file.exists() else []
    noted = [json.loads(line) for line in lines if line.endswith("\n")]
    return tuple((organisation_id, seq, bytes.fromhex(digest)) for organisation_id, seq, digest in noted)
