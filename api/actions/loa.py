"""The letter of authorisation: drawn up from the draft, and signed by the person it names. What was shown is what is signed."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace

from api.actions import drafts as actions
from api.actions import preflight
from api.actions.drafts import DraftInHand
from api.actions.portability import Said
from api.actions.preflight import Blocked
from api.actions.work import Work, text_of
from api.parts import ApiParts
from api.problems import Problem, ProblemKind, Refused
from documents.loa.consent import CURRENT as CONSENT
from documents.loa.content import LoaContent, loa_content
from documents.loa.drawing import check_drawable, draw_loa
from documents.loa.evidence import Identified, LoaEvidence, SigningEvent
from documents.loa.sealing import seal_loa
from domain.calendars.business import local_date
from domain.ids import order_stream
from domain.policy.codes import FindingCode
from domain.policy.names import same_person
from domain.porting.desk import TaskKind
from domain.porting.draft import DraftEvent, after
from domain.porting.request import PersonName
from store import documents, organisations, signatures, tasks, users
from store.documents import Document
from store.ids import fresh
from store.signatures import Signature
from store.tasks import NewTask
from vault.documents import StoredDocument

ATTESTATION = "I attest that I am an officer of the company named on the bill and authorized to act for it."
Opener = Callable[[], AbstractAsyncContextManager[Work]]


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter as it is shown now. company_only: the bill names no person, so the signer attests. signed: a signature that covers it."""

    found: DraftInHand
    content: LoaContent
    pdf: bytes
    company_only: bool
    signed: Signature | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True, slots=True)
class Signing:
    """What a signer does. document_sha256: of the letter that they were shown. invited: how we know them, when not by their session."""

    typed: PersonName
    document_sha256: str
    consent_version: str
    consented: bool
    attested: bool
    ip: str
    agent: str
    identified: Identified = Identified.SESSION


async def letter(parts: ApiParts, opened: Opener, order_id: str) -> Letter:
    """Draw the letter up. Raises Blocked with what it still needs, Problem NOT_FOUND, UNAVAILABLE."""
    async with opened() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(parts, seen)
    async with opened() as work:
        content, company_only = await _content(work, order_id, said)
        signed = await signatures.valid(work.connection, order_id)
        found = await actions.find(work, order_id)
    covers = signed if signed and signed.revision == found.request.revision else None
    return Letter(found, content, await asyncio.to_thread(draw_loa, content), company_only, covers)


async def sign(parts: ApiParts, opened: Opener, order_id: str, signing: Signing) -> Signature:
    """Sign, seal and keep the letter; the draft is ready then. Raises Blocked, Refused, Problem."""
    if parts.sealing is None:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "60"})
    keys = parts.sealing
    shown = await letter(parts, opened, order_id)
    async with opened() as work:
        await _require_signer(work, shown, signing)
        evidence = _evidence(work, shown, signing)
    sealed = await asyncio.to_thread(seal_loa, shown.content, evidence, shown.pdf, keys)
    stored = await parts.documents.put(shown.found.organisation_id, sealed)
    async with opened() as work:
        return await _keep(work, shown, evidence, stored)


async def _content(work: Work, order_id: str, said: Said) -> tuple[LoaContent, bool]:
    found = actions.editable(await actions.find(work, order_id))
    seen = await preflight.findings(work, found, said)
    if missing := preflight.letter_findings(seen):
        raise Blocked(missing)
    organisation = await organisations.find(work.connection, found.organisation_id)
    carriers = said.carriers(found.request)
    if not carriers or organisation is None:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "10"})
    content = loa_content(
        found.request,
        organisation_name=organisation.name,
        gaining_carriers=tuple(work.parts.portability[name].legal_name for name in carriers),
        issued_on=local_date(found.at, await preflight.zone_of(work, found)),
    )
    if undrawable := check_drawable(content):
        raise Blocked(undrawable)
    return content, any(finding.code == FindingCode.SIGNER_COMPANY_ONLY for finding in seen)


