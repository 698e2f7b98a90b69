"""Papers of an order: taken by content, kept in the vault, read later by a reader that may die of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from api.actions.drafts import drafts as actions
from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.preflight import DEFAULT_ZONE, zone_of
from api.actions.work import Work
from api.front.problems import Refused, not_found
from documents.intake import ORDINARY, MediaType, check_upload
from domain.ids import order_stream
from domain.policy.bill_age import bill_age_problem, bill_good_until
from domain.policy.codes import FindingCode
from domain.policy.rulebook import Rulebook
from domain.porting.desk import TaskKind
from domain.porting.draft import DraftState
from domain.porting.paper import PaperFacts
from store.desk import tasks
from store.ids import fresh
from store.paper import bill_readings, documents, kept_bytes
from store.paper.documents import Document
from vault.documents import StoredDocument

BILL, CSR = "bill", "csr"
READ_FOR_FACTS = frozenset({BILL, CSR})


@dataclass(frozen=True, slots=True)
class Upload:
    """A paper's bytes, and where the vault keeps them."""

    content: bytes = field(repr=False)
    stored: StoredDocument


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper with what was read from it. age: what is wrong with a bill's date today, None if nothing is or it was not read."""

    document: Document
    facts: PaperFacts | None = None
    age: FindingCode | None = None
    good_until: date | None = None


def fit(content: bytes, kind: str, book: Rulebook) -> MediaType:
    """What the content is. Raises Refused with the reason and its remedy; nothing is kept then."""
    verdict = check_upload(content, allowed_types(kind, book))
    if not verdict.accepted:
        raise Refused(verdict.code, verdict.params, status=422, pointer="/file")
    if kind == BILL and verdict.media_type not in book.bill_types:
        raise Refused("upload.type_not_taken", status=422, pointer="/file")
    return verdict.media_type


def allowed_types(kind: str, book: Rulebook) -> frozenset[str]:
    """Bills as policy takes them; a service record may be plain text besides, as carriers' screens give it."""
    bills = frozenset(book.bill_types)
    return {BILL: bills, CSR: bills | {MediaType.TEXT}}.get(kind, ORDINARY)


async def taker(work: Work, order_id: str) -> DraftInHand:
    """The order that a paper is for. Raises Refused for one that expired, Problem NOT_FOUND."""
    found = await actions.find(work, order_id)
    if found.state is DraftState.EXPIRED:
        raise Refused("draft.expired")
    return found


async def receive(work: Work, found: DraftInHand, kind: str, media_type: MediaType, upload: Upload) -> PaperShown:
    """Note a paper that was put into the vault; it waits for its reader from here on. Nobody looks any more at those that it replaces."""
    stored = upload.stored
    await kept_bytes.make_sure(work.connection, work.parts.documents, found.organisation_id, stored, upload.content)
    made = Document(
        id=fresh("doc"),
        organisation_id=found.organisation_id,
        order_id=found.order_id,
        kind=kind,
        state="received",
        vault_key=stored.key,
        sha256=stored.sha256,
        size=stored.size,
        media_type=media_type,
        created_by=work.principal.actor,
        created_at=found.at,
    )
    if kind in READ_FOR_FACTS:
        await _replaced(work, found, kind)
    await documents.add(work.connection, made)
    work.note(found.organisation_id, made.id, kind=kind)
    return PaperShown(made)


async def _replaced(work: Work, found: DraftInHand, kind: str) -> None:
    stream, at, actor = order_stream(found.order_id), found.at, work.principal.actor
    for each in await documents.of_order(work.connection, found.order_id):
        if each.kind == kind:
            await tasks.close_kind(work.connection, stream, TaskKind.PAPER_TO_REVIEW, each.id, at, actor)


async def find(work: Work, document_id: str) -> PaperShown:
    """Raises Problem NOT_FOUND."""
    document = await documents.find(work.connection, document_id, work.tenants)
    if document is None:
        raise not_found()
    return await _shown(work, document, await actions.find(work, document.order_id))


async def of_order(work: Work, order_id: str) -> Sequence[PaperShown]:
    """Newest first. Raises Problem NOT_FOUND."""
    return await of_draft(work, await actions.find(work, order_id))


async def of_draft(work: Work, found: DraftInHand) -> Sequence[PaperShown]:
    """Newest first."""
    return [await _shown(work, each, found) for each in reversed(await documents.of_order(work.connection, found.order_id))]


async def _shown(work: Work, document: Document, found: DraftInHand) -> PaperShown:
    facts = bill_readings.opened(await work.box(document.organisation_id), document) if document.kind in READ_FOR_FACTS else None
    if facts is None or document.kind != BILL or document.state != "read":
        return PaperShown(document, facts)
    zone = await zone_of(work, found) or DEFAULT_ZONE
    age = bill_age_problem(facts.bill_day, found.at, zone, found.book)
    return PaperShown(document, facts, age, facts.bill_day and bill_good_until(facts.bill_day, found.book))
