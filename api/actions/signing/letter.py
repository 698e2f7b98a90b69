"""The letter in front of its signer, and what they do with it."""

import hashlib
from dataclasses import dataclass

from api.actions.drafts.drafts import DraftInHand
from documents.loa.content import LoaContent
from documents.loa.evidence import Identified
from domain.porting.request import PersonName
from store.paper.documents import Document
from store.paper.signatures import Signature


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter as it is shown now. company_only: the bill names no person, so the signer attests. signed: a signature that covers it.

    authority: the written authority uploaded last, by which somebody else may sign.
    """

    found: DraftInHand
    content: LoaContent
    pdf: bytes
    company_only: bool
    signed: Signature | None
    authority: Document | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True, slots=True)
class Signing:
    """What a signer does. document_sha256: of the letter that they were shown. identified: how we know them.

    delegated: they sign for the authorised person, under the written authority that was uploaded last.
    """

    typed: PersonName
    document_sha256: str
    consent_version: str
    consented: bool
    attested: bool
    ip: str
    agent: str
    identified: Identified = Identified.SESSION
    delegated: bool = False
