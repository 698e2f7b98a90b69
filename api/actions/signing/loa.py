"""The letter of authorisation: drawn up from the draft, and signed by the person it names, or for them under a written authority.

What was shown is what is signed.
"""

import asyncio
from dataclasses import dataclass, replace
from functools import lru_cache

from api.actions.drafts import drafts as actions
from api.actions.drafts import preflight
from api.actions.drafts.portability import Said
from api.actions.drafts.preflight import Blocked, Opener, Study
from api.actions.signing import signing_records
from api.actions.signing.letter import Letter, Signing
from api.actions.work import Work, text_of
from api.front.problems import Problem, ProblemKind, Refused
from api.parts import ApiParts
from documents.loa.consent import CURRENT as CONSENT
from documents.loa.content import LoaContent, loa_content, still_covers
from documents.loa.drawing import check_drawable, draw_loa
from documents.loa.evidence import Identified, LoaEvidence
from documents.loa.sealing import NotStamped, seal_loa
from documents.loa.verification import verify_loa
from domain.calendars.business import local_date
from domain.policy.codes import FindingCode
from domain.policy.names import same_person
from domain.policy.preflight import preflight as every_finding
from domain.porting.draft import DraftEvent, DraftState, after
from store.paper import authorities, documents, kept_bytes, signature_requests, signatures
from store.paper.documents import Document
from store.paper.signatures import Signature
from store.tenancy import organisations, users
from store.tenancy.organisations import Organisation
from vault.documents import StoredDocument

# On its way to a signature the same letter is asked for several times.
_drawn = lru_cache(maxsize=32)(draw_loa)


@dataclass(frozen=True, slots=True)
class ToDraw:
    """What a letter is drawn up from, read in one transaction. organisation: whose numbers they are."""

    study: Study
    organisation: Organisation | None
    signed: Signature | None
    authority: Document | None


async def letter(parts: ApiParts, opened: Opener, order_id: str) -> Letter:
    """Draw the letter up. Raises Blocked with what it still needs, Refused, Problem NOT_FOUND, UNAVAILABLE."""
    async with opened() as work:
        seen = await to_draw(work, order_id)
        actions.editable(seen.study.found)
    return await drawn_up(parts, seen, await preflight.heard(parts, opened, seen.study.look))


async def to_draw(work: Work, order_id: str) -> ToDraw:
    """Raises Problem NOT_FOUND."""
    study = await preflight.study(work, order_id)
    organisation = await organisations.find(work.connection, study.found.organisation_id)
    signed = await signatures.valid(work.connection, order_id)
    return ToDraw(study, organisation, signed, await authorities.newest(work.connection, order_id))


async def drawn_up(parts: ApiParts, seen: ToDraw, said: Said) -> Letter:
    """The letter of what was read. Raises Blocked, Refused, Problem UNAVAILABLE."""
    actions.editable(seen.study.found)
    content, company_only = _content(parts, seen.study, said, seen.organisation.name if seen.organisation else "")
    pdf = await asyncio.to_thread(_drawn, content)
    return Letter(seen.study.found, content, pdf, company_only, _covering(seen.signed, content), seen.authority)


def _covering(signed: Signature | None, content: LoaContent) -> Signature | None:
    return signed if signed and signed.fingerprint == content.fingerprint else None


async def sign(parts: ApiParts, opened: Opener, order_id: str, signing: Signing) -> Signature:
    """Sign, seal and keep the letter; the draft is ready then. Raises Blocked, Refused, Problem."""
    if parts.sealing is None:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "60"})
    shown = await letter(parts, opened, order_id)
    async with opened() as work:
        await _require_signer(work, shown, signing)
        evidence = signing_records.evidence(work, shown, signing)
    sealed = await asyncio.to_thread(_sealed, parts, shown, evidence)
    stored = await parts.documents.put(shown.found.organisation_id, sealed)
    async with opened() as work:
        await kept_bytes.make_sure(work.connection, parts.documents, shown.found.organisation_id, stored, sealed)
        return await _keep(work, shown, evidence, stored)


def _sealed(parts: ApiParts, shown: Letter, evidence: LoaEvidence) -> bytes:
    """Raises Problem UNAVAILABLE when nobody stamps the time, or what was sealed would not be believed: nothing is kept of it then."""
    assert parts.sealing is not None
    try:
        sealed = seal_loa(shown.content, evidence, shown.pdf, parts.sealing)
    except NotStamped:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "60"}) from None
    if parts.trust is not None and not verify_loa(sealed, parts.trust).intact:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "60"})
    return sealed


