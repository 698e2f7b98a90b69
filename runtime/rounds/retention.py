"""Deletes what its time is up for, once a day: bytes in the vault first, then the rows that name them, each with an audit row."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from domain.policy.retention import Retention
from runtime.settings import Settings
from store.database import system_transaction
from store.paper import retention
from store.paper.retention import Due
from vault.documents import DocumentVault

log = logging.getLogger(__name__)


def kept(settings: Settings) -> Retention:
    """How long what is kept, by the settings."""
    days = (settings.letter_days, settings.paper_days, settings.expired_draft_days)
    return Retention(*(timedelta(days=each) for each in days))


@dataclass(frozen=True, slots=True)
class PaperRetention:
    """now: real time. A run that was broken off is gone on with; one that was finished is not done again that day."""

    system: AsyncEngine
    vault: DocumentVault
    now: Callable[[], datetime]
    kept: Retention = field(default_factory=Retention)

    async def run(self) -> dict[str, int]:
        """The day's run; what it deleted by kind, empty when it was done already. Safe to ask for at any time."""
        now = self.now()
        day = now.date()
        async with system_transaction(self.system) as connection:
            if not await retention.begin(connection, day, now):
                return {}
        while await self._papers(day, now) or await self._drafts(day, now):
            pass
        async with system_transaction(self.system) as connection:
            await retention.finish(connection, day, now)
            report = (await retention.runs(connection, 1))[0].deleted
        log.info(
            "retention of %s: %s", day.isoformat(), ", ".join(f"{kind} {count}" for kind, count in sorted(report.items())) or "nothing"
        )
        return report

    async def _papers(self, day: date, now: datetime) -> int:
        async with system_transaction(self.system) as connection:
            due = await retention.due_papers(connection, now, self.kept)
        for paper in due:
            await self._delete(paper, day, now)
        return len(due)

    async def _delete(self, paper: Due, day: date, now: datetime) -> None:
        """Bytes before rows: broken off in between, the row is still there to be found by the next run."""
        async with system_transaction(self.system) as connection:
            for key in await retention.sole_keys(connection, paper):
                await self.vault.delete(paper.organisation_id, key)
            await retention.delete_paper(connection, paper, day, now)

    async def _drafts(self, day: date, now: datetime) -> int:
        async with system_transaction(self.system) as connection:
            return await retention.empty_drafts(connection, now, self.kept, day)
