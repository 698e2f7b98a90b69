"""A letter that was signed and sealed, for tests of what becomes of it."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.loa import consent
from documents.loa.content import LoaContent, loa_content
from documents.loa.drawing import draw_loa
from documents.loa.evidence import Identified, LoaEvidence, SigningEvent
from documents.loa.keys import SealingKeys, Trust, rehearsal_keys
from documents.loa.sealing import seal_loa
from domain.porting.request import PersonName
from tests.documents.papers import REQUEST

NOW = datetime.now(UTC)
CONTENT = loa_content(REQUEST, organisation_name="Blue Sun", gaining_carriers=("Rehearsal Carrier",), issued_on=date(2026, 11, 21))
SHOWN = draw_loa(CONTENT)
EVIDENCE = LoaEvidence(
    typed_name=PersonName("Zoe", "Washburne"),
    identified=Identified.MAILED_CODE,
    signed_at=datetime(2026, 11, 21, 17, 30, tzinfo=UTC),
    ip_address="192.0.2.7",
    user_agent="Mozilla/5.0 (X11; Linux x86_64)",
    consent_version=consent.CURRENT.version,
    consent_sha256=consent.CURRENT.sha256,
    declarations_version="2026.1",
    document_sha256=hashlib.sha256(SHOWN).hexdigest(),
    events=(SigningEvent("shown", datetime(2026, 11, 21, 17, 28, tzinfo=UTC), "usr_zoe"),),
)


def many(count: int) -> LoaContent:
    """The letter over so many numbers."""
    return replace(CONTENT, numbers=tuple(f"+1{303 + index // 100}55501{index % 100:02d}" for index in range(count)))


def evidence_of(shown: bytes) -> LoaEvidence:
    return replace(EVIDENCE, document_sha256=hashlib.sha256(shown).hexdigest())


@lru_cache
def rehearsal() -> tuple[SealingKeys, Trust]:
    with TemporaryDirectory() as folder:
        return rehearsal_keys(Path(folder) / "keys", NOW)


@lru_cache
def sealed_letter() -> bytes:
    """Of CONTENT, by the rehearsal's keys."""
    return seal_loa(CONTENT, EVIDENCE, SHOWN, rehearsal()[0])
