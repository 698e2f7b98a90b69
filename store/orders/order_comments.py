"""What customers and staff say to each other about an order. Comments are never changed."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import OURS, Tenants, insert, many, reading
from store.schema.order_comments import order_comments

# No position is as high.
_NEVER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class NewComment:
    """author: of an actor, a person or a token. author_sealed: the name as it was then. internal: for staff only. at: business time."""

    id: str
    organisation_id: str
    order_id: str
    author: str
    author_sealed: bytes | None
    by_staff: bool
    internal: bool
    body_sealed: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Comment(NewComment):
    """position: rises with every comment."""

    position: int


async def add(connection: AsyncConnection, comment: NewComment) -> None:
    await insert(connection, order_comments, [comment])


async def of_order(
    connection: AsyncConnection, order_id: str, tenants: Tenants, *, internal: bool, before: int = 0, limit: int = 200
) -> tuple[Comment, ...]:
    """The newest so many (before a position, if one is given), oldest of them first. internal: also what staff say among themselves."""
    asked: dict[str, object] = {"order_id": order_id, "before": before or _NEVER, "most": limit}
    walled = asked if tenants is None else {**asked, "tenants": list(tenants)}
    return many(await connection.execute(_newest(internal, tenants is not None), walled), Comment)[::-1]


@cache
def _newest(internal: bool, walled: bool) -> Select[Any]:
    query = reading(order_comments, Comment).where(order_comments.c.order_id == bindparam("order_id"))
    query = query.where(order_comments.c.position < bindparam("before"), *([] if internal else [~order_comments.c.internal]))
    query = query.where(order_comments.c.organisation_id == OURS) if walled else query
    return query.order_by(order_comments.c.position.desc()).limit(bindparam("most"))


async def last_position(connection: AsyncConnection, order_id: str, *, internal: bool) -> int:
    """Of the newest comment; 0 before there is one."""
    query = select(func.max(order_comments.c.position)).where(order_comments.c.order_id == order_id)
    if not internal:
        query = query.where(~order_comments.c.internal)
    return (await connection.execute(query)).scalar_one() or 0
