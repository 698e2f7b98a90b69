"""Ways into the database, one a role, and the settings without which a transaction sees nothing."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

NOBODY = "-"
_SETTINGS = text(
    "SELECT set_config('portwright.tenants', :tenants, true), set_config('portwright.staff', :staff, true),"
    " set_config('portwright.principal', :principal, true), set_config('portwright.credential', :credential, true),"
    " set_config('synchronous_commit', :lasting, true)"
)
# A frozen process must not hold an order's lock for ever.
_OPTIONS = "-c timezone=UTC -c idle_in_transaction_session_timeout=300000"
# Classes of SQLSTATE that say the server, not the statement, is in trouble.
_UNAVAILABLE = ("08", "53", "57P")


class StoreUnavailable(Exception):
    """PostgreSQL cannot be reached or takes no work. All or nothing was done (all, if the commit's answer was lost); ask again later."""


class NoTenants(ValueError):
    """A tenant transaction without a tenant would see nothing: a mistake of the caller's."""


def engine(url: str, pool_size: int = 10, pool_timeout: float = 5) -> AsyncEngine:
    """A pool for one role's address (`postgresql+psycopg://…`). Make it after forking; dispose of it at the end."""
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=pool_timeout,
        connect_args={"connect_timeout": 3, "options": _OPTIONS},
        hide_parameters=True,
    )


@asynccontextmanager
async def tenant_transaction(
    app: AsyncEngine, tenants: Sequence[str], staff: bool = False, principal: str = ""
) -> AsyncIterator[AsyncConnection]:
    """A transaction that sees these organisations (staff: all). Commits at the end, rolls back on an exception.

    Raises NoTenants, StoreUnavailable.
    """
    if not staff and not any(tenants):
        raise NoTenants("no organisation to act for")
    async with _begun(app) as connection:
        await _settle(connection, ",".join(tenants) or NOBODY, staff=staff, principal=principal)
        yield connection


@asynccontextmanager
async def credential_transaction(
    app: AsyncEngine, credential: bytes = b"", principal: str = "", *, lasting: bool = True
) -> AsyncIterator[AsyncConnection]:
    """A transaction of somebody whose organisation is not known yet: sees only rows that carry the hash in hand, or a user's own.

    lasting: False where a crash of the server may lose what the last moments wrote, as counters of requests.
    """
    async with _begun(app) as connection:
        await _settle(connection, NOBODY, principal=principal, credential=credential, lasting=lasting)
        yield connection


@asynccontextmanager
async def system_transaction(system: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction of the system, audit or owner role. Raises StoreUnavailable."""
    async with _begun(system) as connection:
        yield connection


async def act_as(connection: AsyncConnection, principal: str) -> None:
    """From here on the credential transaction also sees what belongs to this user, whose credential was in it."""
    await connection.execute(text("SELECT set_config('portwright.principal', :principal, true)"), {"principal": principal})


async def _settle(
    connection: AsyncConnection, tenants: str, *, staff: bool = False, principal: str = "", credential: bytes = b"", lasting: bool = True
) -> None:
    settings = {
        "tenants": tenants,
        "staff": "on" if staff else "off",
        "principal": principal,
        "credential": credential.hex(),
        "lasting": "on" if lasting else "off",
    }
    await connection.execute(_SETTINGS, settings)


@asynccontextmanager
async def _begun(pool: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    with _trouble_named():
        async with pool.begin() as connection:
            yield connection


@contextmanager
def _trouble_named() -> Iterator[None]:
    try:
        yield
    except PoolExhausted as error:
        raise StoreUnavailable("every connection is in use") from error
    except DBAPIError as error:
        if _is_outage(error.orig) or error.connection_invalidated:
            raise StoreUnavailable("PostgreSQL does not answer") from error
        raise
    except psycopg.OperationalError as error:
        if _is_outage(error):
            raise StoreUnavailable("PostgreSQL does not answer") from error
        raise


def _is_outage(error: BaseException | None) -> bool:
    if not isinstance(error, psycopg.OperationalError):
        return False
    return error.sqlstate is None or error.sqlstate.startswith(_UNAVAILABLE)
