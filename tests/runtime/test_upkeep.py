"""What an operator runs by hand, on a real database and a real Temporal."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from runtime.machine.ports import PortBook
from runtime.machine.secrets_file import ensure_secrets, new_key
from runtime.order_report import order_report
from runtime.settings import Settings, env_name
from runtime.upkeep import NoBackup, NotShredded, backup, rewrap_keys, shred_keys, verify_audit
from runtime.wiring import key_ring, system_pool
from store import audit, migrations
from store.database import system_transaction
from store.drafts.drafts import DraftNumber
from store.tenancy import organisations
from store.tenancy.organisations import Organisation
from store.tenancy.tenant_keys import StoredTenantKeys
from tests.stack import PostgresStack, TemporalStack, scratch_folder
from tests.store.world import submitted, tenant
from vault.envelope import Envelope, KeyShredded, Place

ACME = Organisation("org_upkeep", "Acme", "customer", "paid", rehearsal=True, language="en", created_at=datetime(2031, 4, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def told(postgres: PostgresStack, temporal: TemporalStack) -> Iterator[dict[str, str]]:
    """The environment of an installation with a database and a Temporal."""
    with postgres.database() as urls, scratch_folder("portwright-upkeep-") as folder:
        migrations.upgrade(urls["owner"])
        addresses = {env_name(f"database_{role}_url"): url for role, url in urls.items()}
        addresses |= {env_name("temporal_address"): temporal.address, env_name("data_dir"): str(folder)}
        yield {**ensure_secrets(folder), **addresses, env_name("environment"): "test"}


async def test_data_keys_are_wrapped_by_a_new_master_key_and_open_with_it_alone(told: dict[str, str]) -> None:
    old = Settings.from_env(told)
    place = Place("people", "name_sealed", "org_upkeep", "org_upkeep")
    async with system_pool(old) as system:
        async with system_transaction(system) as connection:
            await organisations.add(connection, ACME)
        sealed = await Envelope(key_ring(old), StoredTenantKeys(system)).seal(place, b"Acme")
    newest = new_key("k2")
    both = Settings.from_env(told | {env_name("vault_keys"): f"{newest},{told[env_name('vault_keys')]}"})
    assert "1 data keys wrapped anew. In use in the database: k2 (1). Not in use there: k1." in await rewrap_keys(both)
    alone = Settings.from_env(told | {env_name("vault_keys"): newest})
    async with system_pool(alone) as system:
        assert await Envelope(key_ring(alone), StoredTenantKeys(system)).open(place, sealed) == b"Acme"


async def test_a_tenant_is_forgotten_once_it_has_no_order_under_way(told: dict[str, str]) -> None:
    settings = Settings.from_env(told)
    async with system_pool(settings) as system:
        busy, over = await tenant(system), await tenant(system)
        await submitted(system, busy, (DraftNumber("+13035550150", 0),))
        places = [Place("people", "name_sealed", of.id, of.id) for of in (busy, over)]
        sealed = [await Envelope(key_ring(settings), StoredTenantKeys(system)).seal(place, b"Name") for place in places]
        with pytest.raises(NotShredded, match="1 orders are under way"):
            await shred_keys(settings, busy.id)
        with pytest.raises(NotShredded, match="no organization"):
            await shred_keys(settings, "org_nobody")
        await shred_keys(settings, over.id)
        afterwards = Envelope(key_ring(settings), StoredTenantKeys(system))
        assert await afterwards.open(places[0], sealed[0]) == b"Name"
        with pytest.raises(KeyShredded):
            await afterwards.open(places[1], sealed[1])
        async with system_transaction(system) as connection:
            assert [row.action for row in await audit.listed(connection, over.id)] == ["keys.shred"]
    assert await verify_audit(settings) == ()


async def test_an_audit_holds(told: dict[str, str]) -> None:
    assert await verify_audit(Settings.from_env(told)) == ()


async def test_a_report_on_an_order_that_is_not_there_says_so(told: dict[str, str]) -> None:
    lines = await order_report(Settings.from_env(told), "po_nobody")
    assert lines == ["no facts: not submitted, or no such order", "workflow port-order/po_nobody: not_found"]


async def test_a_report_without_temporal_still_shows_the_database(told: dict[str, str]) -> None:
    lines = await order_report(Settings.from_env(told | {env_name("temporal_address"): "127.0.0.1:1"}), "po_nobody")
    assert lines[-1].startswith("Temporal does not answer")


async def test_a_dump_of_the_embedded_database_is_made_for_its_owner_only(
    told: dict[str, str], postgres: PostgresStack, tmp_path: Path
) -> None:
    settings = Settings.from_env(told | {env_name("data_dir"): str(tmp_path), env_name("postgres_secret"): postgres.server.secret})
    with pytest.raises(NoBackup, match="your own server's tools"):
        backup(settings, tmp_path / "dump")
    (tmp_path / "ports.json").write_text(f'{{"postgres": {postgres.server.port}}}')
    assert PortBook(tmp_path).remembered()["postgres"] == postgres.server.port
    await asyncio.to_thread(backup, settings, tmp_path / "dump")
    assert (tmp_path / "dump").stat().st_mode & 0o777 == 0o600