def _content(parts: ApiParts, study: Study, said: Said, organisation_name: str) -> tuple[LoaContent, bool]:
    found = study.found
    seen = every_finding(found.request, preflight.weighed(found, study.facts, said), found.book)
    if missing := preflight.letter_findings(seen):
        raise Blocked(missing)
    carriers = said.carriers(found.request)
    if not carriers or not organisation_name:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "10"})
    content = loa_content(
        found.request,
        organisation_name=organisation_name,
        gaining_carriers=tuple(parts.portability[name].legal_name for name in carriers),
        issued_on=local_date(found.at, study.look.zone),
    )
    if undrawable := check_drawable(content):
        raise Blocked(undrawable)
    return content, any(finding.code == FindingCode.SIGNER_COMPANY_ONLY for finding in seen)


async def _require_signer(work: Work, shown: Letter, signing: Signing) -> None:
    """Rule 35: who signs is who the letter names, or says for whom and by what right; and by the very letter that was shown."""
    if shown.signed and not shown.signed.authority_id:
        raise Refused("loa.signed")
    if signing.document_sha256 != shown.sha256:
        raise Refused("loa.changed")
    if not signing.consented or signing.consent_version != CONSENT.version:
        raise Refused("loa.consent_missing", status=422, pointer="/consent")
    if undrawable := check_drawable(shown.content, signing.typed):
        raise Blocked(undrawable)
    if signing.delegated:
        await _require_delegate(work, shown, signing)
    else:
        await _require_named(work, shown, signing)


async def _require_named(work: Work, shown: Letter, signing: Signing) -> None:
    person = shown.found.request.authorised_person
    if not same_person(signing.typed.full, person.full):
        raise Refused("loa.other_name", status=422, pointer="/first_name")
    if shown.company_only and not (signing.typed.title or person.title):
        raise Refused(FindingCode.SIGNER_TITLE_MISSING, status=422, pointer="/title")
    if shown.company_only and not signing.attested:
        raise Refused("loa.attestation_missing", status=422, pointer="/attested")
    if signing.identified is Identified.SESSION and not same_person(await _own_name(work), person.full):
        raise Refused("loa.other_signer")


async def _require_delegate(work: Work, shown: Letter, signing: Signing) -> None:
    if shown.authority is None:
        raise Refused("loa.authority_missing", status=422, pointer="/delegated")
    if shown.signed and shown.signed.authority_id == shown.authority.id:
        raise Refused("loa.signed")
    if signing.identified is Identified.SESSION and not same_person(await _own_name(work), signing.typed.full):
        raise Refused("loa.not_your_name", status=422, pointer="/first_name")


async def _own_name(work: Work) -> str:
    user = await users.find(work.connection, work.principal.user_id)
    if user is None:
        return ""
    return text_of(await work.box(user.home_id), "users", "name_sealed", user.id, user.name_sealed)


async def _keep(work: Work, shown: Letter, evidence: LoaEvidence, stored: StoredDocument) -> Signature:
    """The person's own signature takes the place of one that was given for them, and so does one under another authority: staff may
    have refused the first."""
    found = actions.editable(await actions.locked(work, shown.found.order_id))
    if not still_covers(shown.content.fingerprint, found.request):
        raise Refused("loa.changed")
    earlier = await signatures.valid(work.connection, found.order_id)
    authority_id = shown.authority.id if shown.authority and evidence.authority_sha256 else ""
    if earlier and earlier.authority_id in {"", authority_id}:
        raise Refused("loa.signed")
    if earlier:
        await signatures.void(work.connection, found.order_id, found.at, "other_authority" if authority_id else "signed_in_person")
    paper = signing_records.paper(work, found, stored)
    await documents.add(work.connection, paper)
    signature = await signing_records.signature(work, shown, evidence, paper.id, authority_id)
    await signatures.sign(work.connection, signature)
    await signature_requests.end_open(work.connection, found.order_id, "signed", work.at)
    state = found.state if found.state is DraftState.READY else after(found.state, DraftEvent.SIGNED)
    await actions.put(work, replace(found, draft=replace(found.draft, draft_state=state)), found.request, found.draft.version)
    work.note(found.organisation_id, paper.id, "loa.sign", revision=str(signature.revision))
    await signing_records.to_review(work, found, evidence, paper.id)
    return signature
