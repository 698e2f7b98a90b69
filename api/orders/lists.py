"""A list of orders as the doors are asked for it: views, dates, words to look for, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Query

from api.actions.orders import orders
from api.actions.work import Work
from api.calls import Call
from api.front.cursors import PageOf
from api.front.principals import Principal
from api.orders.views import OrderSummary
from domain.access import Action
from domain.porting.ball import Ball
from store.orders.order_views import View
from store.orders.orders import OrderFilter, OrderRow

Text = Annotated[str, Query(max_length=100)]
Balls = Annotated[tuple[Ball, ...], Query(max_length=5, description="Whose turn it is: customer, us, carrier, staff or nobody.")]
FocFrom = Annotated[date | None, Query(description="Moves on this day or later.")]
FocTo = Annotated[date | None, Query(description="Moves on this day or earlier.")]
InView = Annotated[View, Query(description="As in the console: what needs you, moves within a week, is in progress, a draft, done.")]
LookFor = Annotated[
    str, Query(max_length=100, description="In your reference, the losing carrier's name, or the end of an id. No telephone numbers.")
]
OfCustomer = Annotated[str, Query(max_length=100, description="Part of the customer's name, where you act for several.")]
# Ports move by day: its midnights lie in the night of every zone of the country.
_DAYS = ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class ListAsked:
    """What a page or a query string narrows a list to."""

    view: View = View.ALL
    status: Sequence[str] = ()
    ball: Sequence[str] = ()
    location_id: str = ""
    customer_reference: str = ""
    organisation_id: str = ""
    text: str = ""
    number: str = ""
    customer: str = ""
    foc_from: date | None = None
    foc_to: date | None = None

    def filter(self) -> OrderFilter:
        return OrderFilter(
            statuses=tuple(self.status),
            location_id=self.location_id,
            organisation_id=self.organisation_id,
            customer_reference=self.customer_reference,
            number=self.number,
            balls=tuple(self.ball),
            text=self.text.strip(),
            customer=self.customer.strip(),
            foc_from=_midnight(self.foc_from) if self.foc_from else None,
            foc_before=_midnight(self.foc_to + timedelta(days=1)) if self.foc_to and self.foc_to < date.max else None,
            view=self.view,
        )


async def page_of_orders(call: Call, only: OrderFilter, cursor: str, limit: int) -> PageOf[OrderSummary]:
    """A page of the list, in one query whatever the filter."""
    about = "port-orders/by-date" if only.by_date else "port-orders"
    after = call.cursors.read(about, cursor, width=2)
    async with call.work() as work:
        found = await orders.listed(work, await placed(work, only), after, limit + 1)
    shown, more = call.cursors.page(about, found, limit, lambda row: _place(row, only))
    staff = call.principal.is_staff_for(Action.ORDER_READ)
    return PageOf(items=[OrderSummary.of(row, call.words, staff=staff) for row in shown], next=more)


async def placed(work: Work, only: OrderFilter) -> OrderFilter:
    """The filter with its present, where its view needs one."""
    return only if only.view is View.ALL else replace(only, at=await present(work), mine=mine(work.principal))


async def present(work: Work) -> datetime:
    """Business time of the organisation acted for; real time where there are several."""
    acting_for = work.principal.acting_for(Action.ORDER_READ)
    return await work.business_time(acting_for) if acting_for else work.at


def mine(who: Principal) -> Ball:
    """Whose turn it must be for an order to need this reader."""
    return Ball.STAFF if who.is_staff_for(Action.ORDER_READ) else Ball.CUSTOMER


def _place(row: OrderRow, only: OrderFilter) -> tuple[str, str]:
    moment = row.foc if only.by_date and row.foc else row.created_at
    return moment.isoformat(), row.id


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), _DAYS).astimezone(UTC)
