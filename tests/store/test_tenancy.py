"""The second wall: what row-level security shows when the queries' own filter is taken away."""

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from store.access import sessions
from store.access.sessions import Session
from store.database import NoTenants, act_as, credential_transaction, system_transaction, tenant_transaction
from store.drafts.drafts import DraftNumber
from store.orders import orders
from store.orders.orders import OrderFilter
from store.schema import metadata
from store.schema.orders import port_orders
from store.tenancy import users
from tests.store.conftest import Engines
from tests.store.world import NOON, Tenant, numbers, tenant, under_way

TENANT_TABLES = [table for table in metadata.sorted_tables if "organisation_id" in table.c and table.info["sees"] != "all"]


@pytest.fixture(scope="module")
async def two(engines: Engines) -> tuple[Tenant, Tenant]:
    mine, theirs = await tenant(engines.app), await tenant(engines.app)
    for at, each in enumerate((mine, theirs)):
        await under_way(engines.app, engines.system, each, tuple(DraftNumber(number, 0) for number in numbers(303 + at, 2)))
    return mine, theirs


async def test_without_the_filter_others_rows_are_not_there(engines: Engines, two: tuple[Tenant, Tenant]):
    mine, _ = two
    async with tenant_transaction(engines.app, (mine.id,)) as connection:
        for table in TENANT_TABLES:
            if table.info["app"].startswith("SELECT"):
                owners = set(await connection.scalars(select(table.c.organisation_id)))
                assert owners <= {mine.id}, table.name
        found = await orders.listed(connection, None, OrderFilter())
    assert {row.organisation_id for row in found} == {mine.id}


async def test_the_system_sees_both(engines: Engines, two: tuple[Tenant, Tenant]):
    async with system_transaction(engines.system) as connection:
        owners = set(await connection.scalars(select(port_orders.c.organisation_id)))
    assert {each.id for each in two} <= owners


async def test_staff_sees_both_by_an_explicit_flag(engines: Engines, two: tuple[Tenant, Tenant]):
    async with tenant_transaction(engines.app, (), staff=True) as connection:
        owners = {row.organisation_id for row in await orders.listed(connection, None, OrderFilter())}
    assert {each.id for each in two} <= owners


@pytest.mark.parametrize("table", [table.name for table in TENANT_TABLES if table.info["app"].startswith("SELECT")])
async def test_no_setting_is_an_error(engines: Engines, two: tuple[Tenant, Tenant], table: str):
    with pytest.raises(DBAPIError, match="is not set in this transaction"):
        async with engines.app.begin() as connection:
            await connection.execute(text(f"SELECT count(*) FROM {table} WHERE organisation_id = 'org_none'"))
            await connection.execute(text(f"SELECT organisation_id FROM {table}"))
            await connection.execute(text("SELECT portwright_tenants()"))


async def test_settings_do_not_outlive_their_transaction(engines: Engines, two: tuple[Tenant, Tenant]):
    async with engines.app.connect() as connection:
        async with connection.begin():
            await connection.execute(
                text("SELECT set_config('portwright.tenants', 'org_x', true), set_config('portwright.staff', 'off', true)")
            )
        with pytest.raises(DBAPIError, match="is not set in this transaction"):
            async with connection.begin():
                await connection.execute(text("SELECT * FROM port_orders"))


async def test_nobody_to_act_for_is_refused(engines: Engines):
    with pytest.raises(NoTenants):
        async with tenant_transaction(engines.app, ()):
            pass


async def test_another_tenants_row_cannot_be_written(engines: Engines, two: tuple[Tenant, Tenant]):
    mine, theirs = two
    async with tenant_transaction(engines.app, (mine.id,)) as connection:
        changed = await connection.execute(update(port_orders).where(port_orders.c.organisation_id == theirs.id).values(status="ported"))
        assert changed.rowcount == 0
    row = {"id": "po_planted", "organisation_id": theirs.id, "draft_state": "draft", "typed": {}, "created_by": "x", "status": "draft"}
    with pytest.raises(DBAPIError, match="row-level security"):
        async with tenant_transaction(engines.app, (mine.id,)) as connection:
            await connection.execute(insert(port_orders).values(**row, created_at=NOON, updated_at=NOON))


@pytest.mark.parametrize(
    "escape",
    [
        "ALTER TABLE port_orders DISABLE ROW LEVEL SECURITY",
        "SET ROLE portwright_system",
        "SET ROLE portwright_owner",
        "ALTER ROLE portwright_app BYPASSRLS",
        "DROP POLICY app ON port_orders",
        "CREATE TABLE mine (id int)",
    ],
)
async def test_the_app_role_cannot_get_round_the_wall(engines: Engines, escape: str):
    with pytest.raises(DBAPIError):
        async with engines.app.begin() as connection:
            await connection.execute(text(escape))


async def test_a_credential_shows_its_own_session_and_then_its_user_only(engines: Engines, two: tuple[Tenant, Tenant]):
    mine, theirs = two
    for each in two:
        row = Session(each.admin.encode() * 2, each.admin, "csrf", NOON, NOON.replace(hour=13), NOON.replace(hour=23))
        async with credential_transaction(engines.app, principal=each.admin) as connection:
            await sessions.open_session(connection, row)
    async with credential_transaction(engines.app, credential=mine.admin.encode() * 2) as connection:
        assert await sessions.find(connection, theirs.admin.encode() * 2, NOON) is None
        found = await sessions.find(connection, mine.admin.encode() * 2, NOON)
        assert found is not None
        await act_as(connection, found.user_id)
        assert [each.organisation_id for each in await users.standings(connection, found.user_id)] == [mine.id]
        assert await users.standings(connection, theirs.admin) == ()
        assert await sessions.find(connection, mine.admin.encode() * 2, NOON.replace(hour=14)) is None
