"""The support desk in the console: what waits, and another date for a carrier order."""

from collections.abc import Mapping
from datetime import date

from starlette.responses import Response

from api.actions.desk import desk_tasks
from api.actions.drafts import foc_windows
from api.actions.orders import order_changes, orders
from api.actions.orders.order_changes import NewDate, Why, part_of
from api.actions.orders.orders import OrderSeen
from api.calls import Call, Here
from api.commanding import carry_out
from api.front.cursors import Cursor
from api.front.routes import Router
from api.pages.forms import Troubled, tried
from api.pages.zones import reader_zone, town
from api.refusals.doors import explained
from api.v1.desk import CloseTask, TaskView
from api.v1.order_commands import Reschedule
from domain.access import Action
from domain.policy.codes import RefusalCode
from domain.policy.foc import FocAsk, Windows, allowed_focs
from domain.porting.commands import CommandRefused
from domain.porting.desk import TaskKind

router = Router(page=True)
_PAGE = 50


@router.get("/desk", allow=Action.TASK_READ)
async def desk_page(call: Here, cursor: Cursor = "") -> Response:
    return await _desk(call, cursor)


@router.post("/desk/tasks/{task_id}/close", allow=Action.TASK_WRITE)
async def task_closed(task_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        await tried(call.words, typed, lambda: _close(call, task_id, typed))
    except Troubled as trouble:
        return await _desk(
            call, "", {f"reason-{task_id}": " ".join(trouble.errors.values())}, {f"reason-{task_id}": typed.get("reason", "")}
        )
    return call.see_other("/desk")


@router.get("/orders/{order_id}/parts/{n}/date", allow=Action.DESK_RESCHEDULE)
async def date_page(order_id: str, n: int, call: Here) -> Response:
    return await _dates(call, order_id, n)


@router.post("/orders/{order_id}/parts/{n}/date", allow=Action.DESK_RESCHEDULE)
async def date_asked(order_id: str, n: int, call: Here) -> Response:
    typed = await call.form()
    try:
        given = await tried(call.words, typed, lambda: _move(call, order_id, n, typed))
    except Troubled as trouble:
        return await _dates(call, order_id, n, trouble.errors, typed)
    except CommandRefused as refused:
        why = explained(refused.code, call.words)
        return await _dates(call, order_id, n, {"": f"{why.wrong} {why.remedy}"}, typed)
    return call.see_other(f"/orders/{order_id}?asked={given}")


async def _desk(call: Call, cursor: str, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None) -> Response:
    after = call.cursors.read("tasks", cursor, width=2)
    async with call.work(Action.TASK_READ) as work:
        found = await desk_tasks.listed(work, (), after, _PAGE + 1)
    shown, more = call.cursors.page("tasks", found, _PAGE, lambda task: (task.due_at.isoformat(), task.id))
    tasks, zone = [TaskView.of(task, call.words) for task in shown], await reader_zone(call)
    days = {task.id: date.fromisoformat(task.codes[0]) for task in tasks if task.kind == TaskKind.DATE_WANTED and task.codes}
    facts = {"tasks": tasks, "days": days, "zone": zone, "town": town(zone), "more": more}
    return await call.page("desk/tasks.html", 422 if errors else 200, **facts, typed=typed or {}, errors=errors or {})


async def _close(call: Call, task_id: str, typed: Mapping[str, str]) -> None:
    asked = CloseTask.model_validate(typed)
    async with call.work() as work:
        await desk_tasks.close(work, task_id, asked.reason)


async def _windows(call: Call, order_id: str, n: int) -> Windows:
    async with call.work() as work:
        asked = await foc_windows.windows_for(work, order_id, n)
    return await asked.windows(call.parts)


async def _dates(
    call: Call, order_id: str, n: int, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    windows = await _windows(call, order_id, n)
    async with call.work() as work:
        seen = await orders.read(work, order_id)
    warned = explained(RefusalCode.RESCHEDULE_AT_SHORT_NOTICE, call.words)
    return await call.page(
        "desk/date.html",
        422 if errors else 200,
        order_id=order_id,
        n=n,
        seen=seen.position,
        zone=seen.zone,
        foc=part_of(seen, n) and seen.whole.parts[n].foc,
        days=[(day.isoformat(), call.words.day(day)) for day in _allowed(seen, n, windows)],
        warning=f"{warned.wrong} {warned.remedy}",
        typed=typed or {},
        errors=errors or {},
    )


def _allowed(seen: OrderSeen, n: int, windows: Windows) -> tuple[date, ...]:
    part = part_of(seen, n).part
    ask = FocAsk.of(part.numbers, seen.zone, seen.book.holidays(part.losing_spid), simple=part.simple)
    return allowed_focs(seen.at, ask, seen.book, windows)


async def _move(call: Call, order_id: str, n: int, typed: Mapping[str, str]) -> str:
    kind, rest = typed.get("kind", ""), {name: value for name, value in typed.items() if name != "kind"}
    asked = Reschedule.model_validate({**rest, "confirmed": "confirmed" in typed})
    windows = await _windows(call, order_id, n)
    wanted = NewDate(asked.requested_foc, kind == "expedite", asked.confirmed)
    why = Why(asked.seen, kind or "reschedule", asked.remark)
    view, _ = await carry_out(call, order_id, lambda work: order_changes.move_foc(work, order_id, n, wanted, windows, why))
    return view.commands[0].id
