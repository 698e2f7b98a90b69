"""Is a sealed letter what was signed? Answered offline, from the file and the roots that are trusted (R47)."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_detached_cms, async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel, StandardCMSSignatureStatus
from pyhanko_certvalidator import ValidationContext

from documents.loa.attachments import check_attachments
from documents.loa.content import LoaContent
from documents.loa.drawing import EVIDENCE_NAME, SHOWN_NAME
from documents.loa.envelope import Envelope, EnvelopeBroken, open_envelope
from documents.loa.evidence import LoaEvidence, read_evidence
from documents.loa.keys import Trust
from documents.loa.sealing import FIELD, certificate_from

MAX_BYTES = 10 * 1024 * 1024
# What is wrong is the verdict's to say; the library says it once more, with its stack.
for library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(library).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class LoaVerdict:
    """intact: sealed by someone trusted, stamped, and not a byte changed since. Only then are the other fields filled.

    problems: codes, empty exactly when intact. sealed_at: by the time stamp. content, evidence: what was signed; who signed, how, when,
    from where.
    """

    intact: bool
    problems: tuple[str, ...]
    sealed_at: datetime | None = None
    content: LoaContent | None = None
    evidence: LoaEvidence | None = None

    @property
    def signer(self) -> str:
        return self.evidence.typed_name.full if self.evidence else ""

    @property
    def numbers(self) -> tuple[str, ...]:
        return self.content.numbers if self.content else ()


def verify_loa(pdf: bytes, trust: Trust, *, at: datetime | None = None) -> LoaVerdict:
    """Whether the letter is intact, who signed, over which numbers. Never raises for what the file holds.

    The seal's certificate must have held when the time was stamped; it may have run out since. at: the moment at which the time stamp's
    own certificate must hold, now if not given. Runs its own event loop: call it in a thread.
    """
    if len(pdf) > MAX_BYTES:
        return _broken("loa.too_large")
    try:
        return asyncio.run(_verify(pdf, trust, at))
    except EnvelopeBroken as broken:
        return _broken(broken.code)
    except Exception:
        return _broken("loa.not_readable")


async def _verify(pdf: bytes, trust: Trust, at: datetime | None) -> LoaVerdict:
    envelope = open_envelope(pdf)
    stamps = _context(trust.time_stamp_roots, at)
    first = await _seal_status(envelope, trust, at, stamps)
    stamp = first.timestamp_validity
    if stamp is None or not stamp.trusted:
        return _broken(*_problems(first))
    status = await _seal_status(envelope, trust, stamp.timestamp, stamps)
    if problems := _problems(status):
        return _broken(*problems)
    return await _read(pdf, trust, stamp.timestamp, stamps)


async def _seal_status(envelope: Envelope, trust: Trust, at: datetime | None, stamps: ValidationContext) -> StandardCMSSignatureStatus:
    seals = _context(trust.seal_roots, at)
    return await async_validate_detached_cms(envelope.covered, envelope.signature, seals, stamps)


def _context(roots: tuple[bytes, ...], at: datetime | None) -> ValidationContext:
    return ValidationContext(trust_roots=[certificate_from(root) for root in roots], moment=at, allow_fetching=False)


def _problems(status: StandardCMSSignatureStatus) -> tuple[str, ...]:
    stamp, unchanged = status.timestamp_validity, status.intact and status.valid
    found = (
        ("loa.changed", not unchanged),
        ("loa.seal_not_trusted", unchanged and not status.trusted),
        ("loa.not_time_stamped", stamp is None),
        ("loa.time_stamp_broken", stamp is not None and not (stamp.intact and stamp.valid and stamp.trusted)),
    )
    return tuple(code for code, holds in found if holds)


async def _read(pdf: bytes, trust: Trust, sealed_at: datetime, stamps: ValidationContext) -> LoaVerdict:
    """From here on every byte is known to be ours."""
    reader = PdfFileReader(BytesIO(pdf))
    signatures = reader.embedded_signatures
    if len(signatures) != 1 or signatures[0].field_name != FIELD:
        return _broken("loa.other_signatures")
    status = await async_validate_pdf_signature(signatures[0], _context(trust.seal_roots, sealed_at), stamps)
    if not _whole(status):
        return _broken("loa.changed_after_sealing")
    attached = check_attachments(reader, (EVIDENCE_NAME, SHOWN_NAME))
    if attached is None:
        return _broken("loa.evidence_missing")
    content, evidence = read_evidence(attached[EVIDENCE_NAME])
    return LoaVerdict(True, (), sealed_at, content, evidence)


def _whole(status: PdfSignatureStatus) -> bool:
    return status.bottom_line and status.coverage is SignatureCoverageLevel.ENTIRE_FILE and bool(status.docmdp_ok)


def _broken(*problems: str) -> LoaVerdict:
    return LoaVerdict(False, problems)
