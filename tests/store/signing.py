"""A letter signed by the person whom its order names."""

import json
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.request import PortRequest
from store.ids import fresh
from store.paper import documents, signatures
from store.paper.documents import Document
from store.paper.signatures import Signature
from vault.envelope import TenantBox


async def sign(connection: AsyncConnection, box: TenantBox, request: PortRequest, user_id: str, at: datetime) -> None:
    """The letter as a document of this user's, and the signature on it."""
    made, document_id, person = fresh("sig"), fresh("doc"), request.authorised_person

    def sealed(column: str, plain: bytes) -> bytes:
        return box.seal("signatures", column, made, plain)

    letter = Document(document_id, request.organisation_id, request.order_id, "loa", "read", "k", b"h", 1, "application/pdf", user_id, at)
    await documents.add(connection, letter)
    signed = Signature(
        id=made,
        organisation_id=request.organisation_id,
        order_id=request.order_id,
        revision=request.revision,
        document_id=document_id,
        signer_sealed=sealed("signer_sealed", json.dumps({"first": person.first, "last": person.last}).encode()),
        method="session",
        consent_version="1",
        consent_hash=b"c",
        document_hash=b"d",
        signed_at=at,
        ip_sealed=sealed("ip_sealed", b"127.0.0.1"),
        agent_sealed=sealed("agent_sealed", b"test"),
    )
    await signatures.sign(connection, signed)
