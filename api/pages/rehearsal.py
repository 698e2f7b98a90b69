"""Rehearsing in the console: set the clock ahead, have the carrier play."""

from collections.abc import Mapping
from datetime import timedelta

from starlette.responses import Response

from api.actions import orders, rehearsal
from api.calls import Call, Here
from api.order_views import OrderSummary
from api.pages.forms import Troubled, tried
from api.routes import Router
from api.v1.rehearsal import Play
from carriers.protocol import RehearsalStep
from domain.access import Action
from domain.porting.rejections import Rejection
from store.orders import OrderFilter
from words.rejections import rejection_told

router = Router(page=True)
_JUMPS = {"next": timedelta(0), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
# What can be played without saying more than a reason.
_STEPS = (
    *(RehearsalStep.NEXT, RehearsalStep.ACKNOWLEDGE, RehearsalStep.REJECT, RehearsalStep.WITHDRAW, RehearsalStep.CONFLICT),
    *(RehearsalStep.ACTIVATE, RehearsalStep.FAIL, RehearsalStep.CANCEL, RehearsalStep.REFUSE_CANCEL, RehearsalStep.SNAP_BACK),
    *(RehearsalStep.SAY_NONSENSE, RehearsalStep.SILENCE),
)


@router.get("/rehearsal", allow=Action.REHEARSAL_PLAY)
async def rehearsal_page(call: Here, order_id: str = "") -> Response:
    return await _shown(call, order_id)


@router.post("/rehearsal/clock", allow=Action.CLOCK_JUMP)
async def clock_set_ahead(call: Here) -> Response:
    typed = await call.form()
    try:
        await tried(call.words, typed, lambda: _jump(call, typed))
    except Troubled as trouble:
        return await _shown(call, typed.get("order_id", ""), trouble.errors)
    return call.see_other(f"/rehearsal?order_id={typed.get('order_id', '')}" if typed.get("order_id", "").isidentifier() else "/rehearsal")


@router.post("/rehearsal/orders/{order_id}/play", allow=Action.REHEARSAL_PLAY)
async def played(order_id: str, call: Here) -> Response:
    typed = await call.form()
    async with call.work() as work:
        await orders.find(work, order_id)
    try:
        await tried(call.words, typed, lambda: _play(call, order_id, typed))
    except Troubled as trouble:
        return await _shown(call, order_id, trouble.errors, typed)
    return call.see_other(f"/orders/{order_id}")


async def _shown(call: Call, order_id: str, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None) -> Response:
    async with call.work(Action.REHEARSAL_PLAY) as work:
        clock = await rehearsal.clock(work)
        rows = [
            row for row in await orders.listed(work, OrderFilter(organisation_id=clock.organisation_id), ("", ""), 50) if row.submitted_at
        ]
    summaries = [OrderSummary.of(row, call.words) for row in rows if row.closed_at is None]
    return await call.page(
        "rehearsal/stage.html",
        422 if errors else 200,
        clock=clock,
        orders=[(one.id, f"{one.customer_reference or one.losing_carrier}: {one.status_told} ({one.id[-6:]})") for one in summaries],
        chosen=order_id or (summaries[0].id if summaries else ""),
        steps=_steps(call),
        reasons=[(code.value, rejection_told(code, call.words).wrong) for code in Rejection],
        typed=typed or {},
        errors=errors or {},
    )


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


async def _jump(call: Call, typed: Mapping[str, str]) -> None:
    by = _JUMPS.get(typed.get("jump", ""), timedelta(0))
    async with call.work() as work:
        if by:
            await rehearsal.jump_by(work, by)
        else:
            await rehearsal.jump(work, None)


async def _play(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    codes = [typed.get("reason", "").upper()] if typed.get("step") in (RehearsalStep.REJECT, RehearsalStep.FAIL) else []
    asked = Play.model_validate({"step": typed.get("step", ""), "n": typed.get("n") or 1, "codes": codes})
    async with call.work() as work:
        await rehearsal.play(work, order_id, asked.n, asked.wanted())
