"""The list of orders as a file that programs for tables open: nothing in it runs there, and telephone numbers survive the way and back."""

import csv
import io
import unicodedata
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from starlette.responses import Response, StreamingResponse

from api.calls import Call
from api.front.problems import Refused
from api.orders.lists import placed
from api.orders.words import ball_told
from domain.access import Action
from domain.porting.line import LineState
from domain.porting.order import OrderStatus
from store.orders import order_exports
from store.orders.order_exports import ExportedNumber, ExportedOrder
from store.orders.orders import Cursor, OrderFilter
from words.states import line_state, order_status

MOST_ROWS = 50_000
_BATCH = 500
# What makes a cell a formula (reliability 3.5), also in its full width.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ORDER = (
    "order_id", "customer", "customer_reference", "status", "status_told", "whose_turn", "losing_carrier", "location", "number_count",
    "requested_date", "confirmed_for", "time_zone", "begun", "submitted", "closed",
)  # fmt: skip
_NUMBER = (
    "number", "number_state", "moved", "order_id", "customer", "customer_reference", "status", "status_told", "losing_carrier", "location",
    "confirmed_for", "time_zone",
)  # fmt: skip
Cell = str | int | date | datetime | None


class Rows(StrEnum):
    """What a row is."""

    ORDERS = "orders"
    NUMBERS = "numbers"


async def exported(call: Call, only: OrderFilter, rows: Rows, *, for_tables: bool = False) -> Response:
    """A file that is sent as it is read. for_tables: with the mark by which Excel knows UTF-8. Raises Refused `export.too_many`."""
    async with call.work() as work:
        only = await placed(work, only)
        orders, numbers = await order_exports.counted(work.connection, work.tenants, only, MOST_ROWS)
        if (numbers if rows is Rows.NUMBERS else orders) > MOST_ROWS:
            raise Refused("export.too_many", {"limit": f"{MOST_ROWS:,}"}, status=422)
        whose = call.principal.acting_for(Action.ORDER_READ) or call.principal.posts[0].organisation_id
        work.note(whose, call.principal.user_id, "orders.export", rows=rows.value, count=str(orders))
    mark = "\ufeff" if for_tables else ""
    named = {"Content-Disposition": f'attachment; filename="port-{rows.value}.csv"', "X-Accel-Buffering": "no"}
    return StreamingResponse(_file(call, only, rows, mark), media_type="text/csv; charset=utf-8", headers=named)


def cell(value: Cell) -> str:
    """A cell that no program takes for a formula, in one line, without characters that turn its direction."""
    text = "" if value is None else str(value)
    line = "".join(" " if unicodedata.category(each) == "Cc" else each for each in text if each not in _BIDI)
    return f"'{line}" if line.lstrip().startswith(_FORMULA) or (text[:1] in "\t\r" and text) else line


def telephone(number: str) -> str:
    """Eleven digits without the plus: no formula, no loss as a number in a table, and readable again where numbers are typed."""
    return number.removeprefix("+")


async def _file(call: Call, only: OrderFilter, rows: Rows, mark: str) -> AsyncIterator[bytes]:
    yield (mark + _lines([_NUMBER if rows is Rows.NUMBERS else _ORDER])).encode()
    after: Cursor | None = None
    while True:
        async with call.work() as work:
            batch = await order_exports.batch(work.connection, work.tenants, only, after, _BATCH)
            wanted = [order.id for order in batch] if rows is Rows.NUMBERS else []
            numbers = await order_exports.numbers_of(work.connection, work.tenants, wanted) if wanted else ()
        if batch:
            yield _lines(_by_number(call, batch, numbers) if rows is Rows.NUMBERS else _by_order(call, batch)).encode()
        if len(batch) < _BATCH:
            return
        last = batch[-1]
        after = Cursor(last.foc if only.by_date and last.foc else last.created_at, last.id)


def _by_order(call: Call, batch: Sequence[ExportedOrder]) -> Iterator[Sequence[Cell]]:
    staff = call.principal.is_staff_for(Action.ORDER_READ)
    for order in batch:
        yield (
            order.id, order.organisation, order.customer_reference, order.status, order_status(OrderStatus(order.status), call.words),
            ball_told(order.ball, call.words, staff=staff), order.losing_carrier, order.location, order.number_count, order.requested_foc,
            _local(order, order.foc), order.time_zone, _local(order, order.created_at), _local(order, order.submitted_at),
            _local(order, order.closed_at),
        )  # fmt: skip


def _by_number(call: Call, batch: Sequence[ExportedOrder], numbers: Sequence[ExportedNumber]) -> Iterator[Sequence[Cell]]:
    of_order = {order_id: tuple(theirs) for order_id, theirs in groupby(numbers, lambda each: each.order_id)}
    for order in batch:
        for each in of_order.get(order.id, ()):
            state = line_state(LineState(each.state), call.words) if each.state else ""
            yield (
                telephone(each.number), state, _local(order, each.activated_at), order.id, order.organisation, order.customer_reference,
                order.status, order_status(OrderStatus(order.status), call.words), order.losing_carrier, order.location,
                _local(order, order.foc), order.time_zone,
            )  # fmt: skip


def _local(order: ExportedOrder, moment: datetime | None) -> str:
    return f"{moment.astimezone(ZoneInfo(order.time_zone)):%Y-%m-%d %H:%M}" if moment else ""


def _lines(rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([cell(each) for each in row] for row in rows)
    return text.getvalue()
