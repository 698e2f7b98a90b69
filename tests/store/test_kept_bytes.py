"""Bytes that one paper takes while the last other paper that names them is deleted are there afterwards, whoever comes first."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from store.database import system_transaction, tenant_transaction
from store.ids import fresh
from store.paper import documents, kept_bytes
from store.paper.documents import Document
from store.schema.papers import documents as papers
from tests.api.world import Memory
from tests.store.conftest import Engines
from tests.store.test_retention import Archive
from tests.store.world import NOON, tenant
from tests.vault.rows import KeyRows, envelope
from vault.blind import BlindIndex
from vault.documents import SealedDocuments, StoredDocument

DUE = NOON + timedelta(days=91)


class Halting(Memory):
    """Halts before it deletes, until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.halted, self.go_on = asyncio.Event(), asyncio.Event()

    async def remove(self, name: str) -> None:
        self.halted.set()
        await self.go_on.wait()
        await super().remove(name)


@pytest.fixture
async def memory() -> Halting:
    return Halting()


@pytest.fixture
async def archive(engines: Engines, memory: Halting) -> AsyncIterator[Archive]:
    yield Archive(engines, await tenant(engines.app), memory, SealedDocuments(envelope(KeyRows()), BlindIndex("names"), memory))
    async with system_transaction(engines.system) as connection:
        await connection.execute(text("DELETE FROM retention_runs"))


def _paper(archive: Archive, order_id: str, stored: StoredDocument) -> Document:
    kept = (stored.key, stored.sha256, stored.size)
    return Document(fresh("doc"), archive.owner.id, order_id, "bill", "received", *kept, "application/pdf", "usr_x", NOON)


async def _somebody_waits(archive: Archive) -> None:
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    async with asyncio.timeout(60):
        while True:
            async with system_transaction(archive.engines.system) as connection:
                if (await connection.execute(waiting)).scalar_one():
                    return


async def _named(archive: Archive, key: str) -> int:
    async with system_transaction(archive.engines.system) as connection:
        return (await connection.execute(select(func.count()).where(papers.c.vault_key == key))).scalar_one()


async def test_who_deletes_waits_for_who_takes_and_leaves_the_bytes(archive: Archive, memory: Halting) -> None:
    memory.go_on.set()
    old = await archive.paper(await archive.order(closed=NOON), "bill", b"same")
    new_order = await archive.order()
    stored = await archive.vault.put(archive.owner.id, b"same")
    async with tenant_transaction(archive.engines.app, (archive.owner.id,)) as connection:
        await kept_bytes.make_sure(connection, archive.vault, archive.owner.id, stored, b"same")
        await documents.add(connection, _paper(archive, new_order, stored))
        run = asyncio.create_task(archive.run(DUE))
        await _somebody_waits(archive)
    assert await run == {"bill": 1}
    assert not memory.halted.is_set()
    assert await _named(archive, old.vault_key) == 1
    assert await archive.vault.get(archive.owner.id, stored.key) == b"same"


async def test_who_takes_waits_for_who_deletes_and_puts_the_bytes_again(archive: Archive, memory: Halting) -> None:
    await archive.paper(await archive.order(closed=NOON), "bill", b"same")
    new_order = await archive.order()
    stored = await archive.vault.put(archive.owner.id, b"same")
    run = asyncio.create_task(archive.run(DUE))
    await memory.halted.wait()

    async def take() -> None:
        async with tenant_transaction(archive.engines.app, (archive.owner.id,)) as connection:
            await kept_bytes.make_sure(connection, archive.vault, archive.owner.id, stored, b"same")
            await documents.add(connection, _paper(archive, new_order, stored))

    taking = asyncio.create_task(take())
    await _somebody_waits(archive)
    memory.go_on.set()
    await taking
    assert await run == {"bill": 1}
    assert await _named(archive, stored.key) == 1
    assert await archive.vault.get(archive.owner.id, stored.key) == b"same"
