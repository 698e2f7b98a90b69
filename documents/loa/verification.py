"""Is a sealed letter what was signed? Answered offline, from the file and the roots that are trusted (R47)."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from documents.loa.attachments import check_attachments
from documents.loa.drawing import EVIDENCE_NAME, SHOWN_NAME
from documents.loa.envelope import check_envelope
from documents.loa.evidence import LoaEvidence, read_evidence
from documents.loa.keys import Trust
from documents.loa.sealing import FIELD, certificate_from

MAX_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class LoaVerdict:
    """intact: sealed by someone trusted, stamped, and not a byte changed since. Only then are the other fields filled.

    problems: codes, empty exactly when intact. sealed_at: by the time stamp. evidence: who signed, how, when, from where.
    """

    intact: bool
    problems: tuple[str, ...]
    signer: str = ""
    numbers: tuple[str, ...] = ()
    order_id: str = ""
    revision: int = 0
    fingerprint: str = ""
    sealed_at: datetime | None = None
    evidence: LoaEvidence | None = None


def verify_loa(pdf: bytes, trust: Trust, *, at: datetime | None = None) -> LoaVerdict:
    """Whether the letter is intact, who signed, over which numbers. Never raises for what the file holds.

    at: the moment at which certificates must hold, now if not given. Runs its own event loop: call it in a thread.
    """
    if len(pdf) > MAX_BYTES:
        return _broken("loa.too_large")
    try:
        return asyncio.run(_verify(pdf, trust, at))
    except Exception:
        return _broken("loa.not_readable")


async def _verify(pdf: bytes, trust: Trust, at: datetime | None) -> LoaVerdict:
    reader = PdfFileReader(BytesIO(pdf))
    signatures = reader.embedded_signatures
    if not signatures:
        return _broken("loa.not_sealed")
    if len(signatures) > 1 or signatures[0].field_name != FIELD:
        return _broken("loa.other_signatures")
    envelope = check_envelope(pdf, signatures[0])
    if envelope:
        return _broken(*envelope)
    status = await _status(signatures[0], trust, at)
    problems = _problems(status)
    return _broken(*problems) if problems else _told(reader, status)


async def _status(signature: EmbeddedPdfSignature, trust: Trust, at: datetime | None) -> PdfSignatureStatus:
    return await async_validate_pdf_signature(
        signature,
        signer_validation_context=_context(trust.seal_roots, at),
        ts_validation_context=_context(trust.time_stamp_roots, at),
    )


def _context(roots: tuple[bytes, ...], at: datetime | None) -> ValidationContext:
    return ValidationContext(trust_roots=[certificate_from(root) for root in roots], moment=at, allow_fetching=False)


def _problems(status: PdfSignatureStatus) -> tuple[str, ...]:
    stamp = status.timestamp_validity
    found = (
        ("loa.changed", not (status.intact and status.valid)),
        ("loa.changed_after_sealing", status.coverage is not SignatureCoverageLevel.ENTIRE_FILE or not status.docmdp_ok),
        ("loa.seal_not_trusted", not status.trusted),
        ("loa.not_time_stamped", stamp is None),
        ("loa.time_stamp_broken", stamp is not None and not (stamp.intact and stamp.valid and stamp.trusted)),
    )
    return tuple(code for code, holds in found if holds)


def _told(reader: PdfFileReader, status: PdfSignatureStatus) -> LoaVerdict:
    attached = check_attachments(reader, (EVIDENCE_NAME, SHOWN_NAME))
    if attached is None:
        return _broken("loa.evidence_missing")
    content, evidence = read_evidence(attached[EVIDENCE_NAME])
    sealed = LoaVerdict(True, (), evidence.typed_name.full, content.numbers, content.order_id, content.revision, content.fingerprint)
    stamp = status.timestamp_validity
    return replace(sealed, sealed_at=stamp.timestamp if stamp else None, evidence=evidence)


def _broken(*problems: str) -> LoaVerdict:
    return LoaVerdict(False, problems)
