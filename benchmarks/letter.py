"""What a letter of 500 numbers costs: drawn, signed and sealed, verified; and verified when a stranger's file is handed in."""

import hashlib
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.figures import Figure
from documents.loa import consent
from documents.loa.content import LoaContent, loa_content
from documents.loa.drawing import draw_loa
from documents.loa.evidence import Identified, LoaEvidence
from documents.loa.keys import rehearsal_keys
from documents.loa.sealing import seal_loa
from documents.loa.verification import verify_loa
from domain.porting.request import PersonName
from tests.documents.papers import REQUEST
from tests.stack import scratch_folder

NUMBERS, ROUNDS = 500, 10


def _letter() -> LoaContent:
    numbers = tuple(f"+1{303 + index // 100}55501{index % 100:02d}" for index in range(NUMBERS))
    request = replace(REQUEST, numbers=numbers)
    return loa_content(request, organisation_name="Blue Sun", gaining_carriers=("Rehearsal Carrier",), issued_on=date(2026, 11, 21))


def _evidence(shown: bytes) -> LoaEvidence:
    return LoaEvidence(
        typed_name=PersonName("Zoe", "Washburne"),
        identified=Identified.SESSION,
        signed_at=datetime.now(UTC),
        ip_address="192.0.2.7",
        user_agent="benchmark",
        consent_version=consent.CURRENT.version,
        consent_sha256=consent.CURRENT.sha256,
        declarations_version="2026.1",
        document_sha256=hashlib.sha256(shown).hexdigest(),
    )


def _took(act: Callable[[], object]) -> str:
    """Milliseconds, median and slowest of all rounds but the first, which loads fonts."""
    took = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return f"{statistics.median(took[1:]):.0f} / {max(took[1:]):.0f} ms"


def figures() -> list[Figure]:
    content = _letter()
    shown = draw_loa(content)
    evidence = _evidence(shown)
    with scratch_folder("portwright-bench-") as folder:
        keys, trust = rehearsal_keys(Path(folder) / "keys", datetime.now(UTC))
        sealed = seal_loa(content, evidence, shown, keys)
        changed = sealed[:5000] + bytes((sealed[5000] ^ 1,)) + sealed[5001:]
        assert verify_loa(sealed, trust).numbers == content.numbers
        assert not verify_loa(changed, trust).intact
        return [
            Figure(f"a letter of {NUMBERS} numbers drawn to be read, median / slowest", _took(lambda: draw_loa(content))),
            Figure("the same signed, sealed and stamped (local authority)", _took(lambda: seal_loa(content, evidence, shown, keys))),
            Figure(f"the same verified, {len(sealed) // 1024} kB", _took(lambda: verify_loa(sealed, trust))),
            Figure("the same with a byte changed, found", _took(lambda: verify_loa(changed, trust))),
        ]
