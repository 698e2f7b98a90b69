"""A command at the door: kept in one commit, tried at once for three seconds, else relayed under the same id (reliability R12)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from api.actions.orders import orders
from api.actions.orders.order_changes import COMMAND
from api.actions.work import Work
from api.calls import Call
from api.front.problems import PROBLEMS, ProblemKind
from api.openapi import ProblemBody
from api.orders.views import CommandsView
from api.refusals.doors import explained
from domain.porting.commands import CommandRefused
from store import facts, relay
from store.database import StoreUnavailable
from store.orders import commands
from store.orders.commands import StoredCommand
from store.relay import RelayKind
from workflows.gateway import TemporalUnavailable, WorkflowGone

PATIENCE = timedelta(seconds=3)
_GRACE_SECONDS, _LOOK_EVERY_SECONDS, _LOOKS = 0.5, 0.05, 20


@dataclass(frozen=True, slots=True)
class Placed:
    """What an action asked of an order. changed_at: when (real) the order's last fact had been recorded."""

    order_id: str
    changed_at: datetime | None
    commands: tuple[StoredCommand, ...]


async def carry_out(call: Call, order_id: str, place: Callable[[Work], Awaitable[tuple[StoredCommand, ...]]]) -> tuple[CommandsView, int]:
    """What became of the commands that `place` keeps: 200 when all are done, 202 when one is still on its way.

    The answer is kept under the request's key as it becomes known. Raises CommandRefused when none was taken, and what `place` raises.
    """
    async with call.work() as work:
        placed = Placed(order_id, await facts.last_change(work.connection, order_id), await place(work))
        row = await orders.find(work, order_id)
        call.keep(CommandsView.of(row.status, placed.commands), 202)
    answers = await asyncio.gather(*(_asked(call, each) for each in placed.commands))
    if not any(answers):
        return CommandsView.of(row.status, placed.commands), 202
    told = tuple(replace(each, **answer) for each, answer in zip(placed.commands, answers, strict=True))
    if all(each.state == "refused" for each in told):
        return await _refused(call, told)
    await _until_recorded(call, placed)
    return await _settled(call, placed, told)


async def _asked(call: Call, command: StoredCommand) -> dict[str, Any]:
    """What the order answered, as fields of the stored command; nothing when it did not answer in time."""
    try:
        async with asyncio.timeout(PATIENCE.total_seconds() + _GRACE_SECONDS):
            accepted = await call.parts.orders.ask(command.stream, COMMAND.validate_python(command.payload), PATIENCE)
    except CommandRefused as refusal:
        return {"state": "refused", "answer": {"code": refusal.code, "state": refusal.state}, "answered_at": call.parts.clock()}
    except (TemporalUnavailable, WorkflowGone, TimeoutError):
        return {}
    return {"state": "done", "answer": {"seq": getattr(accepted, "seq", 0)}, "answered_at": call.parts.clock()}


async def _settle(work: Work, told: Sequence[StoredCommand]) -> None:
    for each in told:
        if each.answer is not None:
            await relay.arrived(work.connection, each.stream, RelayKind.COMMAND, each.id, work.at)
            await commands.settle(work.connection, each.id, each.state, each.answer, work.at)


async def _settled(call: Call, placed: Placed, told: Sequence[StoredCommand]) -> tuple[CommandsView, int]:
    status = 200 if all(each.answer is not None for each in told) else 202
    async with call.work() as work:
        await _settle(work, told)
        row = await orders.find(work, placed.order_id)
        return call.keep(CommandsView.of(row.status, told), status), status


async def _refused(call: Call, told: Sequence[StoredCommand]) -> tuple[CommandsView, int]:
    answer = told[0].answer or {}
    text, why = PROBLEMS[ProblemKind.REFUSED], explained(answer["code"], call.words)
    async with call.work() as work:
        await _settle(work, told)
        call.keep(
            ProblemBody(
                type=f"/problems/{ProblemKind.REFUSED}",
                title=call.words.gettext(text.title),
                status=text.status,
                detail=f"{why.wrong} {why.remedy}",
                code=answer["code"],
                request_id=call.request.state.request_id,
            ),
            text.status,
        )
    raise CommandRefused(answer["code"], answer["state"])


async def _until_recorded(call: Call, placed: Placed) -> None:
    """A moment for the order's worker to record what was taken, so that the answer shows it."""
    for _ in range(_LOOKS):
        try:
            async with call.work() as work:
                if await facts.last_change(work.connection, placed.order_id) != placed.changed_at:
                    return
        except StoreUnavailable:
            return
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
