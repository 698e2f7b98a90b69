"""The vault's keys and secrets, kept in tables."""

import secrets as random
from datetime import timedelta

import pytest

from store import secrets
from store.database import StoreUnavailable, engine, system_transaction, tenant_transaction
from store.tenancy.tenant_keys import StoredTenantKeys, add_key
from tests.store.conftest import Engines
from tests.store.world import NOON, Tenant, tenant
from vault.envelope import Envelope, KeyShredded, Place
from vault.keys import KeyRing
from vault.secrets import SecretName

OLD, NEW = random.token_bytes(32), random.token_bytes(32)


@pytest.fixture
async def owner(engines: Engines) -> Tenant:
    return await tenant(engines.app)


async def test_what_was_sealed_opens_after_a_new_master_key_and_not_after_a_shredding(engines: Engines, owner: Tenant):
    place = Place("users", "name_sealed", owner.admin, owner.id)
    sealed = await Envelope(KeyRing("k1", {"k1": OLD}), StoredTenantKeys(engines.app)).seal(place, b"Irene Adler")
    rewrapping = Envelope(KeyRing("k2", {"k2": NEW, "k1": OLD}), StoredTenantKeys(engines.system))
    assert await rewrapping.rewrap() >= 1
    assert await Envelope(KeyRing("k2", {"k2": NEW}), StoredTenantKeys(engines.app)).open(place, sealed) == b"Irene Adler"
    await rewrapping.shred(owner.id)
    with pytest.raises(KeyShredded):
        await Envelope(KeyRing("k2", {"k2": NEW}), StoredTenantKeys(engines.app)).open(place, sealed)


async def test_a_forged_key_is_kept_with_its_tenant(engines: Engines, owner: Tenant):
    keys = StoredTenantKeys(engines.app)
    forged, _ = Envelope(KeyRing("k1", {"k1": OLD}), keys).forge(owner.id)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await add_key(connection, forged)
    assert await keys.of(owner.id) == (forged,)
    assert await keys.of("org_other") == ()


async def test_a_secret_is_kept_and_forgotten(engines: Engines, owner: Tenant):
    mine = (owner.id, "port_orders", "po_" + owner.id)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        for sealed in (b"first", b"second"):
            await secrets.keep(connection, secrets.place(*mine, SecretName.PIN), sealed)
        assert await secrets.of_row(connection, *mine) == {SecretName.PIN: b"second"}
        await secrets.forget(connection, *mine, NOON)
    async with system_transaction(engines.system) as connection:
        assert await secrets.sweep(connection, NOON - timedelta(days=1)) == 0
        assert await secrets.sweep(connection, NOON) == 1
        assert await secrets.of_row(connection, *mine) == {}


async def test_a_database_that_does_not_answer_has_a_name(engines: Engines):
    nowhere = engine(str(engines.app.url.set(port=1).render_as_string(hide_password=False)))
    with pytest.raises(StoreUnavailable):
        async with tenant_transaction(nowhere, ("org_x",)):
            pass
    await nowhere.dispose()


async def test_a_used_up_pool_has_the_same_name(engines: Engines):
    one = engine(engines.app.url.render_as_string(hide_password=False), pool_size=1, pool_timeout=0.05)
    async with tenant_transaction(one, ("org_x",)):
        with pytest.raises(StoreUnavailable, match="every connection"):
            async with tenant_transaction(one, ("org_x",)):
                pass
    await one.dispose()
