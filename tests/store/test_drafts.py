"""A draft is saved by the version last seen, never lost, and gone after its time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from store.database import system_transaction, tenant_transaction
from store.drafts import draft_expiry, drafts, portability
from store.drafts.draft_expiry import Fading
from store.drafts.drafts import DraftChanged, DraftNumber
from store.orders import orders
from store.orders.orders import Cursor, OrderFilter
from store.paper import documents, signatures
from store.paper.documents import Document
from store.paper.signatures import Acceptance, Signature
from store.tenancy import clocks
from tests.store.conftest import Engines
from tests.store.world import NOON, Tenant, draft, numbers, tenant

DAY = timedelta(days=1)


@pytest.fixture
async def owner(engines: Engines) -> Tenant:
    return await tenant(engines.app)


async def test_a_save_needs_the_newest_version(engines: Engines, owner: Tenant):
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        order_id = await draft(connection, owner, ())
        first = await drafts.find(connection, order_id, (owner.id,))
        assert first is not None
        changed = replace(first, draft_state="draft", typed={"btn": "x"}, typed_sealed=b"sealed", revision=1)
        assert await drafts.save(connection, changed, 1) == 2
        saved = await drafts.find(connection, order_id, (owner.id,))
        assert saved == replace(changed, version=2, status="draft")
        with pytest.raises(DraftChanged):
            await drafts.save(connection, changed, 1)


async def test_numbers_come_back_in_the_order_typed(engines: Engines, owner: Tenant):
    typed = tuple(DraftNumber(number, place, typed_as=number[2:]) for place, number in enumerate(reversed(numbers(202, 100))))
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        order_id = await draft(connection, owner, typed)
        assert await drafts.numbers(connection, order_id) == typed
        await drafts.set_aside(connection, order_id, [typed[3].number], True)
        checked = replace(typed[4], portable=False, reason="toll_free", checked_at=NOON)
        await drafts.replace_numbers(connection, order_id, owner.id, typed[4:5])
        await drafts.replace_numbers(connection, order_id, owner.id, [checked])
        assert await drafts.numbers(connection, order_id) == (checked,)
        await drafts.replace_numbers(connection, order_id, owner.id, [])
        row = await orders.find(connection, order_id, (owner.id,))
        assert row is not None and row.number_count == 0


async def test_only_a_ready_draft_is_submitted_and_only_once(engines: Engines, owner: Tenant):
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        order_id = await draft(connection, owner, ())
        await drafts.submit(connection, order_id, owner.id, 1, by=owner.admin, acting_for="", rulebook="us-2026.1", at=NOON)
        with pytest.raises(DraftChanged):
            await drafts.submit(connection, order_id, owner.id, 2, by=owner.admin, acting_for="", rulebook="us-2026.1", at=NOON)


async def test_drafts_are_warned_of_once_and_expire_by_their_organisations_clock(engines: Engines, owner: Tenant):
    now = datetime(2026, 4, 1, tzinfo=UTC)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        order_id = await draft(connection, owner, ())
        found = await drafts.find(connection, order_id, None)
        assert found is not None
        await drafts.save(connection, replace(found, expires_at=now + 10 * DAY), 1)
        await clocks.jump(connection, owner.id, 8 * DAY, owner.admin)
    fading = Fading(order_id, owner.id, owner.admin, now + 10 * DAY)
    async with system_transaction(engines.system) as connection:
        assert await draft_expiry.warn(connection, now, DAY) == ()
        assert await draft_expiry.warn(connection, now, 3 * DAY) == (fading,)
        assert await draft_expiry.warn(connection, now, 3 * DAY) == ()
        assert await draft_expiry.expire(connection, now + DAY) == ()
        assert await draft_expiry.expire(connection, now + 2 * DAY) == (fading,)
        assert await draft_expiry.expire(connection, now + 2 * DAY) == ()
        row = await orders.find(connection, order_id, None)
    assert row is not None and row.status == "expired"


async def test_a_list_pages_through_everything_once(engines: Engines, owner: Tenant):
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        made = {await draft(connection, owner, (DraftNumber(number, 0),)) for number in numbers(702, 7)}
        seen: list[str] = []
        cursor: Cursor | None = None
        while page := await orders.listed(connection, (owner.id,), OrderFilter(statuses=("ready", "draft")), cursor, 3):
            seen += [row.id for row in page]
            cursor = Cursor(page[-1].created_at, page[-1].id)
        assert len(seen) == 7 and set(seen) == made
        by_number = await orders.listed(connection, (owner.id,), OrderFilter(number=numbers(702, 7)[2], location_id=owner.location))
        assert len(by_number) == 1
        assert await orders.listed(connection, (owner.id,), OrderFilter(balls=("carrier",), customer_reference="none")) == ()


async def test_a_verdict_is_known_while_it_is_fresh(engines: Engines, owner: Tenant):
    wanted = numbers(773, 2)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await portability.remember(connection, "rehearsal", {wanted[0]: {"portable": False}}, NOON - DAY)
        await portability.remember(connection, "rehearsal", {number: {"portable": True} for number in wanted}, NOON)
        assert await portability.known(connection, "rehearsal", wanted, NOON) == {number: ({"portable": True}, NOON) for number in wanted}
        assert await portability.known(connection, "rehearsal", wanted, NOON + DAY) == {}
        assert await portability.known(connection, "other", wanted, NOON) == {}


async def test_a_document_is_read_and_a_signature_holds_until_it_is_void(engines: Engines, owner: Tenant):
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        order_id = await draft(connection, owner, ())
        bill = Document("doc" + order_id, owner.id, order_id, "bill", "received", "key", b"hash", 9, "application/pdf", owner.admin, NOON)
        await documents.add(connection, bill)
    async with system_transaction(engines.system) as reader, system_transaction(engines.system) as other:
        assert await documents.unread(reader) == ((bill.id, owner.id),)
        assert await documents.unread(other) == ()
        assert await documents.start_reading(reader, bill.id)
        await documents.settle(reader, bill.id, "unreadable", NOON, reason="encrypted")
        assert not await documents.start_reading(reader, bill.id)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        assert await documents.of_order(connection, order_id) == (replace(bill, state="unreadable", reason="encrypted", read_at=NOON),)
        signed = Signature("sig" + order_id, owner.id, order_id, 1, bill.id, b"name", "typed", "1", b"c", b"d", NOON, b"ip", b"agent")
        await signatures.sign(connection, signed)
        assert await signatures.valid(connection, order_id) == signed
        assert await signatures.void(connection, order_id, NOON, "changed")
        assert await signatures.valid(connection, order_id) is None
        await signatures.sign(connection, replace(signed, id="sig2" + order_id))
        assert len(await signatures.of_order(connection, order_id)) == 2
        agreed = Acceptance("acc" + order_id, owner.id, "terms", "2026.1", b"hash", owner.admin, "", NOON)
        await signatures.accept(connection, agreed)
        await signatures.accept(connection, replace(agreed, id="acc2" + order_id))
        assert await signatures.accepted(connection, owner.id, "terms", "2026.1")
        assert not await signatures.accepted(connection, owner.id, "terms", "2027.1")
    with pytest.raises(IntegrityError):
        async with tenant_transaction(engines.app, (owner.id,)) as connection:
            await signatures.sign(connection, replace(signed, id="sig3" + order_id))
