"""Drafts of port orders: saved as they are typed, by the version last seen, gone after a time."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.draft import DraftState
from domain.porting.order import draft_status
from store.rows import Tenants, any_of, row_of, rows_of, table_of
from store.schema.orders import draft_numbers, port_orders


class DraftChanged(Exception):
    """Somebody saved it meanwhile, or it is submitted: read it again."""


@dataclass(frozen=True, slots=True)
class Draft:
    """typed: what was typed that is not personal; typed_sealed: the rest. version: the ETag. revision: what an LOA binds to.

    status is read, never written from here: a draft's follows its state, a submitted order's its facts.
    updated_by: the user who saved it last.
    """

    id: str
    organisation_id: str
    draft_state: str
    typed: dict[str, Any]
    created_by: str
    created_at: datetime
    updated_at: datetime
    status: str = ""
    typed_sealed: bytes | None = None
    location_id: str | None = None
    customer_reference: str = ""
    losing_carrier: str = ""
    requested_foc: date | None = None
    number_count: int = 0
    revision: int = 0
    version: int = 1
    expires_at: datetime | None = None
    submitted_at: datetime | None = None
    updated_by: str = ""


@dataclass(frozen=True, slots=True)
class DraftNumber:
    """A number of a draft, in the order typed. portable is None until a carrier was asked (`checked_at`)."""

    number: str
    position: int
    typed_as: str = ""
    portable: bool | None = None
    reason: str = ""
    losing_carrier: str = ""
    losing_spid: str = ""
    rate_centre: str = ""
    state: str = ""
    line_type: str = "unknown"
    needs_pin: bool = False
    simple: bool = False
    checked_at: datetime | None = None
    set_aside: bool = False
    use: str = "unassigned"
    person_id: str = ""


_FIXED = frozenset({"id", "organisation_id", "created_by", "created_at", "version", "submitted_at", "number_count", "status"})
_KINDS = {
    "number": "text", "position": "integer", "typed_as": "text", "portable": "boolean", "reason": "text", "losing_carrier": "text",
    "losing_spid": "text", "rate_centre": "text", "state": "text", "line_type": "text", "needs_pin": "boolean", "simple": "boolean",
    "checked_at": "moment", "set_aside": "boolean", "use": "text", "person_id": "text",
}  # fmt: skip


async def create(connection: AsyncConnection, draft: Draft) -> None:
    values = {field.name: getattr(draft, field.name) for field in fields(draft)}
    await connection.execute(port_orders.insert().values(**{**values, "status": draft_status(DraftState(draft.draft_state))}))


async def find(connection: AsyncConnection, order_id: str, tenants: Tenants) -> Draft | None:
    """The typed side of an order, also once it is submitted."""
    return await row_of(connection, port_orders, Draft, tenants, id=order_id)


async def numbers(connection: AsyncConnection, order_id: str) -> tuple[DraftNumber, ...]:
    return await rows_of(connection, draft_numbers, DraftNumber, "position", order_id=order_id)


async def left_for_staff(connection: AsyncConnection, order_id: str) -> tuple[DraftNumber, ...]:
    """Of the numbers, those that are set aside."""
    return await rows_of(connection, draft_numbers, DraftNumber, "position", order_id=order_id, set_aside=True)


async def save(connection: AsyncConnection, draft: Draft, seen: int) -> int:
    """Put the draft in the place of version `seen`; the new version. Raises DraftChanged when that is no longer the newest.

    Also corrections of a submitted order come this way: what was submitted is a revision, kept by facts and papers.
    """
    values = {field.name: getattr(draft, field.name) for field in fields(draft) if field.name not in _FIXED}
    if draft.draft_state != DraftState.SUBMITTED and draft.submitted_at is None:
        values["status"] = draft_status(DraftState(draft.draft_state))
    here = (port_orders.c.id == draft.id, port_orders.c.organisation_id == draft.organisation_id, port_orders.c.version == seen)
    saved = update(port_orders).where(*here).values(**values, version=seen + 1, warned_at=None).returning(port_orders.c.version)
    version = (await connection.execute(saved)).scalar_one_or_none()
    if version is None:
        raise DraftChanged(draft.id)
    return int(version)


async def replace_numbers(connection: AsyncConnection, order_id: str, organisation_id: str, typed: Sequence[DraftNumber]) -> None:
    """The draft's numbers are these from now on. Three statements, however many they are."""
    await connection.execute(delete(draft_numbers).where(draft_numbers.c.order_id == order_id))
    rows = table_of("typed", [[getattr(each, name) for name in _KINDS] for each in typed], **_KINDS)
    chosen = select(literal(order_id), literal(organisation_id), *rows.c)
    await connection.execute(draft_numbers.insert().from_select(["order_id", "organisation_id", *_KINDS], chosen))
    await connection.execute(update(port_orders).where(port_orders.c.id == order_id).values(number_count=len(typed)))


async def set_aside(connection: AsyncConnection, order_id: str, chosen: Sequence[str], aside: bool) -> None:
    """Leave numbers for staff review while the others go on, or take them back."""
    these = (draft_numbers.c.order_id == order_id, draft_numbers.c.number == any_of(chosen))
    await connection.execute(update(draft_numbers).where(*these).values(set_aside=aside))


async def submit(
    connection: AsyncConnection, order_id: str, organisation_id: str, seen: int, *, by: str, acting_for: str, rulebook: str, at: datetime
) -> None:
    """The draft becomes an order; the rest is `lines.claim` and `record`. Raises DraftChanged."""
    here = (port_orders.c.id == order_id, port_orders.c.organisation_id == organisation_id, port_orders.c.version == seen)
    values = {"draft_state": "submitted", "submitted_by": by, "acting_for": acting_for, "rulebook": rulebook, "updated_at": at}
    submitted = (
        update(port_orders)
        .where(*here, port_orders.c.draft_state == "ready")
        .values(**values, submitted_at=func.coalesce(port_orders.c.submitted_at, at), version=seen + 1, expires_at=None)
    )
    if (await connection.execute(submitted)).rowcount == 0:
        raise DraftChanged(order_id)
