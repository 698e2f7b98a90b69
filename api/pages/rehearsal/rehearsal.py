"""Rehearsing in the console: set the clock ahead, have the carrier play, watch what becomes of the orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from starlette.responses import Response

from api.actions.orders import orders
from api.actions.rehearsal import rehearsal
from api.calls import Call, Here
from api.front.routes import Router
from api.orders.timeline import line
from api.orders.views import OrderSummary
from api.pages.forms import Troubled, tried
from api.pages.orders.tones import TONES
from api.v1.rehearsal import Play
from carriers.protocol import RehearsalStep
from domain.access import Action
from domain.ids import PortId, read_stream
from domain.porting.rejections import Rejection
from store import facts
from store.facts import Told
from store.orders.orders import OrderRow
from words.rejections import rejection_told
from words.timeline import FACTS

router = Router(page=True)
_JUMPS = {"next": timedelta(0), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
# What a stream of events may be named: a browser listens to names one by one.
_EVENTS = " ".join((*FACTS, "end"))
# What can be played without saying more than a reason.
_STEPS = (
    *(RehearsalStep.NEXT, RehearsalStep.ACKNOWLEDGE, RehearsalStep.REJECT, RehearsalStep.WITHDRAW, RehearsalStep.CONFLICT),
    *(RehearsalStep.ACTIVATE, RehearsalStep.FAIL, RehearsalStep.CANCEL, RehearsalStep.REFUSE_CANCEL, RehearsalStep.SNAP_BACK),
    *(RehearsalStep.SAY_NONSENSE, RehearsalStep.SILENCE),
)


@dataclass(frozen=True, slots=True)
class OrderWatched:
    """last: what was told of it last, and when."""

    order: OrderSummary
    name: str
    last: str
    last_at: datetime | None


@router.get("/rehearsal", allow=Action.REHEARSAL_PLAY)
async def rehearsal_page(call: Here, order_id: str = "", since: Annotated[int | None, Query(ge=0, le=2**62)] = None) -> Response:
    """since: the position of what was told last before somebody acted here."""
    return await _shown(call, order_id, since)


@router.post("/rehearsal/clock", allow=Action.CLOCK_JUMP)
async def clock_set_ahead(call: Here) -> Response:
    typed = await call.form()
    try:
        before = await tried(call.words, typed, lambda: _jump(call, typed))
    except Troubled as trouble:
        return await _shown(call, typed.get("order_id", ""), None, trouble.errors)
    chosen = typed.get("order_id", "")
    return call.see_other(_back(chosen if chosen.isidentifier() else "", before))


@router.post("/rehearsal/orders/{order_id}/play", allow=Action.REHEARSAL_PLAY)
async def played(order_id: str, call: Here) -> Response:
    typed = await call.form()
    async with call.work() as work:
        await orders.find(work, order_id)
    try:
        before = await tried(call.words, typed, lambda: _play(call, order_id, typed))
    except Troubled as trouble:
        return await _shown(call, order_id, None, trouble.errors, typed)
    return call.see_other(_back(order_id, before))


async def _shown(
    call: Call, order_id: str, since: int | None, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    async with call.work(Action.REHEARSAL_PLAY) as work:
        clock = await rehearsal.clock(work)
        seen = await rehearsal.watch(work, clock.business_now, since)
    watched = [_watched(call, row, seen.last.get(row.id), seen.zone) for row in seen.orders]
    chosen = order_id or (watched[0].order.id if watched else "")
    names = {one.order.id: one.name for one in watched}
    news = [(names.get(_order_of(told), ""), line(told, call.words, seen.zone, staff=False)) for told in seen.since]
    return await call.page(
        "rehearsal/stage.html",
        422 if errors else 200,
        clock=clock,
        zone=seen.zone,
        watched=watched,
        followed=chosen in names,
        chosen=chosen,
        since=since,
        news=news,
        position=seen.position,
        events=_EVENTS,
        tones=TONES,
        steps=_steps(call),
        reasons=[(code.value, rejection_told(code, call.words).wrong) for code in Rejection],
        typed=typed or {},
        errors=errors or {},
    )


def _watched(call: Call, row: OrderRow, last: Told | None, zone: str) -> OrderWatched:
    order = OrderSummary.of(row, call.words)
    said = line(last, call.words, zone, staff=False) if last else None
    name = f"{row.customer_reference or row.losing_carrier} ({row.id[-6:]})"
    return OrderWatched(order, name, said.text if said else "", said.at if said else None)


def _order_of(told: Told) -> str:
    stream = read_stream(told.stream)
    return stream.order_id if isinstance(stream, PortId) else stream


def _back(order_id: str, before: int) -> str:
    """The same page, with what has happened since."""
    return f"/rehearsal?{urlencode({'order_id': order_id, 'since': before} if order_id else {'since': before})}"


def _steps(call: Call) -> list[tuple[str, str]]:
    told = {
        RehearsalStep.NEXT: call.words.gettext("What it has planned next"),
        RehearsalStep.ACKNOWLEDGE: call.words.gettext("Say that it has the order"),
        RehearsalStep.REJECT: call.words.gettext("Refuse, for the reason below"),
        RehearsalStep.WITHDRAW: call.words.gettext("Withdraw the confirmed date"),
        RehearsalStep.CONFLICT: call.words.gettext("Dispute the move"),
        RehearsalStep.ACTIVATE: call.words.gettext("Move all numbers that wait"),
        RehearsalStep.FAIL: call.words.gettext("Fail to move all numbers that wait, for the reason below"),
        RehearsalStep.CANCEL: call.words.gettext("Cancel the order"),
        RehearsalStep.REFUSE_CANCEL: call.words.gettext("Refuse a cancellation"),
        RehearsalStep.SNAP_BACK: call.words.gettext("Take moved numbers back"),
        RehearsalStep.SAY_NONSENSE: call.words.gettext("Say something that nobody understands"),
        RehearsalStep.SILENCE: call.words.gettext("Fall silent: forget all that was planned"),
    }
    return [(step.value, told[step]) for step in _STEPS]


async def _jump(call: Call, typed: Mapping[str, str]) -> int:
    """The position of what was told last before."""
    by = _JUMPS.get(typed.get("jump", ""), timedelta(0))
    async with call.work() as work:
        before = await facts.last_position(work.connection, work.organisation_id)
        if by:
            await rehearsal.jump_by(work, by)
        else:
            await rehearsal.jump(work, None)
    return before


async def _play(call: Call, order_id: str, typed: Mapping[str, str]) -> int:
    """As `_jump`."""
    codes = [typed.get("reason", "").upper()] if typed.get("step") in (RehearsalStep.REJECT, RehearsalStep.FAIL) else []
    asked = Play.model_validate({"step": typed.get("step", ""), "n": typed.get("n") or 1, "codes": codes})
    async with call.work() as work:
        owner = (await orders.find(work, order_id)).organisation_id
        before = await facts.last_position(work.connection, owner)
        await rehearsal.play(work, order_id, asked.n, asked.wanted())
    return before
