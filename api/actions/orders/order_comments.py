"""Comments on orders, both ways: said by a customer or by staff, mailed to the other side as a link."""

from dataclasses import dataclass
from datetime import datetime

from api.actions import letters
from api.actions.letters import Letter
from api.actions.orders import orders
from api.actions.work import Work, text_of
from api.front.problems import Refused
from domain.access import Action, Role
from domain.ids import order_stream
from domain.porting.desk import TaskKind
from store.desk import tasks
from store.desk.tasks import NewTask
from store.ids import fresh
from store.orders import order_comments
from store.orders.order_comments import Comment, NewComment
from store.orders.orders import OrderRow
from store.tenancy import users
from vault.envelope import TenantBox

TABLE, BODY, AUTHOR = "order_comments", "body_sealed", "author_sealed"
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class CommentShown:
    """author: the name as it was when they wrote, empty for staff where customers read, and for tokens."""

    id: str
    at: datetime
    author: str
    by_staff: bool
    internal: bool
    text: str
    mine: bool
    position: int


async def listed(work: Work, row: OrderRow, before: int = 0, limit: int = MOST_SHOWN) -> tuple[CommentShown, ...]:
    """Of an order that the caller may read; the newest so many, oldest of them first."""
    staff = work.principal.is_staff_for(Action.ORDER_READ)
    found = await order_comments.of_order(work.connection, row.id, work.tenants, internal=staff, before=before, limit=limit)
    box = await work.box(row.organisation_id)
    return tuple(_shown(work, box, each, staff) for each in found)


async def add(work: Work, order_id: str, text: str, *, internal: bool = False, on_desk: bool = True) -> CommentShown:
    """Say something, and tell the other side that something was said. on_desk: what a customer says is a task of its own.

    Raises Refused `comment.internal`, Problem NOT_FOUND.
    """
    row = await orders.find(work, order_id)
    staff = work.principal.is_staff_for(Action.ORDER_COMMENT)
    if internal and not staff:
        raise Refused("comment.internal", status=422, pointer="/internal")
    box, at, made = await work.box(row.organisation_id), await work.business_time(row.organisation_id), fresh("cmt")
    name = await _own_name(work)
    sealed = box.seal(TABLE, AUTHOR, made, name.encode()) if name else None
    said = box.seal(TABLE, BODY, made, text.encode())
    comment = NewComment(made, row.organisation_id, order_id, work.principal.actor, sealed, staff, internal, said, at)
    await order_comments.add(work.connection, comment)
    work.note(row.organisation_id, order_id, comment=made, internal=str(internal))
    if staff and not internal:
        await tasks.close_kind(work.connection, order_stream(order_id), TaskKind.COMMENT, "", at, work.principal.actor)
        await _tell_customer(work, box, row, comment)
    elif on_desk and not staff:
        await _tell_staff(work, comment)
    return CommentShown(made, at, "" if staff and not internal else name, staff, internal, text, True, 0)


async def _tell_customer(work: Work, box: TenantBox, row: OrderRow, comment: NewComment) -> None:
    """Every admin, and who submitted the order (rule 40). What was said stays behind the sign-in."""
    members = await users.members(work.connection, row.organisation_id)
    told = {user.id for user, post in members if post.role == Role.CUSTOMER_ADMIN} | ({row.submitted_by} - {""})
    for user_id in sorted(told):
        key = f"{row.id}/comment/{comment.id}/{user_id}"
        await letters.send(
            work.connection, box, Letter("comment_added", key, comment.at, user_id, order_id=row.id, data={"order_id": row.id})
        )


async def _tell_staff(work: Work, comment: NewComment) -> None:
    """On the desk, once until somebody has looked: staff read tasks, not mails."""
    stream = order_stream(comment.order_id)
    task = NewTask(comment.organisation_id, comment.order_id, stream, TaskKind.COMMENT, comment.at)
    await tasks.open_tasks(work.connection, [task])


async def _own_name(work: Work) -> str:
    """Empty for a token, which is nobody."""
    user = None if work.principal.token_id else await users.find(work.connection, work.principal.user_id)
    return text_of(await work.box(user.home_id), "users", "name_sealed", user.id, user.name_sealed) if user else ""


def _shown(work: Work, box: TenantBox, each: Comment, staff: bool) -> CommentShown:
    hidden = each.by_staff and not staff
    return CommentShown(
        id=each.id,
        at=each.at,
        author="" if hidden else text_of(box, TABLE, AUTHOR, each.id, each.author_sealed),
        by_staff=each.by_staff,
        internal=each.internal,
        text=text_of(box, TABLE, BODY, each.id, each.body_sealed),
        mine=each.author == work.principal.actor,
        position=each.position,
    )
