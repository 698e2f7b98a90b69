"""Papers go when their time is up, bytes and rows, once a day, with a report and an audit row each; letters not before two years."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from domain.policy.retention import LEAST_LETTERS, Retention
from domain.porting.draft import DraftState
from runtime.rounds.retention import PaperRetention
from store import audit, secrets
from store.database import system_transaction, tenant_transaction
from store.drafts import drafts
from store.drafts.drafts import Draft, DraftNumber
from store.ids import fresh
from store.paper import documents, retention, signatures
from store.paper.documents import Document
from store.paper.signatures import Signature
from store.schema.audit import audit as audit_rows
from store.schema.orders import draft_numbers, port_orders
from store.schema.organisations import organisation_clocks
from store.schema.papers import documents as papers
from store.schema.papers import signatures as signature_rows
from store.schema.vault import secrets as secret_rows
from tests.api.world import Memory
from tests.store.conftest import Engines
from tests.store.world import NOON, Tenant, tenant
from tests.vault.rows import KeyRows, envelope
from vault.blind import BlindIndex
from vault.documents import SealedDocuments
from vault.secrets import SecretName

KEPT = Retention(LEAST_LETTERS, timedelta(days=90), timedelta(days=2))


@dataclass
class Archive:
    """An organisation with papers, their bytes, and a run of retention at any moment."""

    engines: Engines
    owner: Tenant
    memory: Memory
    vault: SealedDocuments
    now: datetime = NOON
    first: set[str] = field(default_factory=set)

    async def run(self, at: datetime) -> dict[str, int]:
        self.now = at
        return await PaperRetention(self.engines.system, self.vault, lambda: self.now, KEPT).run()

    async def order(self, *, closed: datetime | None = None, submitted: bool = True, expired: datetime | None = None) -> str:
        state = DraftState.EXPIRED if expired else DraftState.DRAFT
        row = Draft(
            fresh("po"), self.owner.id, state, {"scope": "full"}, self.owner.admin, NOON, NOON, location_id=self.owner.location,
            customer_reference="ours", typed_sealed=b"names", expires_at=expired,
        )  # fmt: skip
        async with system_transaction(self.engines.system) as connection:
            await drafts.create(connection, row)
            ended = (
                {"closed_at": closed, "submitted_at": NOON, "draft_state": DraftState.SUBMITTED} if submitted else {"closed_at": expired}
            )
            await connection.execute(port_orders.update().where(port_orders.c.id == row.id).values(ended))
        return row.id

    async def paper(self, order_id: str, kind: str, content: bytes = b"") -> Document:
        stored = await self.vault.put(self.owner.id, content or f"{kind} of {order_id}".encode())
        made = Document(
            fresh("doc"), self.owner.id, order_id, kind, "read", stored.key, stored.sha256, stored.size, "application/pdf", "usr_x", NOON
        )
        async with system_transaction(self.engines.system) as connection:
            await documents.add(connection, made)
            if kind == "loa":
                signed = (fresh("sig"), self.owner.id, order_id, 1, made.id, b"name", "session", "1", b"c", b"d", NOON, b"ip", b"agent")
                await signatures.sign(connection, Signature(*signed))
        return made

    async def ids(self) -> set[str]:
        async with system_transaction(self.engines.system) as connection:
            return set(await connection.scalars(select(papers.c.id).where(papers.c.organisation_id == self.owner.id)))

    def bytes_of(self, paper: Document) -> bool:
        return f"{paper.organisation_id}/{paper.vault_key}" in self.memory.kept


@pytest.fixture
async def archive(engines: Engines) -> AsyncIterator[Archive]:
    memory = Memory()
    yield Archive(engines, await tenant(engines.app), memory, SealedDocuments(envelope(KeyRows()), BlindIndex("names"), memory))
    async with system_transaction(engines.system) as connection:
        await connection.execute(text("DELETE FROM retention_runs"))


async def test_bills_go_after_their_days_and_letters_after_two_years(archive: Archive) -> None:
    order_id = await archive.order(closed=NOON)
    bill, csr, authority, loa = [await archive.paper(order_id, kind) for kind in ("bill", "csr", "authority", "loa")]
    everything = {bill.id, csr.id, authority.id, loa.id}
    assert await archive.run(NOON + timedelta(days=90, seconds=-1)) == {}
    assert await archive.ids() == everything
    assert await archive.run(NOON + timedelta(days=91)) == {"bill": 1, "csr": 1}
    assert await archive.ids() == {authority.id, loa.id}
    assert [archive.bytes_of(paper) for paper in (bill, csr, authority, loa)] == [False, False, True, True]
    assert await archive.run(NOON + LEAST_LETTERS - timedelta(seconds=1)) == {}
    assert await archive.run(NOON + LEAST_LETTERS + timedelta(days=1)) == {"authority": 1, "loa": 1}
    assert await archive.ids() == set()
    assert archive.memory.kept == {}
    async with system_transaction(archive.engines.system) as connection:
        left = select(signature_rows.c.id).where(signature_rows.c.order_id == order_id)
        assert (await connection.execute(left)).all() == []


async def test_papers_of_an_order_that_is_under_way_stay(archive: Archive) -> None:
    kept = {(await archive.paper(await archive.order(), "bill")).id}
    kept.add((await archive.paper(await archive.order(submitted=False), "bill")).id)
    assert await archive.run(NOON + timedelta(days=4000)) == {}
    assert await archive.ids() == kept


async def test_each_paper_leaves_an_audit_row_and_the_chain_holds(archive: Archive) -> None:
    bill = await archive.paper(await archive.order(closed=NOON), "bill")
    await archive.run(NOON + timedelta(days=91))
    async with system_transaction(archive.engines.system) as connection:
        mine = (audit_rows.c.organisation_id == archive.owner.id, audit_rows.c.subject == bill.id)
        rows = (await connection.execute(select(audit_rows.c.actor, audit_rows.c.action).where(*mine))).all()
    assert rows == [("retention", "retention.delete")]
    async with system_transaction(archive.engines.audit) as connection:
        assert [each for each in await audit.verify(connection) if each.organisation_id == archive.owner.id] == []


async def test_an_expired_draft_is_emptied_with_its_papers_and_secrets(archive: Archive) -> None:
    order_id = await archive.order(submitted=False, expired=NOON)
    await archive.paper(order_id, "bill")
    await archive.paper(order_id, "loa")
    async with system_transaction(archive.engines.system) as connection:
        await drafts.replace_numbers(connection, order_id, archive.owner.id, [DraftNumber("+13035550100", 1)])
        await secrets.keep(connection, secrets.place(archive.owner.id, "port_orders", order_id, SecretName.PIN), b"sealed")
    assert await archive.run(NOON + timedelta(days=1)) == {}
    assert await archive.run(NOON + timedelta(days=2, seconds=1)) == {"bill": 1, "loa": 1, "draft": 1}
    assert archive.memory.kept == {}
    async with system_transaction(archive.engines.system) as connection:
        row = (await connection.execute(select(port_orders).where(port_orders.c.id == order_id))).one()
        assert (row.typed, row.typed_sealed, row.customer_reference) == ({}, None, "")
        for table, column in ((draft_numbers, draft_numbers.c.order_id), (secret_rows, secret_rows.c.owner_id)):
            assert (await connection.execute(select(table).where(column == order_id))).all() == []


async def test_a_day_is_done_once_and_reported(archive: Archive) -> None:
    order_id = await archive.order(closed=NOON)
    await archive.paper(order_id, "bill")
    day = NOON + timedelta(days=91)
    assert await archive.run(day) == {"bill": 1}
    await archive.paper(order_id, "bill", b"another")
    assert await archive.run(day + timedelta(hours=3)) == {}
    assert await archive.run(day + timedelta(days=1)) == {"bill": 1}
    async with system_transaction(archive.engines.system) as connection:
        told = [(each.day, each.deleted, each.finished_at is not None) for each in await retention.runs(connection)]
    assert told == [((day + timedelta(days=1)).date(), {"bill": 1}, True), (day.date(), {"bill": 1}, True)]


class Broken(Memory):
    """A store that fails once so many documents are gone."""

    left = 2

    async def remove(self, name: str) -> None:
        if self.left == 0:
            raise OSError("the store is down")
        self.left -= 1
        await super().remove(name)


async def test_a_run_that_broke_off_is_gone_on_with(archive: Archive) -> None:
    order_id = await archive.order(closed=NOON)
    for index in range(4):
        await archive.paper(order_id, "bill", b"bill %d" % index)
    whole, broken = archive.vault, Broken()
    broken.kept = archive.memory.kept
    archive.vault = SealedDocuments(envelope(KeyRows()), BlindIndex("names"), broken)
    day = NOON + timedelta(days=91)
    with pytest.raises(OSError, match="down"):
        await archive.run(day)
    assert len(await archive.ids()) == 2
    archive.vault = whole
    assert await archive.run(day + timedelta(minutes=10)) == {"bill": 4}
    assert archive.memory.kept == {}


async def test_bytes_that_another_paper_still_names_stay(archive: Archive) -> None:
    old, new = await archive.order(closed=NOON), await archive.order()
    gone, kept = await archive.paper(old, "bill", b"same"), await archive.paper(new, "bill", b"same")
    assert gone.vault_key == kept.vault_key
    assert await archive.run(NOON + timedelta(days=91)) == {"bill": 1}
    assert await archive.ids() == {kept.id}
    assert await archive.vault.get(archive.owner.id, kept.vault_key) == b"same"


async def test_an_organisations_own_clock_counts(archive: Archive) -> None:
    await archive.paper(await archive.order(closed=NOON), "bill")
    async with tenant_transaction(archive.engines.app, (archive.owner.id,)) as connection:
        mine = organisation_clocks.c.organisation_id == archive.owner.id
        await connection.execute(organisation_clocks.update().where(mine).values(offset_seconds=91 * 86_400))
    assert await archive.run(NOON) == {"bill": 1}


def test_letters_cannot_be_set_to_go_before_two_years() -> None:
    with pytest.raises(ValueError, match="two years"):
        Retention(letters=timedelta(days=730))
    assert date(2024, 1, 1) + LEAST_LETTERS >= date(2026, 1, 1)
    assert datetime(2027, 2, 1, tzinfo=UTC) + LEAST_LETTERS >= datetime(2029, 2, 1, tzinfo=UTC)
