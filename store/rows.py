"""Rows as the dataclasses that name their columns, and the tenants a query keeps to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, FromClause, Result, Select, Table, any_, bindparam, column, func, select, true
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Boolean, Integer, LargeBinary, Text, TypeEngine

Record = TypeVar("Record")
# The organisations a query is for; None (staff and system) asks for all that row-level security shows.
Tenants = Sequence[str] | None


@cache
def reading(table: Table, kind: type[Any]) -> Select[Any]:
    """A select of the columns that `kind` has fields for, in its order."""
    return select(*(table.c[field.name] for field in fields(kind)))


def many(result: Result[Any], kind: Callable[..., Record]) -> tuple[Record, ...]:
    # All at once: fetched one by one, each row costs an exchange with the driver's cursor.
    return tuple(kind(*row) for row in result.all())


def one(result: Result[Any], kind: Callable[..., Record]) -> Record | None:
    row = result.one_or_none()
    return None if row is None else kind(*row)


async def row_of(
    connection: AsyncConnection, table: Table, kind: Callable[..., Record], /, tenants: Tenants = None, **equal: object
) -> Record | None:
    """The one row whose columns equal these."""
    chosen = _chosen(table, kind, (), tenants is not None, *equal)
    return one(await connection.execute(chosen, _sent(tenants, equal)), kind)


async def rows_of(
    connection: AsyncConnection, table: Table, kind: Callable[..., Record], /, *order: str, tenants: Tenants = None, **equal: object
) -> tuple[Record, ...]:
    """All rows whose columns equal these, by the columns `order` names."""
    chosen = _chosen(table, kind, order, tenants is not None, *equal)
    return many(await connection.execute(chosen, _sent(tenants, equal)), kind)


@cache
def _chosen(table: Table, kind: Any, order: tuple[str, ...], walled: bool, *equal: str) -> Select[Any]:
    """Built once: for every request anew, that took longer than sending it."""
    chosen = reading(table, kind).where(*(table.c[name] == bindparam(name) for name in equal))
    return (chosen.where(table.c.organisation_id == OURS) if walled else chosen).order_by(*(table.c[name] for name in order))


def _sent(tenants: Tenants, equal: Mapping[str, object]) -> dict[str, object]:
    return dict(equal) if tenants is None else {**equal, "tenants": list(tenants)}


async def insert(connection: AsyncConnection, table: Table, records: Sequence[Any]) -> None:
    """Insert dataclasses whose fields are columns of the table, in one statement."""
    if records:
        await connection.execute(table.insert().values([asdict(record) for record in records]))


def within(table: Table, tenants: Tenants) -> ColumnElement[bool]:
    """The first wall: rows of these organisations. Row-level security is the second."""
    return true() if tenants is None else table.c.organisation_id == any_of(tenants)


def among(name: str) -> ColumnElement[Any]:
    """As `any_of`, in a statement that is built once: its array is the parameter `name`."""
    return any_(bindparam(name, type_=ARRAY(Text)))


# The first wall in a statement that is built once: `tenants` is a parameter of it.
OURS = among("tenants")


def any_of(values: Sequence[str]) -> ColumnElement[Any]:
    """`= ANY (…)` over one array parameter, so that the statement is the same for any count."""
    return any_(bindparam(None, list(values), ARRAY(Text)))


_TYPES: dict[str, TypeEngine[Any]] = {
    "text": Text(),
    "integer": Integer(),
    "boolean": Boolean(),
    "bytes": LargeBinary(),
    "moment": TIMESTAMP(timezone=True),
}


def table_of(name: str, values: Sequence[Sequence[Any]], **columns: str) -> FromClause:
    """Rows sent as one array a column, to join with: any count of rows is the same statement.

    columns: name and kind (text, integer, boolean, bytes, moment), in the order of each row's values.
    """
    kinds = [_TYPES[kind] for kind in columns.values()]
    arrays = [[row[at] for row in values] for at in range(len(kinds))]
    sent = [bindparam(None, array, ARRAY(kind)) for array, kind in zip(arrays, kinds, strict=True)]
    return func.unnest(*sent).table_valued(*(column(each, kind) for each, kind in zip(columns, kinds, strict=True))).render_derived(name)
