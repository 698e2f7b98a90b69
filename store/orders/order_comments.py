"""What customers and staff say to each other about an order. Comments are never changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import Tenants, insert, many, reading, within
from store.schema.order_comments import order_comments


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
    query = reading(order_comments, Comment).where(order_comments.c.order_id == order_id, within(order_comments, tenants))
    if not internal:
        query = query.where(~order_comments.c.internal)
    if before:
        query = query.where(order_comments.c.position < before)
    newest = many(await connection.execute(query.order_by(order_comments.c.position.desc()).limit(limit)), Comment)
    return newest[::-1]


async def last_position(connection: AsyncConnection, order_id: str, *, internal: bool) -> int:
    """Of the newest comment; 0 before there is one."""
    query = select(func.max(order_comments.c.position)).where(order_comments.c.order_id == order_id)
    if not internal:
        query = query.where(~order_comments.c.internal)
    return (await connection.execute(query)).scalar_one() or 0
