"""PostgreSQL is killed: the trouble has its name, nothing is half done, and work goes on when it is back (reliability R54)."""

import pytest

from store import migrations
from store.database import StoreUnavailable, engine, tenant_transaction
from store.orders import orders
from tests.stack import embedded_postgres
from tests.store.world import draft, tenant


async def test_a_killed_server_is_unavailable_and_then_goes_on_where_it_was():
    with embedded_postgres() as postgres:
        migrations.upgrade(postgres.urls["owner"])
        app = engine(postgres.urls["app"])
        owner = await tenant(app)
        with pytest.raises(StoreUnavailable):
            async with tenant_transaction(app, (owner.id,)) as connection:
                lost = await draft(connection, owner, ())
                postgres.running.kill()
                postgres.server.tidy()
        with pytest.raises(StoreUnavailable):
            async with tenant_transaction(app, (owner.id,)):
                pass
        postgres.running.start()
        async with tenant_transaction(app, (owner.id,)) as connection:
            assert await orders.find(connection, lost, (owner.id,)) is None
            assert await draft(connection, owner, ())
        await app.dispose()
