"""The only way to write facts: one transaction that also writes everything that follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.ids import PortId, read_stream
from domain.porting.facts import Entry
from domain.porting.order import OrderStatus
from domain.porting.steps import Wait
from store import audit, facts
from store.ids import fresh
from store.projections import announcing, call_plan, desk, orders, parts, publishing
from store.projections.change import Change, OrderHead, Whole, folded
from store.schema.orders import port_orders, tasks

# The audit comes last, for it locks the tenant's chain; the order's row after the rows it is taken from.
PROJECTIONS = (parts.project, call_plan.project, orders.project, announcing.project, publishing.project, desk.project)


class OrderUnknown(LookupError):
    """There is no such order, or none that this transaction sees."""


class SequenceConflict(Exception):
    """Other facts stand where these were to go: fold again and decide again."""

    def __init__(self, stream: str, seq: int) -> None:
        super().__init__(f"{stream} does not continue at {seq}")
        self.stream, self.seq = stream, seq


@dataclass(frozen=True, slots=True)
class Recorded:
    """seq: the stream's last. fresh: False when all of it had been recorded before."""

    seq: int
    status: OrderStatus
    fresh: bool


@dataclass(frozen=True, slots=True)
class Held:
    """An order locked until the transaction ends, folded from all its facts."""

    head: OrderHead
    whole: Whole
    told: tuple[facts.Told, ...]


async def hold(connection: AsyncConnection, order_id: str) -> Held:
    """Lock an order and fold it, to decide on facts and record them in the same transaction. Raises OrderUnknown."""
    columns = (
        port_orders.c.id,
        port_orders.c.organisation_id,
        port_orders.c.location_id,
        port_orders.c.status,
        port_orders.c.losing_carrier,
        port_orders.c.typed["btn"].astext,
        port_orders.c.typed["main_number"].astext,
        port_orders.c.submitted_by,
        exists().where(tasks.c.order_id == port_orders.c.id, tasks.c.closed_at.is_(None)),
    )
    row = (await connection.execute(select(*columns).where(port_orders.c.id == order_id).with_for_update())).one_or_none()
    if row is None:
        raise OrderUnknown(order_id)
    head = OrderHead(row[0], row[1], row[2], row[3], row[4], row[5] or "", row[6] or "", row[7], row[8])
    told = await facts.of_order(connection, order_id)
    return Held(head, folded(order_id, told), told)


async def record(
    connection: AsyncConnection, stream: str, entries: Sequence[Entry], *, wait: Wait | None = None, number_cents: int = 0
) -> Recorded:
    """Append entries whose first seq is the stream's next, and write all that follows: lines, call plan, billing, deliveries, tasks, audit.

    Entries that are there already, the very same, are done already. wait: what the carrier order, or an
    order without any, waits for from now on; None leaves it.
    number_cents: a month's charge for a number that is activated. Raises OrderUnknown, SequenceConflict, IllegalTransition.
    """
    read = read_stream(stream)
    order_id, n = (read.order_id, read.n) if isinstance(read, PortId) else (read, 0)
    return await record_held(connection, await hold(connection, order_id), stream, n, entries, wait=wait, number_cents=number_cents)


async def record_held(
    connection: AsyncConnection,
    held: Held,
    stream: str,
    n: int,
    entries: Sequence[Entry],
    *,
    wait: Wait | None = None,
    number_cents: int = 0,
) -> Recorded:
    """As `record`, for an order that this transaction holds."""
    there = {each.entry.seq: each.fingerprint for each in held.told if each.stream == stream}
    fresh_entries = _fresh(stream, entries, there)
    if not fresh_entries:
        return Recorded(len(there), OrderStatus(held.head.status), False)
    change = Change(
        held.head, stream, n, fresh_entries, held.whole, held.whole.record(stream, fresh_entries), wait, number_cents, held.told
    )
    await facts.append(connection, stream, held.head.id, held.head.organisation_id, fresh_entries)
    for project in PROJECTIONS:
        await project(connection, change)
    await audit.append(connection, held.head.organisation_id, [_deed(stream, entry) for entry in fresh_entries])
    return Recorded(fresh_entries[-1].seq, change.after.status, True)


def _fresh(stream: str, entries: Sequence[Entry], there: dict[int, bytes]) -> tuple[Entry, ...]:
    """The entries that are not there yet, once those that are have proved to be the same."""
    new: list[Entry] = []
    for entry in entries:
        if entry.seq in there:
            if there[entry.seq] != facts.fingerprint(stream, entry):
                raise SequenceConflict(stream, entry.seq)
        elif entry.seq != len(there) + len(new) + 1:
            raise SequenceConflict(stream, entry.seq)
        else:
            new.append(entry)
    return tuple(new)


def _deed(stream: str, entry: Entry) -> audit.Deed:
    return audit.Deed(fresh("aud"), entry.at, entry.actor, entry.acting_for, entry.fact.kind, f"{stream}/{entry.seq}")
