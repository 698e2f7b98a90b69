"""Orders by a part of what they are called: what is found is what is said, within the walls, and by an index."""

import re
from collections.abc import Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.database import system_transaction, tenant_transaction
from store.drafts import drafts
from store.drafts.drafts import Draft
from store.ids import fresh
from store.orders import orders
from store.orders.order_search import named_by
from store.orders.orders import OrderFilter
from store.rows import Tenants
from tests.store.conftest import Engines
from tests.store.world import NOON, Tenant, tenant

REFERENCES = ("Closing 100%_sure", "Closing 100 pure", "Move-4711", "HELLMOUTH", "a\\b 'c' \"d\"", "", "Ünder the Hill")
NEEDLES = ("0%_s", "100", "move-47", "4711", "ellm", "a\\b", "'c' \"", "%", "_", "Hi", "th", "m", "o", "0 pu", "zzz", "keYes", "nder")
_SCANS = text("SELECT pg_stat_get_xact_numscans('ix_port_orders_threes'::regclass)")
_MANY = text("""
INSERT INTO port_orders (id, organisation_id, draft_state, typed, created_by, created_at, updated_at, customer_reference, status)
SELECT 'po_' || md5(CAST(n AS text)), :organisation, 'draft', '{}', :by, now(), now(), 'REF-' || n, 'draft'
FROM generate_series(1, 6000) AS n
""")


@pytest.fixture(scope="module")
async def two(engines: Engines) -> tuple[Tenant, Tenant]:
    mine, theirs = await tenant(engines.app), await tenant(engines.app)
    for each in (mine, theirs):
        await _stored(engines, each, REFERENCES)
    return mine, theirs


async def _stored(engines: Engines, of: Tenant, references: Sequence[str]) -> None:
    async with tenant_transaction(engines.app, (of.id,)) as connection:
        for reference in references:
            more = {"location_id": of.location, "losing_carrier": "O'Keyes & Co", "customer_reference": reference}
            await drafts.create(connection, Draft(fresh("po"), of.id, "draft", {}, of.admin, NOON, NOON, **more))


async def _found(connection: AsyncConnection, tenants: Tenants, said: str) -> list[str]:
    found = await orders.listed(connection, tenants, OrderFilter(text=said))
    return sorted(row.customer_reference for row in found)


def _says(reference: str, said: str) -> bool:
    """What the search promises, in other words."""
    whole, said = (reference.casefold(), "o'keyes & co"), said.casefold()
    if len(said) < 3:
        return any(each.startswith(said) or re.search((3 - len(said)) * " " + re.escape(said), each) for each in whole)
    return any(said in each for each in whole)


@pytest.mark.parametrize("said", NEEDLES)
async def test_what_is_found_is_what_is_said(engines: Engines, two: tuple[Tenant, Tenant], said: str):
    mine, _ = two
    async with tenant_transaction(engines.app, (mine.id,)) as connection:
        assert await _found(connection, (mine.id,), said) == sorted(each for each in REFERENCES if _says(each, said))


async def test_an_order_is_found_by_the_end_of_its_id(engines: Engines, two: tuple[Tenant, Tenant]):
    mine, _ = two
    async with tenant_transaction(engines.app, (mine.id,)) as connection:
        wanted = (await orders.listed(connection, (mine.id,), OrderFilter(text="hellmouth")))[0].id
        found = await orders.listed(connection, (mine.id,), OrderFilter(text=wanted[-8:].upper()))
        assert (await named_by(connection, (mine.id,), wanted[-8:]), [row.id for row in found]) == ((wanted,), [wanted])


async def test_nobody_finds_what_is_not_theirs(engines: Engines, two: tuple[Tenant, Tenant]):
    mine, theirs = two
    async with tenant_transaction(engines.app, (mine.id,)) as connection:
        own = await named_by(connection, None, "hellmouth")
        assert await named_by(connection, (theirs.id,), "hellmouth") == ()
    async with tenant_transaction(engines.app, (), staff=True) as connection:
        every = await named_by(connection, None, "hellmouth")
    assert own is not None and every is not None and (len(own), len(every), set(own) < set(every)) == (1, 2, True)


async def test_what_many_orders_say_is_read_off_the_list(engines: Engines):
    busy = await tenant(engines.app)
    await _stored(engines, busy, ["Everywhere"] * 12 + ["Once"])
    async with tenant_transaction(engines.app, (busy.id,)) as connection:
        assert await named_by(connection, (busy.id,), "everywhere") is None
        assert (len(await _found(connection, (busy.id,), "everywhere")), len(await _found(connection, (busy.id,), "once"))) == (12, 1)


async def test_the_app_role_looks_by_an_index(engines: Engines):
    """Under row-level security no index may be asked whether a text is within another, but for the one that the function asks."""
    large = await tenant(engines.app)
    async with system_transaction(engines.system) as connection:
        await connection.execute(_MANY, {"organisation": large.id, "by": large.admin})
    async with engines.owner.connect() as connection:
        await connection.execute(text("ANALYZE port_orders"))
    async with tenant_transaction(engines.app, (large.id,)) as connection:
        before = (await connection.execute(_SCANS)).scalar_one()
        assert len(await named_by(connection, (large.id,), "ref-4711") or ()) == 1
        assert len(await named_by(connection, (large.id,), " 4711") or ()) == 0
        assert (await connection.execute(_SCANS)).scalar_one() == before + 2
