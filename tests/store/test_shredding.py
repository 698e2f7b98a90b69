"""A shredded tenant's documents and signatures are unreadable for good, and its audit chain still holds."""

import json

import pytest

from store import audit
from store.audit import Deed
from store.database import system_transaction
from store.drafts.drafts import Draft, create
from store.ids import fresh
from store.paper import documents, signatures
from store.paper.documents import Document
from store.paper.signatures import Signature
from store.tenancy.tenant_keys import StoredTenantKeys
from tests.api.world import KEYS, Memory
from tests.store.conftest import Engines
from tests.store.world import NOON, Tenant, tenant
from vault.blind import BlindIndex
from vault.documents import SealedDocuments
from vault.envelope import Envelope, KeyShredded
from vault.keys import KeyRing


async def sign(engines: Engines, keys: Envelope, vault: SealedDocuments, owner: Tenant) -> tuple[Document, Signature]:
    """A signed letter of the tenant, with its audit row."""
    box, order_id, made = await keys.box(owner.id), fresh("po"), fresh("sig")
    stored = await vault.put(owner.id, b"%PDF-1.7 a sealed letter of " + owner.id.encode())
    paper = Document(
        fresh("doc"), owner.id, order_id, "loa", "read", stored.key, stored.sha256, stored.size, "application/pdf", owner.admin, NOON
    )
    signer = box.seal("signatures", "signer_sealed", made, b'{"first": "Ada", "last": "Veil"}')
    address = box.seal("signatures", "ip_sealed", made, b"192.0.2.7")
    signature = Signature(made, owner.id, order_id, 1, paper.id, signer, "session", "1", b"c", stored.sha256, NOON, address, address)
    deed = fresh("aud")
    body = box.seal("audit", "body_sealed", deed, json.dumps({"revision": "1"}).encode())
    async with system_transaction(engines.system) as connection:
        await create(connection, Draft(order_id, owner.id, "draft", {}, owner.admin, NOON, NOON, location_id=owner.location))
        await documents.add(connection, paper)
        await signatures.sign(connection, signature)
        await audit.append(connection, owner.id, [Deed(deed, NOON, owner.admin, owner.id, "loa.sign", paper.id, body)])
    return paper, signature


async def test_what_a_shredded_tenant_signed_is_unreadable_and_its_chain_holds(engines: Engines) -> None:
    keys, memory = Envelope(KeyRing.parse(KEYS), StoredTenantKeys(engines.system)), Memory()
    vault = SealedDocuments(keys, BlindIndex("names"), memory)
    gone, stays = await tenant(engines.app), await tenant(engines.app)
    paper, signature = await sign(engines, keys, vault, gone)
    other, theirs = await sign(engines, keys, vault, stays)
    await keys.shred(gone.id)
    with pytest.raises(KeyShredded):
        await vault.get(gone.id, paper.vault_key)
    box = await keys.box(gone.id)
    with pytest.raises(KeyShredded):
        box.open("signatures", "signer_sealed", signature.id, signature.signer_sealed)
    with pytest.raises(KeyShredded):
        box.open("signatures", "ip_sealed", signature.id, signature.ip_sealed)
    assert b"Ada" not in b"".join(memory.kept.values()) + signature.signer_sealed
    assert (await vault.get(stays.id, other.vault_key)).startswith(b"%PDF")
    own = (await keys.box(stays.id)).open("signatures", "signer_sealed", theirs.id, theirs.signer_sealed)
    assert json.loads(own)["first"] == "Ada"
    async with system_transaction(engines.audit) as connection:
        assert await audit.verify(connection) == ()
