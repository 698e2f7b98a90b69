"""The steps of a carrier order: load, hear, take, send, let time pass. Each records its facts in one transaction.

A step names the last fact its workflow knows. When more is there, an earlier try of the same step recorded it: then that is the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection
from temporalio import activity

from activities.carrier_writes import CarrierWrites, Outcome
from activities.lsr import Prepared, lsr_call, prepared, receipt_notices, settle, written_facts
from activities.messages import HearNotices, OpenPort, PassTime, PortOpened, Progress, SendToCarrier, TakeCommand
from activities.outlook import check_gate, verify
from carriers.protocol import PortsNumbers
from domain.ids import PortId
from domain.porting import facts as f
from domain.porting.carrier_port import CarrierPort, fold
from domain.porting.commands import CommandRefused, port_fact
from domain.porting.facts import WaitingFor
from domain.porting.hearing import follows, hear
from domain.porting.steps import Wait
from domain.porting.waiting import time_brings
from store.carriers import carrier_ports
from store.carriers.carrier_ports import LoadedPort
from store.database import system_transaction
from vault.envelope import Envelope


@dataclass(frozen=True, slots=True)
class PortActivities:
    """carriers: every one there is, by name; a name that is not there is a mistake of configuration."""

    writes: CarrierWrites
    envelope: Envelope
    carriers: Mapping[str, PortsNumbers]

    @activity.defn
    async def open_port(self, asked: OpenPort) -> PortOpened:
        async with system_transaction(self.writes.system) as connection:
            loaded = await carrier_ports.load(connection, PortId(asked.order_id, asked.n))
            wait = loaded.wait(loaded.port, loaded.frame.clock.at(self.writes.now()))
            return PortOpened(loaded.part, _progress(loaded, loaded.entries_after(0), wait))

    @activity.defn
    async def hear_notices(self, step: HearNotices) -> Progress:
        async with system_transaction(self.writes.system) as connection:
            loaded, at = await self._loaded(connection, step)
            entries = hear(loaded.port, step.notices, at) if loaded.port.seq == step.seq else ()
            return await _recorded(connection, loaded, step.seq, entries, at)

    @activity.defn
    async def take_command(self, step: TakeCommand) -> Progress:
        """A command that does not fit any more (a notice came first) is dropped: the person sees what happened instead."""
        async with system_transaction(self.writes.system) as connection:
            loaded, at = await self._loaded(connection, step)
            return await _recorded(connection, loaded, step.seq, _asked(loaded.port, step, at), at)

    @activity.defn
    async def pass_time(self, step: PassTime) -> Progress:
        verified = await self._verified(step) if step.waiting_for is WaitingFor.VERIFICATION else ()
        async with system_transaction(self.writes.system) as connection:
            loaded, at = await self._loaded(connection, step)
            if loaded.port.seq != step.seq:
                return await _recorded(connection, loaded, step.seq, (), at)
            brought = verified or await self._brought(connection, loaded, step.waiting_for, at)
            return await _recorded(connection, loaded, step.seq, _entries(loaded.port, at, brought), at)

    @activity.defn
    async def send(self, step: SendToCarrier) -> Progress:
        async with system_transaction(self.writes.system) as connection:
            loaded, at = await self._loaded(connection, step)
            ready = None if loaded.port.seq != step.seq else await prepared(connection, self.envelope, loaded, step.send)
            if ready is None:
                return await _recorded(connection, loaded, step.seq, (), at)
        outcome = await self._written(loaded, ready)
        async with system_transaction(self.writes.system) as connection:
            loaded, at = await self._loaded(connection, step)
            same = loaded.port.seq == step.seq
            entries = await _outcome_entries(connection, loaded, ready, outcome, at) if same else ()
            return await _recorded(connection, loaded, step.seq, entries, at)

    async def _loaded(
        self, connection: AsyncConnection, step: HearNotices | TakeCommand | PassTime | SendToCarrier
    ) -> tuple[LoadedPort, datetime]:
        loaded = await carrier_ports.load(connection, PortId(step.order_id, step.n))
        return loaded, loaded.frame.clock.at(step.now)

    async def _verified(self, step: PassTime) -> tuple[f.PortFact, ...]:
        """What the carrier says when it is asked again, between two transactions; nothing where an earlier try has recorded it."""
        async with system_transaction(self.writes.system) as connection:
            loaded, _ = await self._loaded(connection, step)
        return await verify(self.carriers[loaded.part.carrier], loaded.port) if loaded.port.seq == step.seq else ()

    async def _brought(
        self, connection: AsyncConnection, loaded: LoadedPort, waiting_for: WaitingFor, at: datetime
    ) -> tuple[f.PortFact, ...]:
        if waiting_for is WaitingFor.GATE:
            return await check_gate(connection, self.envelope, loaded, at)
        return time_brings(loaded.port, waiting_for, loaded.frame.book)

    async def _written(self, loaded: LoadedPort, ready: Prepared) -> Outcome | None:
        """What became of the write; None when there was nothing to write, as nothing had been sent yet."""
        if ready.attempt is None:
            return None
        carrier = self.carriers[loaded.part.carrier]
        return await self.writes.write(carrier, ready.attempt, lsr_call(carrier, loaded.port, ready))


async def _outcome_entries(
    connection: AsyncConnection, loaded: LoadedPort, ready: Prepared, outcome: Outcome | None, at: datetime
) -> tuple[f.Entry, ...]:
    await settle(connection, ready, outcome)
    entries = _entries(loaded.port, at, written_facts(loaded.port, ready, outcome, at))
    return (*entries, *hear(fold(loaded.port, entries), receipt_notices(outcome), at))


def _asked(port: CarrierPort, step: TakeCommand, at: datetime) -> tuple[f.Entry, ...]:
    if port.seq != step.seq:
        return ()
    command = step.command
    try:
        fact = port_fact(port, command)
    except CommandRefused:
        activity.logger.info("came too late: %s", command.command_id)
        return ()
    return (f.Entry(port.seq + 1, at, command.actor, fact, command.acting_for, command.reason),)


def _entries(port: CarrierPort, at: datetime, facts: tuple[f.PortFact, ...]) -> tuple[f.Entry, ...]:
    """The facts as entries, with what follows from them."""
    entries: list[f.Entry] = []
    for fact in facts:
        entries.append(f.Entry(port.seq + 1, at, "system", fact))
        port = port.record(entries[-1])
    for fact in follows(port):
        entries.append(f.Entry(port.seq + 1, at, "system", fact))
        port = port.record(entries[-1])
    return tuple(entries)


async def _recorded(connection: AsyncConnection, loaded: LoadedPort, seq: int, entries: tuple[f.Entry, ...], at: datetime) -> Progress:
    wait = await carrier_ports.add(connection, loaded, entries, at)
    return _progress(loaded, (*loaded.entries_after(seq), *entries), wait)


def _progress(loaded: LoadedPort, entries: tuple[f.Entry, ...], wait: Wait) -> Progress:
    return Progress(entries, wait, int(loaded.frame.clock.offset.total_seconds()))
