"""A database with 100,000 orders of a hundred customers, and somebody who may list those of the first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import event

from api.front.tokens import new_api_token, token_hash
from domain.access import Role, Scope
from store.access import tokens
from store.access.tokens import ApiToken
from store.database import engine, system_transaction
from store.ids import fresh
from store.orders import orders
from store.orders.orders import OrderFilter
from store.tenancy import organisations, users
from store.tenancy.organisations import Organisation
from store.tenancy.users import Membership, User

ORDERS, CUSTOMERS, TOKENS = 100_000, 100, 4
_FILL = """
INSERT INTO port_orders (id, organisation_id, draft_state, typed, created_by, created_at, updated_at, submitted_at, number_count,
                         losing_carrier, customer_reference, status, ball, waiting_for)
SELECT 'po_' || lpad(n::text, 26, 'a'), (%(customers)s::text[])[1 + n %% cardinality(%(customers)s::text[])], 'submitted', '{}'::jsonb,
       'usr_bench', at, at, at, 10, 'Rehearsal Bell', 'REF-' || n, 'submitted', 'carrier', 'lsr_answer'
FROM (SELECT n, timestamptz '2030-01-01' - n * interval '1 minute' AS at FROM generate_series(1, %(orders)s) AS n) AS numbered
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who lists. tokens: several, for each may read only so often a minute."""

    organisation_id: str
    tokens: tuple[str, ...]


def fill(urls: dict[str, str], customers: list[str]) -> None:
    with psycopg.connect(urls["system"].replace("+psycopg", "")) as connection:
        connection.execute(_FILL, {"customers": customers, "orders": ORDERS})
    with psycopg.connect(urls["owner"].replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE port_orders")


async def store_orders(urls: dict[str, str], session_secret: str) -> Reader:
    """In set-based statements, not through the doors."""
    system, now = engine(urls["system"]), datetime.now(UTC)
    customers, admin = [fresh("org") for _ in range(CUSTOMERS)], fresh("usr")
    reader = Reader(customers[0], tuple(new_api_token() for _ in range(TOKENS)))
    async with system_transaction(system) as connection:
        for organisation_id in customers:
            await organisations.add(connection, Organisation(organisation_id, "Sunnydale Books", "customer", "paid", True, "en", now))
        user = User(admin, customers[0], admin.encode(), b"sealed", b"sealed", "en", now)
        await users.add(connection, user, Membership(admin, customers[0], Role.CUSTOMER_ADMIN.value, now))
        for token in reader.tokens:
            kept, scopes = token_hash(session_secret, "api token", token), [scope.value for scope in Scope]
            await tokens.add(connection, ApiToken(fresh("tok"), customers[0], admin, "bench", kept, scopes, now, now + timedelta(days=1)))
    await system.dispose()
    fill(urls, customers)
    return reader


async def list_query(system_url: str, organisation_id: str, limit: int) -> dict[str, Any]:
    """The statement that the product's list is, as psycopg gets it: sql and parameters."""
    system, heard = engine(system_url), dict[str, Any]()

    @event.listens_for(system.sync_engine, "before_cursor_execute")
    def hear(connection: object, cursor: object, statement: str, parameters: dict[str, Any], *_: object) -> None:
        if "FROM port_orders" in statement:
            heard.update(sql=statement, parameters=parameters)

    async with system_transaction(system) as connection:
        await orders.listed(connection, (organisation_id,), OrderFilter(), None, limit + 1)
    await system.dispose()
    return heard
