"""Who signed, how they were identified, when, from where, and what they were shown: for people and machines (R46)."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from documents.loa.content import LoaContent
from domain.porting.request import PersonName

FORMAT = "portwright-loa-evidence/1"


class Identified(StrEnum):
    """How we know the signer: by their own session, or by a mailed link with a one-time code."""

    SESSION = "session"
    MAILED_CODE = "mailed_code"


@dataclass(frozen=True, slots=True)
class SigningEvent:
    """One step on the way to the signature. kind: shown, consented, signed … ; actor: a user or signer id."""

    kind: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class LoaEvidence:
    """typed_name: as the signer typed it. document_sha256: of the PDF that was shown before signing. All times are UTC.

    attestation: what an officer attested where the bill names only a company; empty otherwise. authority_sha256: of the written authority,
    where somebody else signs for the person that the letter names; empty otherwise.
    """

    typed_name: PersonName
    identified: Identified
    signed_at: datetime
    ip_address: str
    user_agent: str
    consent_version: str
    consent_sha256: str
    declarations_version: str
    document_sha256: str
    events: tuple[SigningEvent, ...] = ()
    attestation: str = ""
    authority_sha256: str = ""


def evidence_json(content: LoaContent, evidence: LoaEvidence) -> bytes:
    """Canonical JSON: the same letter and evidence give the same bytes."""
    body = {"format": FORMAT, "letter": asdict(content), "signature": asdict(evidence)}
    return json.dumps(body, sort_keys=True, ensure_ascii=False, indent=1, default=_plain).encode()


def read_evidence(data: bytes) -> tuple[LoaContent, LoaEvidence]:
    """The inverse. Raises ValueError, KeyError or TypeError for what is no evidence of ours."""
    body: dict[str, Any] = json.loads(data)
    if body["format"] != FORMAT:
        raise ValueError("not an evidence format that is known here")
    letter, signature = body["letter"], body["signature"]
    letter |= {
        "gaining_carriers": tuple(letter["gaining_carriers"]),
        "numbers": tuple(letter["numbers"]),
        "signer": PersonName(**letter["signer"]),
        "issued_on": date.fromisoformat(letter["issued_on"]),
    }
    signature |= {
        "typed_name": PersonName(**signature["typed_name"]),
        "identified": Identified(signature["identified"]),
        "signed_at": datetime.fromisoformat(signature["signed_at"]),
        "events": tuple(SigningEvent(one["kind"], datetime.fromisoformat(one["at"]), one["actor"]) for one in signature["events"]),
    }
    return LoaContent(**letter), LoaEvidence(**signature)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in evidence")
