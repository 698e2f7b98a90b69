"""What is recorded of a signature: the evidence that is sealed with it, its row, its paper, and what staff look at before it counts."""

import json
from dataclasses import replace
from datetime import datetime

from api.actions.drafts.drafts import DraftInHand
from api.actions.signing.letter import Letter, Signing
from api.actions.signing.sign_links import LinkWork
from api.actions.work import Work
from documents.loa.consent import CURRENT as CONSENT
from documents.loa.evidence import LoaEvidence, SigningEvent
from domain.ids import order_stream
from domain.policy.codes import FindingCode
from domain.porting.desk import TaskKind
from store.desk import tasks
from store.desk.tasks import NewTask
from store.ids import fresh
from store.paper.documents import Document
from store.paper.signatures import Signature
from vault.documents import StoredDocument

ATTESTATION = "I attest that I am an officer of the company named on the bill and authorized to act for it."
DELEGATION = "I sign for the authorized person named above, under their written authority, which I have uploaded."


def evidence(work: Work, shown: Letter, signing: Signing) -> LoaEvidence:
    """Times in it are real, as the seal's."""
    person = shown.found.request.authorised_person
    title = signing.typed.title or ("" if signing.delegated else person.title)
    return LoaEvidence(
        typed_name=replace(signing.typed, title=title),
        identified=signing.identified,
        signed_at=work.at,
        ip_address=signing.ip,
        user_agent=signing.agent[:300],
        consent_version=CONSENT.version,
        consent_sha256=CONSENT.sha256,
        declarations_version=shown.found.request.declarations_version,
        document_sha256=shown.sha256,
        events=_events(work),
        attestation=DELEGATION if signing.delegated else ATTESTATION if shown.company_only else "",
        authority_sha256=shown.authority.sha256.hex() if signing.delegated and shown.authority else "",
    )


def _events(work: Work) -> tuple[SigningEvent, ...]:
    """From the asking to the signature; a signer with a session of their own was asked by nobody."""
    actor = work.principal.actor
    chain: list[tuple[str, datetime | None, str]] = []
    if isinstance(work, LinkWork):
        asked = work.asked
        chain = [("asked", asked.asked_at, asked.asked_by), ("mailbox_proven", asked.proven_at, actor), ("shown", asked.shown_at, actor)]
    else:
        chain = [("shown", work.at, actor)]
    chain += [("consented", work.at, actor), ("signed", work.at, actor)]
    return tuple(SigningEvent(kind, at, who) for kind, at, who in chain if at is not None)


def paper(work: Work, found: DraftInHand, stored: StoredDocument) -> Document:
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


async def signature(work: Work, shown: Letter, evidence: LoaEvidence, document_id: str, authority_id: str) -> Signature:
    """signed_at is business time, as everything that deadlines are counted from."""
    found, made, name = shown.found, fresh("sig"), evidence.typed_name
    box = await work.box(found.organisation_id)
    signer = json.dumps({"first": name.first, "last": name.last, "title": name.title}).encode()
    return Signature(
        id=made,
        organisation_id=found.organisation_id,
        order_id=found.order_id,
        revision=shown.content.revision,
        document_id=document_id,
        signer_sealed=box.seal("signatures", "signer_sealed", made, signer),
        method=evidence.identified.value,
        consent_version=evidence.consent_version,
        consent_hash=bytes.fromhex(evidence.consent_sha256),
        document_hash=bytes.fromhex(evidence.document_sha256),
        signed_at=found.at,
        ip_sealed=box.seal("signatures", "ip_sealed", made, evidence.ip_address.encode()),
        agent_sealed=box.seal("signatures", "agent_sealed", made, evidence.user_agent.encode()),
        fingerprint=shown.content.fingerprint,
        authority_id=authority_id,
    )


async def to_review(work: Work, found: DraftInHand, evidence: LoaEvidence, document_id: str) -> None:
    """Put a signature that only a person can judge on the desk."""
    if not evidence.attestation:
        return
    code = FindingCode.SIGNER_DELEGATED if evidence.authority_sha256 else FindingCode.SIGNER_COMPANY_ONLY
    stream, kind = order_stream(found.order_id), TaskKind.PAPER_TO_REVIEW
    task = NewTask(found.organisation_id, found.order_id, stream, kind, found.at, document_id, (code.value,))
    await tasks.open_tasks(work.connection, [task])
