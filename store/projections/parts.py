"""Carrier orders and lines as rows."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.line import OPEN, LineState
from store.projections.change import Change
from store.rows import table_of
from store.schema.orders import carrier_orders, lines


async def project(connection: AsyncConnection, change: Change) -> None:
    if change.n:
        await _update_part(connection, change)
        await _move_lines(connection, change)
        return
    for entry in change.entries:
        match entry.fact:
            case f.OrderSplit(parts=parts):
                await _open_parts(connection, change, parts)
            case f.OrderClosed():
                await _close_lines(connection, change.head.id)


async def _open_parts(connection: AsyncConnection, change: Change, parts: Sequence[f.Part]) -> None:
    head = change.head
    same = {"order_id": head.id, "organisation_id": head.organisation_id, "btn": head.btn, "losing_carrier": head.losing_carrier}
    rows = [{**same, "n": part.n, "carrier": part.carrier, "state": PortState.PREPARED, "losing_spid": part.losing_spid} for part in parts]
    await connection.execute(upsert(carrier_orders).values(rows).on_conflict_do_nothing(index_elements=["order_id", "n"]))
    placed = table_of("placed", [[number, part.n] for part in parts for number in part.numbers], number="text", n="integer")
    await connection.execute(update(lines).where(lines.c.order_id == head.id, lines.c.number == placed.c.number).values(n=placed.c.n))


async def _close_lines(connection: AsyncConnection, order_id: str) -> None:
    """Numbers that never came to a carrier order are free again."""
    unsent = (lines.c.order_id == order_id, lines.c.n.is_(None), lines.c.open)
    await connection.execute(update(lines).where(*unsent).values(state=LineState.CANCELLED, open=False))


async def _update_part(connection: AsyncConnection, change: Change) -> None:
    port = change.after.parts[change.n]
    values = {
        "state": port.state,
        "carrier_reference": port.reference,
        "lsr_version": port.lsr_version,
        "foc": port.foc,
        "seq": port.seq,
        "priority": 1 if port.expedite else 3,
    }
    codes = rejection(change.entries)
    if codes is not None:
        values["rejection_codes"] = list(codes)
    if port.closed:
        values |= {"waiting_for": f.WaitingFor.NOTHING, "wait_until": None}
    elif change.wait is not None:
        values |= {"waiting_for": change.wait.waiting_for, "wait_until": change.wait.until}
    mine = (carrier_orders.c.order_id == change.head.id, carrier_orders.c.n == change.n)
    await connection.execute(update(carrier_orders).where(*mine).values(**values))


def rejection(entries: Sequence[f.Entry]) -> tuple[str, ...] | None:
    """The rejection codes that stand after these entries; None when they say nothing of it."""
    codes = None
    for entry in entries:
        match entry.fact:
            case f.LsrRejected(codes=told):
                codes = told
            case f.CorrectionAccepted() | f.LsrSupplemented() | f.FocReceived():
                codes = ()
    return codes


async def _move_lines(connection: AsyncConnection, change: Change) -> None:
    if not (states := change.moved_lines):
        return
    failure, active = _told_of_lines(change.entries)
    rows = [[number, state, LineState(state) in OPEN, failure.get(number, ""), active.get(number)] for number, state in states.items()]
    moved = table_of("moved", rows, number="text", state="text", open="boolean", failure_code="text", activated_at="moment")
    mine = update(lines).where(lines.c.order_id == change.head.id, lines.c.number == moved.c.number)
    await connection.execute(
        mine.values(state=moved.c.state, open=moved.c.open, failure_code=moved.c.failure_code, activated_at=moved.c.activated_at)
    )


def _told_of_lines(entries: Sequence[f.Entry]) -> tuple[dict[str, str], dict[str, object]]:
    failure: dict[str, str] = {}
    active: dict[str, object] = {}
    for entry in entries:
        match entry.fact:
            case f.NumbersFailed(numbers=numbers, codes=codes):
                failure |= dict.fromkeys(numbers, "".join(codes[:1]))
            case f.NumbersActivated(numbers=numbers, activated_at=at):
                active |= dict.fromkeys(numbers, at)
    return failure, active
