"""Any change to the audit chain is found, and the roles at work cannot make one."""

from collections.abc import Mapping

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store import audit
from store.audit import Break, Deed
from store.database import system_transaction, tenant_transaction
from store.ids import fresh
from tests.stack import PostgresStack
from tests.store.conftest import Engines
from tests.store.world import NOON, Tenant, tenant


@pytest.fixture
async def owner(engines: Engines) -> Tenant:
    made = await tenant(engines.app)
    for _ in range(2):
        async with tenant_transaction(engines.app, (made.id,)) as connection:
            await audit.append(connection, made.id, [Deed(fresh("aud"), NOON, made.admin, "", "secret.reveal", "po_1", b"sealed")] * 1)
            await audit.append(connection, made.id, [Deed(fresh("aud"), NOON, made.admin, "", "token.add", "tok_1")])
    return made


async def breaks(engines: Engines, owner: Tenant, outside: tuple[tuple[str, int, bytes], ...] = ()) -> list[Break]:
    async with system_transaction(engines.audit) as connection:
        return [each for each in await audit.verify(connection, outside) if each.organisation_id == owner.id]


def tamper(postgres: PostgresStack, urls: Mapping[str, str], statement: str, owner: Tenant) -> None:
    """As somebody with the superuser's rights, past triggers and policies."""
    with psycopg.connect(postgres.server.superuser_url(urls["app"].rpartition("/")[2]), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(statement.encode(), [owner.id])


async def test_an_untouched_chain_holds(engines: Engines, owner: Tenant):
    assert await breaks(engines, owner) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit SET actor = 'usr_other' WHERE seq = 2 AND organisation_id = %s", (2, "changed")),
        ("UPDATE audit SET body_sealed = 'x' WHERE seq = 3 AND organisation_id = %s", (3, "changed")),
        ("DELETE FROM audit WHERE seq = 2 AND organisation_id = %s", (2, "missing")),
        ("UPDATE audit SET seq = 10 - seq WHERE seq > 2 AND organisation_id = %s", (3, "missing")),
        ("UPDATE audit SET hash = 'x' WHERE seq = 4 AND organisation_id = %s", (4, "changed")),
    ],
)
async def test_a_change_is_found(
    engines: Engines, owner: Tenant, postgres: PostgresStack, urls: Mapping[str, str], statement: str, found: tuple[int, str]
):
    tamper(postgres, urls, statement, owner)
    first = (await breaks(engines, owner))[0]
    assert (first.seq, first.what) == found


async def test_a_cut_tail_is_found_by_its_anchor(engines: Engines, owner: Tenant, postgres: PostgresStack, urls: Mapping[str, str]):
    async with system_transaction(engines.audit) as connection:
        noted = tuple(each for each in await audit.anchor(connection) if each[0] == owner.id)
    assert [seq for _, seq, _ in noted] == [4]
    tamper(postgres, urls, "DELETE FROM audit WHERE seq = 4 AND organisation_id = %s", owner)
    assert await breaks(engines, owner) == [Break(owner.id, 3, "cut_off")]
    tamper(postgres, urls, "DELETE FROM audit_anchors WHERE organisation_id = %s", owner)
    assert await breaks(engines, owner) == []
    assert await breaks(engines, owner, noted) == [Break(owner.id, 3, "cut_off")]


@pytest.mark.parametrize("role", ["app", "system", "audit"])
@pytest.mark.parametrize("deed", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit", "DELETE FROM facts"])
async def test_no_role_at_work_can_change_what_was_written(engines: Engines, owner: Tenant, role: str, deed: str):
    with pytest.raises(DBAPIError, match="permission denied"):
        async with tenant_transaction(getattr(engines, role), (owner.id,)) as connection:
            await connection.execute(text(deed))


async def test_the_owner_is_stopped_too(engines: Engines):
    with pytest.raises(DBAPIError, match="may only grow"):
        async with engines.owner.begin() as connection:
            await connection.execute(text("DELETE FROM audit"))
