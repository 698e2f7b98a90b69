"""Uploaded papers are read one after the other, in a child that may die of them; what was read is kept sealed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from documents.bill.covered import Covered, covered_places
from documents.bill.facts import read_bill
from documents.page_images import page_images
from documents.reading import Reading, ReadingState, read_document
from domain.ids import order_stream
from domain.policy.codes import FindingCode
from domain.policy.paper_match.condition import doubts, not_a_bill, not_a_csr
from domain.porting.desk import TaskKind
from domain.porting.paper import PaperFacts
from runtime.rounds.page_pictures import DrawsPages, pictures
from store.database import system_transaction
from store.desk import tasks
from store.desk.tasks import NewTask
from store.paper import bill_readings, document_pages, documents, kept_bytes
from store.paper.document_pages import DocumentPage
from store.paper.documents import Document
from store.tenancy import clocks
from vault.documents import DocumentMissing, DocumentVault
from vault.envelope import Envelope, KeyShredded, NotAuthentic
from vault.traces import traced

logger = logging.getLogger(__name__)
BILL, CSR = "bill", "csr"
_UNREADABLE = {CSR: FindingCode.CSR_UNREADABLE}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """to_review: codes that staff are asked to look at."""

    state: str
    reason: str = ""
    facts: PaperFacts | None = None
    to_review: tuple[str, ...] = ()
    pages: tuple[DocumentPage, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """now: real time. read, draw: others are given only by tests, and a reader with warm children."""

    system: AsyncEngine
    envelope: Envelope
    vault: DocumentVault
    now: Callable[[], datetime]
    read: Callable[[bytes], Awaitable[Reading]] = field(default=read_document)
    draw: DrawsPages = field(default=page_images)

    async def read_due(self) -> int:
        """Read what waits, oldest first; how many. What was being read when a reader died is read again. Raises StoreUnavailable."""
        async with system_transaction(self.system) as connection:
            waiting = [document_id for document_id, _ in await documents.unread(connection)]
            started = [each for each in waiting if await documents.start_reading(connection, each)]
        for document_id in started:
            await self._read_one(document_id)
        return len(started)

    async def _read_one(self, document_id: str) -> None:
        async with system_transaction(self.system) as connection:
            document = await documents.find(connection, document_id, None)
        if document is None:
            return
        outcome = await self._outcome(document)
        async with system_transaction(self.system) as connection:
            keys = [page.vault_key for page in outcome.pages]
            # A picture that was deleted with another paper meanwhile is drawn again, as the paper still waits to be read.
            if await kept_bytes.all_there(connection, self.vault, document.organisation_id, keys):
                await self._settle(connection, document, outcome)

    async def _outcome(self, document: Document) -> _Outcome:
        try:
            content = await self.vault.get(document.organisation_id, document.vault_key)
        except (DocumentMissing, NotAuthentic, KeyShredded):
            return _Outcome("unreadable", "reader.died")
        reading = await self.read(content)
        outcome, covered = await asyncio.to_thread(_surely, reading, document)
        if covered is None:
            return outcome
        return replace(outcome, pages=await pictures(self.draw, self.vault, document, content, reading, outcome.facts, covered))

    async def _settle(self, connection: AsyncConnection, document: Document, outcome: _Outcome) -> None:
        box = await self.envelope.box(document.organisation_id)
        sealed = None if outcome.facts is None else bill_readings.locked(box, document.id, outcome.facts)
        await document_pages.add(connection, outcome.pages)
        at = (await clocks.clock(connection, document.organisation_id)).at(self.now())
        await documents.settle(connection, document.id, outcome.state, at, reason=outcome.reason, facts_sealed=sealed)
        if outcome.to_review:
            stream, kind = order_stream(document.order_id), TaskKind.PAPER_TO_REVIEW
            task = NewTask(document.organisation_id, document.order_id, stream, kind, at, document.id, outcome.to_review)
            await tasks.open_tasks(connection, [task])


def _surely(reading: Reading, document: Document) -> tuple[_Outcome, Covered | None]:
    """`paper_outcome` and what its pictures may not show, or that nothing could be made of it and no picture may be shown: a paper on
    which we stumble may not keep those behind it waiting."""
    try:
        outcome = paper_outcome(reading, document.kind)
        return outcome, covered_places(reading, outcome.facts)
    except Exception as error:
        logger.error("%s of %s was not understood: %s", document.id, document.order_id, traced(error))
        return _Outcome("unreadable", "reader.died", to_review=(_UNREADABLE.get(document.kind, FindingCode.BILL_UNREADABLE),)), None


def paper_outcome(reading: Reading, kind: str) -> _Outcome:
    """What becomes of a paper of this kind. What only a person can judge of it goes to staff as well."""
    if reading.state is not ReadingState.READ or kind not in {BILL, CSR}:
        return _plain_outcome(reading, kind)
    facts = read_bill(reading)
    other = not_a_bill(facts) if kind == BILL else not_a_csr(facts)
    if other is not None:
        return _Outcome("refused", other.finding.code, facts)
    return _Outcome("read", facts=facts, to_review=doubts(facts))


def _plain_outcome(reading: Reading, kind: str) -> _Outcome:
    match reading.state:
        case ReadingState.READ:
            return _Outcome("read")
        case ReadingState.NEEDS_REVIEW:
            return _Outcome("unreadable", reading.code, to_review=(_UNREADABLE.get(kind, FindingCode.BILL_UNREADABLE),))
        case ReadingState.REFUSED:
            return _Outcome("refused", reading.code)
        case ReadingState.UNREADABLE:
            return _Outcome("unreadable", reading.code)
