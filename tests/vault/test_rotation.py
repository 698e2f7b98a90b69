"""Master keys change while documents are written and read; nobody notices."""

import asyncio

from tests.api.world import Memory
from tests.vault.rows import MASTER_1, MASTER_2, KeyRows, envelope
from vault.blind import BlindIndex
from vault.documents import SealedDocuments
from vault.envelope import Envelope, WrappedKey

TENANTS = tuple(f"org_{index}" for index in range(20))


class SlowRows(KeyRows):
    """Gives way to other tasks between any two steps, as a database does."""

    async def of(self, organisation_id: str) -> tuple[WrappedKey, ...]:
        await asyncio.sleep(0)
        return await super().of(organisation_id)

    async def replace(self, key: WrappedKey) -> None:
        await asyncio.sleep(0)
        await super().replace(key)
        await asyncio.sleep(0)


def documents(keys: Envelope, memory: Memory) -> SealedDocuments:
    return SealedDocuments(keys, BlindIndex("names"), memory)


async def test_documents_are_read_and_written_while_every_key_is_wrapped_anew() -> None:
    rows, memory = SlowRows(), Memory()
    before = documents(envelope(rows, MASTER_1), memory)
    kept = {tenant: (await before.put(tenant, tenant.encode())).key for tenant in TENANTS}
    wrapping, done = envelope(rows, f"{MASTER_2},{MASTER_1}"), asyncio.Event()
    served = 0

    async def serve() -> None:
        """A process that has both keys and an empty memory each time, as after a restart."""
        nonlocal served
        while not done.is_set() or served < len(TENANTS):
            tenant = TENANTS[served % len(TENANTS)]
            vault = documents(envelope(rows, f"{MASTER_2},{MASTER_1}"), memory)
            assert await vault.get(tenant, kept[tenant]) == tenant.encode()
            fresh = await vault.put(tenant, b"written meanwhile %d" % served)
            assert await vault.get(tenant, fresh.key) == b"written meanwhile %d" % served
            served += 1
            await asyncio.sleep(0)

    async def wrap() -> None:
        await asyncio.sleep(0)
        assert await wrapping.rewrap() == len(TENANTS)
        done.set()

    await asyncio.gather(serve(), serve(), wrap())
    assert served >= len(TENANTS)
    assert {row.master_key_id for row in rows.rows} == {"k2"}
    after = documents(envelope(rows, MASTER_2), memory)
    for tenant, key in kept.items():
        assert await after.get(tenant, key) == tenant.encode()


async def test_a_process_that_still_holds_the_old_key_in_memory_goes_on_reading() -> None:
    rows, memory = KeyRows(), Memory()
    old = documents(envelope(rows, MASTER_1), memory)
    stored = await old.put("org_a", b"a bill")
    await envelope(rows, f"{MASTER_2},{MASTER_1}").rewrap()
    assert await old.get("org_a", stored.key) == b"a bill"
