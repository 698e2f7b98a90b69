"""After the fire: the carrier's ledger, database, mails, runs and audit chains side by side. Each function yields what does not fit."""

import email
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from temporalio.client import Client

from carriers.rehearsal.ledger import Ledger
from domain.ids import PortId, order_stream
from domain.porting.facts import SilenceNoticed
from domain.porting.line import LineState
from domain.porting.order import FINISHED
from runtime.settings import Settings
from runtime.upkeep import verify_audit
from store.database import system_transaction
from store.record import hold
from store.schema.crossings import attempts, deliveries, notices, relay
from store.schema.orders import carrier_orders, lines, port_orders, tasks
from store.schema.people import assignments, billing_events, inventory, people
from tests.kill.customers import Customer, Wanted

OURS = {"active": LineState.ACTIVE, "failed": LineState.FAILED, "cancelled": LineState.CANCELLED}


@dataclass(frozen=True, slots=True)
class AtCarrier:
    """A number as the carrier's ledger has it. at: when it came to that state."""

    reference: str
    number: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything there is to compare. rows: whole tables by name."""

    everybody: tuple[Customer, ...]
    rows: dict[str, list[Row[Any]]]
    at_carrier: dict[str, AtCarrier]
    ledger: Ledger

    @property
    def wanted(self) -> Iterator[tuple[Customer, Wanted]]:
        return ((customer, wanted) for customer in self.everybody for wanted in customer.orders)


TABLES = (port_orders, carrier_orders, lines, inventory, assignments, billing_events, people, deliveries, attempts, relay, notices, tasks)


async def scene(system: AsyncEngine, ledger: Ledger, everybody: tuple[Customer, ...]) -> Scene:
    async with system_transaction(system) as connection:
        rows = {table.name: await _all(connection, table) for table in TABLES}
    told = ledger.rows("SELECT reference, number, state, changed_at FROM lines")
    at_carrier = {
        row["number"]: AtCarrier(row["reference"], row["number"], row["state"], datetime.fromisoformat(row["changed_at"])) for row in told
    }
    return Scene(everybody, rows, at_carrier, ledger)


async def _all(connection: AsyncConnection, table: Table) -> list[Row[Any]]:
    return list(await connection.execute(select(table)))


async def differences(system: AsyncEngine, temporal: Client, settings: Settings, seen: Scene) -> list[str]:
    """All of it, one line each."""
    found = [*carrier_side(seen), *orders_side(seen), *numbers_side(seen), *bills_side(seen), *people_side(seen), *left_over(seen)]
    found += mails_side(seen, settings.mail_directory)
    found += [line async for line in folds_side(system, seen)]
    found += [line async for line in runs_side(temporal, seen)]
    return found + [f"audit: {line}" for line in await verify_audit(settings)]


def carrier_side(seen: Scene) -> Iterator[str]:
    """One LSR for each carrier order, nothing asked twice, nothing the other does not know of."""
    for double in seen.ledger.doubles():
        yield f"carrier: {double['kind']} took effect {double['times']} times under one key"
    sent = Counter(row["reference"] for row in seen.ledger.writes() if row["kind"] == "lsr")
    ours = Counter(row.carrier_reference for row in seen.rows["carrier_orders"])
    for reference in sent.keys() | ours.keys():
        if (sent[reference], ours[reference]) != (1, 1):
            yield f"carrier: {reference or 'an order never sent'} has {sent[reference]} LSRs and {ours[reference]} carrier orders"
    for pon in seen.ledger.rows("SELECT pon, count(*) AS times FROM orders GROUP BY pon HAVING times > 1"):
        yield f"carrier: {pon['times']} orders for one PON"


def orders_side(seen: Scene) -> Iterator[str]:
    rows = {row.id: row for row in seen.rows["port_orders"]}
    for _, wanted in seen.wanted:
        row = rows[wanted.order_id]
        if row.closed_at is None or row.status not in FINISHED:
            yield f"order: {wanted.order_id} ({wanted.script}) is {row.status}, closed at {row.closed_at}"
        if row.wait_until is not None:
            yield f"order: {wanted.order_id} still waits for {row.waiting_for}"


def numbers_side(seen: Scene) -> Iterator[str]:
    """Each number as the carrier has it, and in one place."""
    ours = {(row.order_id, row.number): row for row in seen.rows["lines"]}
    live = {row.number: row for row in seen.rows["inventory"]}
    holders = Counter(row.number for row in seen.rows["assignments"] if row.until is None)
    references = {(row.order_id, row.n): row.carrier_reference for row in seen.rows["carrier_orders"]}
    if len(ours) != sum(len(wanted.numbers) for _, wanted in seen.wanted):
        yield f"lines: {len(ours)} rows"
    for customer, wanted in seen.wanted:
        for number in wanted.numbers:
            line, there = ours[wanted.order_id, number], seen.at_carrier[number]
            active = there.state == "active"
            if line.state != OURS.get(there.state) or line.open or references.get((line.order_id, line.n)) != there.reference:
                yield f"line: {number} of {wanted.order_id} ({wanted.script}) is {line.state}, at the carrier {there.state}"
            if active and line.activated_at != there.at:
                yield f"line: {number} active at {line.activated_at}, at the carrier at {there.at}"
            place = live.get(number)
            if (place is not None) != active or (place and (place.organisation_id, place.state) != (customer.id, "active")):
                yield f"inventory: {number} is {'there' if place else 'missing'}, at the carrier {there.state}"
            if holders[number] != int(active):
                yield f"assignments: {number} has {holders[number]} holders, at the carrier {there.state}"


def bills_side(seen: Scene) -> Iterator[str]:
    """One event for each active number, at the moment that the carrier confirmed."""
    billed = Counter((row.number, row.kind, row.at) for row in seen.rows["billing_events"])
    due = Counter((one.number, "number_started", one.at) for one in seen.at_carrier.values() if one.state == "active")
    for what in sorted((billed - due) + (due - billed)):
        yield f"billing: {what[0]} {what[1]} at {what[2]}: {billed[what]} events, due {due[what]}"


def people_side(seen: Scene) -> Iterator[str]:
    """Who waited for a number has it, or waits no more."""
    rows = {row.id: row for row in seen.rows["people"]}
    for _, wanted in seen.wanted:
        for number, person_id in wanted.waiting.items():
            due = number if seen.at_carrier[number].state == "active" else None
            person = rows[person_id]
            if person.number != due or person.waiting_number is not None:
                yield f"people: who waited for {number} has {person.number} and waits for {person.waiting_number}, due {due}"


def left_over(seen: Scene) -> Iterator[str]:
    """Nothing under way, nothing on a desk: no kill is a person's business."""
    for row in seen.rows["relay"]:
        if row.done_at is None:
            yield f"relay: {row.kind} for {row.target} waits: {row.last_error}"
    for row in seen.rows["attempts"]:
        if row.state != "done":
            yield f"attempt: {row.request_key} is {row.state}: {row.error}"
    for row in seen.rows["notices"]:
        if row.stream is None:
            yield f"notice: {row.kind} of {row.carrier_reference} is parked"
    for row in seen.rows["tasks"]:
        if row.kind != "numbers_failed" and row.closed_at is None:
            yield f"task: {row.kind} of {row.stream}"


