"""Ways into the database, one a role, and the settings without which a transaction sees nothing."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

NOBODY = "-"
_BEGIN = "BEGIN"
# Begun and settled in one trip: every request does this twice. One column, as describing five costs more than setting them.
_BEGIN_AS = (
    "BEGIN; SELECT set_config('portwright.tenants', %(tenants)s, true) || set_config('portwright.staff', %(staff)s, true)"
    " || set_config('portwright.principal', %(principal)s, true) || set_config('portwright.credential', %(credential)s, true)"
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
        # `_begun` begins every transaction itself.
        isolation_level="AUTOCOMMIT",
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
    async with _begun(app, _settings(",".join(tenants) or NOBODY, staff=staff, principal=principal)) as connection:
        yield connection


@asynccontextmanager
async def credential_transaction(app: AsyncEngine, credential: bytes = b"", principal: str = "") -> AsyncIterator[AsyncConnection]:
    """A transaction of somebody whose organisation is not known yet: sees only rows that carry the hash in hand, or a user's own."""
    async with _begun(app, _settings(NOBODY, principal=principal, credential=credential)) as connection:
        yield connection


@asynccontextmanager
async def lone_statement(pool: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection without a transaction, for one statement on a table without tenants. Raises StoreUnavailable."""
    with _trouble_named():
        async with pool.connect() as connection:
            yield connection


@asynccontextmanager
async def system_transaction(system: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction of the system, audit or owner role. Raises StoreUnavailable."""
    async with _begun(system) as connection:
        yield connection


async def act_as(connection: AsyncConnection, principal: str) -> None:
    """From here on the credential transaction also sees what belongs to this user, whose credential was in it."""
    await connection.execute(text("SELECT set_config('portwright.principal', :principal, true)"), {"principal": principal})


def _settings(tenants: str, *, staff: bool = False, principal: str = "", credential: bytes = b"") -> dict[str, str]:
    return {
        "tenants": tenants,
        "staff": "on" if staff else "off",
        "principal": principal,
        "credential": credential.hex(),
    }


@asynccontextmanager
async def _begun(pool: AsyncEngine, settings: Mapping[str, str] | None = None) -> AsyncIterator[AsyncConnection]:
    with _trouble_named():
        async with pool.begin() as connection:
            await _begin(connection, settings)
            yield connection


async def _begin(connection: AsyncConnection, settings: Mapping[str, str] | None) -> None:
    """Past SQLAlchemy, which sends one statement at a time; so a broken connection is also named to it here."""
    driver = (await connection.get_raw_connection()).driver_connection
    assert isinstance(driver, psycopg.AsyncConnection)
    try:
        await psycopg.AsyncClientCursor(driver).execute(_BEGIN if settings is None else _BEGIN_AS, settings)
    except psycopg.OperationalError:
        await connection.invalidate()
        raise


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
