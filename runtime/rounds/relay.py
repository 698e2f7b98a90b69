"""The relay: what was committed for Temporal reaches it, in order of arrival, once or again, whatever was killed in between."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Protocol

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from activities.messages import Accepted
from carriers.errors import CarrierError
from carriers.protocol import FollowsClock
from domain.ids import read_stream
from domain.porting.commands import Command, CommandRefused
from domain.porting.notices import CarrierNotice
from store import relay
from store.carriers import inbox, late_notices
from store.database import system_transaction
from store.orders import commands
from store.relay import RelayBatch, RelayItem, RelayKind
from workflows.gateway import TemporalUnavailable, WorkflowGone

COMMAND = TypeAdapter(Command)
CARRIER_CLOCK = "carrier-clock/"
_PATIENCE = timedelta(seconds=10)
_LONGEST_PAUSE = timedelta(minutes=1)


class Gateway(Protocol):
    """The part of `workflows.gateway.PortGateway` that the relay needs."""

    async def start_order(self, order_id: str) -> None: ...

    async def tell(self, stream: str, notices: tuple[CarrierNotice, ...]) -> None: ...

    async def move_clock(self, stream: str, offset: timedelta) -> None: ...

    async def ask(self, stream: str, command: Command, patience: timedelta) -> Accepted: ...


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of items of one kind: passed on, not deliverable any more, or to be tried again (error)."""

    items: tuple[RelayItem, ...]
    gone: bool = False
    error: str = ""
    answer: Accepted | CommandRefused | None = None


class Relay:
    """Drains the relay table. Any number of them may run beside each other."""

    def __init__(self, system: AsyncEngine, gateway: Gateway, carriers: Mapping[str, object], now: Callable[[], datetime]) -> None:
        self._system, self._gateway, self._carriers, self._now = system, gateway, carriers, now

    async def drain(self) -> int:
        """Match notices, then pass on what waits; how many items were looked at. Raises StoreUnavailable."""
        async with system_transaction(self._system) as connection:
            await inbox.match(connection)
        async with system_transaction(self._system) as connection:
            batches = await relay.take(connection, self._now())
            outcomes = await asyncio.gather(*(self._pass_on(batch) for batch in batches))
            for outcome in (one for several in outcomes for one in several):
                await self._settle(connection, outcome)
        return sum(len(batch.items) for batch in batches)

    async def _pass_on(self, batch: RelayBatch) -> list[_Outcome]:
        """Everything for one workflow, in order; what follows a failure waits with it."""
        outcomes: list[_Outcome] = []
        for kind, run in groupby(batch.items, key=lambda item: item.kind):
            for items in _bundles(kind, tuple(run)):
                outcome = await self._try(batch.target, kind, items)
                outcomes.append(outcome)
                if outcome.error:
                    return outcomes
        return outcomes

    async def _try(self, target: str, kind: RelayKind, items: tuple[RelayItem, ...]) -> _Outcome:
        try:
            return await self._deliver(target, kind, items)
        except CommandRefused as refusal:
            return _Outcome(items, answer=refusal)
        except WorkflowGone:
            return _Outcome(items, gone=True)
        except (TemporalUnavailable, CarrierError) as error:
            return _Outcome(items, error=type(error).__name__)

    async def _deliver(self, target: str, kind: RelayKind, items: tuple[RelayItem, ...]) -> _Outcome:
        match kind:
            case RelayKind.START:
                await self._gateway.start_order(str(read_stream(target)))
            case RelayKind.NOTICE:
                await self._gateway.tell(target, tuple(inbox.as_notice(item.payload) for item in items))
            case RelayKind.CLOCK:
                await self._move_clock(target, items[-1].payload["offset_seconds"])
            case RelayKind.COMMAND:
                command = COMMAND.validate_python(items[0].payload)
                return _Outcome(items, answer=await self._gateway.ask(target, command, _PATIENCE))
        return _Outcome(items)

    async def _move_clock(self, target: str, offset_seconds: int) -> None:
        """A carrier order's clock, or (`carrier-clock/<carrier>/<organisation>`) that of a carrier which lives on it too."""
        if not target.startswith(CARRIER_CLOCK):
            await self._gateway.move_clock(target, timedelta(seconds=offset_seconds))
            return
        name, _, organisation_id = target.removeprefix(CARRIER_CLOCK).partition("/")
        carrier = self._carriers.get(name)
        if isinstance(carrier, FollowsClock):
            await carrier.set_clock(organisation_id, offset_seconds)

    async def _settle(self, connection: AsyncConnection, outcome: _Outcome) -> None:
        ids, now = [item.id for item in outcome.items], self._now()
        if outcome.gone and not await self._over(connection, outcome):
            outcome = _Outcome(outcome.items, error=WorkflowGone.__name__)
        if outcome.error:
            pause = min(timedelta(milliseconds=500) * 2 ** min(outcome.items[0].tries, 10), _LONGEST_PAUSE)
            await relay.put_off(connection, ids, outcome.error, now + pause)
            return
        if outcome.items[0].kind is RelayKind.COMMAND:
            await self._answer(connection, outcome)
        await relay.done(connection, ids, now)

    async def _over(self, connection: AsyncConnection, outcome: _Outcome) -> bool:
        """Whether the order has ended, so that nothing will ever take these. Late notices then go to the desk."""
        first = outcome.items[0]
        if not await late_notices.has_ended(connection, first.target):
            return first.kind is RelayKind.CLOCK
        if first.kind is RelayKind.NOTICE:
            await late_notices.put_on_desk(
                connection, first.target, first.organisation_id, [item.key for item in outcome.items], self._now()
            )
        return True

    async def _answer(self, connection: AsyncConnection, outcome: _Outcome) -> None:
        key, now = outcome.items[0].key, self._now()
        match outcome.answer:
            case Accepted(seq=seq):
                await commands.settle(connection, key, "done", {"seq": seq}, now)
            case CommandRefused(code=code, state=state):
                await commands.settle(connection, key, "refused", {"code": code, "state": state}, now)
            case None:
                await commands.settle(connection, key, "refused", {"code": "order_ended", "state": "closed"}, now)


def _bundles(kind: RelayKind, items: Sequence[RelayItem]) -> Iterable[tuple[RelayItem, ...]]:
    """Notices go as one signal, and of several clock jumps only the last counts; commands are asked one by one."""
    return ((item,) for item in items) if kind is RelayKind.COMMAND else (tuple(items),)