MAILS = {
    "PARTIAL": ("order_received", "order_submitted", "foc_confirmed", "foc_tomorrow", "order_partly_completed"),
    "CARRIER-CANCELS": ("order_received", "order_submitted", "order_cancelled"),
    "MOVE-FOC": ("order_received", "order_submitted", "foc_confirmed", "foc_moved", "foc_tomorrow", "order_completed"),
}
ORDINARY = ("order_received", "order_submitted", "foc_confirmed", "foc_tomorrow", "order_completed")


def mails_side(seen: Scene, folder: Path) -> Iterator[str]:
    """Each order's mails, once each, all of them sent, and one file for each."""
    rows = seen.rows["deliveries"]
    for row in rows:
        if row.state != "sent":
            yield f"mail: {row.message} of {row.order_id} is {row.state}: {row.last_error}"
    for _, wanted in seen.wanted:
        mine = [row for row in rows if row.order_id == wanted.order_id]
        told = Counter(row.message for row in mine if row.user_id)
        due = Counter(MAILS.get(wanted.script, ORDINARY))
        if told != due:
            yield f"mail: {wanted.order_id} ({wanted.script}) told {dict(told - due)} too much and {dict(due - told)} too little"
        works = Counter(row.person_id for row in mine if row.person_id)
        live = Counter(person for number, person in wanted.waiting.items() if seen.at_carrier[number].state == "active")
        if works != live:
            yield f"mail: {wanted.order_id} ({wanted.script}) told {works.total()} people that their number works, due {live.total()}"
    yield from _files(folder, len(rows))


