"""A customer asks for another date once one is confirmed: support decides and asks the carrier (rule 50)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from api.actions.orders import order_comments, orders
from api.actions.orders.order_changes import part_of, require
from api.actions.orders.order_decisions import dating
from api.actions.orders.orders import OrderSeen
from api.actions.work import Work
from api.front.problems import Refused
from domain.ids import PortId, read_stream
from domain.policy.foc import FocAsk, Windows, allowed_focs, foc_reason
from domain.porting.carrier_port import CarrierPort
from domain.porting.desk import TaskKind
from store.desk import tasks
from store.desk.tasks import NewTask, StaffTask


@dataclass(frozen=True, slots=True)
class DateWanted:
    """confirmed: that a change at short notice may cut off service (rule 47). said: the request as a comment, with its reason."""

    day: date
    said: str
    confirmed: bool = False


async def ask(work: Work, order_id: str, n: int, wanted: DateWanted, windows: Windows) -> OrderSeen:
    """Put it on the desk, in place of what was asked before. The order itself stays as it is. Raises Refused, Problem NOT_FOUND."""
    seen = await orders.read(work, order_id)
    port = part_of(seen, n)
    decision = dating(seen, port)
    require(decision)
    _require_possible(seen, port, wanted, windows)
    if decision.code and not wanted.confirmed:
        raise Refused(decision.code, decision.params, status=422, pointer="/confirmed")
    stream, day = port.port_id.stream, wanted.day.isoformat()
    await tasks.close_kind(work.connection, stream, TaskKind.DATE_WANTED, "", seen.at, work.principal.actor)
    task = NewTask(seen.row.organisation_id, order_id, stream, TaskKind.DATE_WANTED, seen.at, day, (day,), port.foc)
    await tasks.open_tasks(work.connection, [task])
    await order_comments.add(work, order_id, wanted.said, on_desk=False)
    work.note(seen.row.organisation_id, order_id, "order.date_wanted", part=str(n), day=day)
    return seen


def possible(seen: OrderSeen, n: int, windows: Windows) -> tuple[date, ...]:
    """The days that may be asked for, but for the one that is confirmed."""
    port = part_of(seen, n)
    return tuple(day for day in allowed_focs(seen.at, _asked_for(seen, port), seen.book, windows) if day != _day(seen, port.foc))


def wanted_days(open_or_closed: Sequence[StaffTask]) -> Mapping[int, date]:
    """What was asked for each carrier order and still waits for support."""
    waiting = [task for task in open_or_closed if task.kind == TaskKind.DATE_WANTED and task.closed_at is None and task.codes]
    streams = [(read_stream(task.stream), task.codes[0]) for task in waiting]
    return {stream.n: date.fromisoformat(day) for stream, day in streams if isinstance(stream, PortId)}


def _require_possible(seen: OrderSeen, port: CarrierPort, wanted: DateWanted, windows: Windows) -> None:
    if wanted.day == _day(seen, port.foc):
        raise Refused("date.same", status=422, pointer="/requested_foc")
    if foc_reason(wanted.day, seen.at, _asked_for(seen, port), seen.book, windows) is not None:
        raise Refused("date.not_allowed", status=422, pointer="/requested_foc")


def _asked_for(seen: OrderSeen, port: CarrierPort) -> FocAsk:
    return FocAsk.of(port.part.numbers, seen.zone, seen.book.holidays(port.part.losing_spid), simple=port.part.simple)


def _day(seen: OrderSeen, moment: datetime | None) -> date | None:
    return moment.astimezone(ZoneInfo(seen.zone)).date() if moment else None