async def _require_signer(work: Work, shown: Letter, signing: Signing) -> None:
    """Rule 35: who signs is who the letter names, by the very letter that was shown."""
    person = shown.found.request.authorised_person
    if shown.signed:
        raise Refused("loa.signed")
    if signing.document_sha256 != shown.sha256:
        raise Refused("loa.changed")
    if not signing.consented or signing.consent_version != CONSENT.version:
        raise Refused("loa.consent_missing", status=422, pointer="/consent")
    if not same_person(signing.typed.full, person.full):
        raise Refused("loa.other_name", status=422, pointer="/first_name")
    if shown.company_only and not (signing.typed.title or person.title):
        raise Refused(FindingCode.SIGNER_TITLE_MISSING, status=422, pointer="/title")
    if shown.company_only and not signing.attested:
        raise Refused("loa.attestation_missing", status=422, pointer="/attested")
    if signing.identified is Identified.SESSION and not same_person(await _own_name(work), person.full):
        raise Refused("loa.other_signer")


async def _own_name(work: Work) -> str:
    user = await users.find(work.connection, work.principal.user_id)
    if user is None:
        return ""
    return text_of(await work.box(user.home_id), "users", "name_sealed", user.id, user.name_sealed)


def _evidence(work: Work, shown: Letter, signing: Signing) -> LoaEvidence:
    """Times in it are real, as the seal's."""
    person, actor = shown.found.request.authorised_person, work.principal.actor
    return LoaEvidence(
        typed_name=replace(signing.typed, title=signing.typed.title or person.title),
        identified=signing.identified,
        signed_at=work.at,
        ip_address=signing.ip,
        user_agent=signing.agent[:300],
        consent_version=CONSENT.version,
        consent_sha256=CONSENT.sha256,
        declarations_version=shown.found.request.declarations_version,
        document_sha256=shown.sha256,
        events=tuple(SigningEvent(kind, work.at, actor) for kind in ("shown", "consented", "signed")),
        attestation=ATTESTATION if shown.company_only else "",
    )


async def _keep(work: Work, shown: Letter, evidence: LoaEvidence, stored: StoredDocument) -> Signature:
    found = actions.editable(await actions.locked(work, shown.found.order_id))
    if found.request.revision != shown.content.revision:
        raise Refused("loa.changed")
    if await signatures.valid(work.connection, found.order_id):
        raise Refused("loa.signed")
    paper = _paper(work, found, stored)
    await documents.add(work.connection, paper)
    signature = await _signature(work, found, evidence, paper.id)
    await signatures.sign(work.connection, signature)
    signed = replace(found, draft=replace(found.draft, draft_state=after(found.state, DraftEvent.SIGNED)))
    await actions.put(work, signed, found.request, found.draft.version)
    work.note(found.organisation_id, paper.id, "loa.sign", revision=str(signature.revision))
    if evidence.attestation:
        codes = (FindingCode.SIGNER_COMPANY_ONLY.value,)
        task = NewTask(
            found.organisation_id, found.order_id, order_stream(found.order_id), TaskKind.PAPER_TO_REVIEW, found.at, paper.id, codes
        )
        await tasks.open_tasks(work.connection, [task])
    return signature


def _paper(work: Work, found: DraftInHand, stored: StoredDocument) -> Document:
    return Document(
        id=fresh("doc"),
        organisation_id=found.organisation_id,
        order_id=found.order_id,
        kind="loa",
        state="read",
        vault_key=stored.key,
        sha256=stored.sha256,
        size=stored.size,
        media_type="application/pdf",
        created_by=work.principal.actor,
        created_at=found.at,
        read_at=found.at,
    )


async def _signature(work: Work, found: DraftInHand, evidence: LoaEvidence, document_id: str) -> Signature:
    """signed_at is business time, as everything that deadlines are counted from."""
    box, made, name = await work.box(found.organisation_id), fresh("sig"), evidence.typed_name
    signer = json.dumps({"first": name.first, "last": name.last, "title": name.title}).encode()
    return Signature(
        id=made,
        organisation_id=found.organisation_id,
        order_id=found.order_id,
        revision=found.request.revision,
        document_id=document_id,
        signer_sealed=box.seal("signatures", "signer_sealed", made, signer),
        method=evidence.identified.value,
        consent_version=evidence.consent_version,
        consent_hash=bytes.fromhex(evidence.consent_sha256),
        document_hash=bytes.fromhex(evidence.document_sha256),
        signed_at=found.at,
        ip_sealed=box.seal("signatures", "ip_sealed", made, evidence.ip_address.encode()),
        agent_sealed=box.seal("signatures", "agent_sealed", made, evidence.user_agent.encode()),
    )