def _files(folder: Path, due: int) -> Iterator[str]:
    kept = [email.message_from_bytes(path.read_bytes()) for path in folder.glob("*.eml")]
    ids = {mail["Message-ID"] for mail in kept}
    if not len(kept) == len(ids) == due:
        yield f"mail: {len(kept)} files with {len(ids)} Message-IDs for {due} deliveries"


async def folds_side(system: AsyncEngine, seen: Scene) -> AsyncIterator[str]:
    """Streams without a gap, and rows that are what the facts fold to."""
    parts = {(row.order_id, row.n): row for row in seen.rows["carrier_orders"]}
    states = {(row.order_id, row.number): row.state for row in seen.rows["lines"]}
    for _, wanted in seen.wanted:
        async with system_transaction(system) as connection:
            held = await hold(connection, wanted.order_id)
        streams: dict[str, list[int]] = {}
        for told in held.told:
            streams.setdefault(told.stream, []).append(told.entry.seq)
            if isinstance(told.entry.fact, SilenceNoticed):
                yield f"facts: {told.stream} noticed silence"
        for stream, seqs in streams.items():
            if seqs != list(range(1, len(seqs) + 1)):
                yield f"facts: {stream} goes {seqs}"
        if held.head.status != held.whole.status:
            yield f"facts: {wanted.order_id} is {held.head.status}, folded {held.whole.status}"
        for n, port in held.whole.parts.items():
            row = parts[wanted.order_id, n]
            if (row.state, row.seq) != (port.state, port.seq):
                yield f"facts: {wanted.order_id}/{n} is {row.state} #{row.seq}, folded {port.state} #{port.seq}"
            wrong = [number for number, state in port.lines.items() if states[wanted.order_id, number] != state]
            if wrong:
                yield f"facts: lines of {wanted.order_id}/{n} differ from their fold: {wrong}"


async def runs_side(temporal: Client, seen: Scene) -> AsyncIterator[str]:
    """Each order and each carrier order ran once and ended well."""
    ran = Counter([(run.id, run.status.name if run.status else "?") async for run in temporal.list_workflows()])
    due = [order_stream(wanted.order_id) for _, wanted in seen.wanted]
    due += [PortId(row.order_id, row.n).stream for row in seen.rows["carrier_orders"]]
    expected = Counter((stream, "COMPLETED") for stream in due)
    for (stream, status), times in ((ran - expected) + (expected - ran)).items():
        yield f"runs: {stream} {status}: {times} too {'many' if (stream, status) in ran - expected else 'few'}"


def totals(seen: Scene) -> str:
    counted: Sequence[tuple[str, int]] = (
        ("carrier orders", len(seen.rows["carrier_orders"])),
        ("writes", len(seen.ledger.writes())),
        ("doubles", len(seen.ledger.doubles())),
        ("numbers", len(seen.rows["lines"])),
        ("live", len(seen.rows["inventory"])),
        ("billing events", len(seen.rows["billing_events"])),
        ("mails", len(seen.rows["deliveries"])),
        ("notices", len(seen.rows["notices"])),
    )
    return ", ".join(f"{count} {name}" for name, count in counted)
