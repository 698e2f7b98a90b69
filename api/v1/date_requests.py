"""Asking support for another date once one is confirmed."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from api.actions.drafts.foc_windows import windows_for
from api.actions.orders import date_requests
from api.actions.orders.date_requests import DateWanted
from api.calls import Call, Here
from api.front.bodies import Body
from api.front.routes import Router
from domain.access import Action
from words.translation import Words

router = Router(prefix="/v1", tag="Port orders")


class DateRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"requested_foc": "2031-04-02", "reason": "The shop is closed that week.", "confirmed": False}]}
    )

    requested_foc: date
    reason: str = Field(min_length=3, max_length=1000, description="Support reads it, and it stands among the order's comments.")
    confirmed: bool = Field(False, description="That a change at short notice may cut off service is accepted.")


class DateRequestView(BaseModel):
    order_id: str
    n: int
    date_wanted: date = Field(description="Until support has asked the carrier, the confirmed date stands.")


@router.post(
    "/port-orders/{order_id}/carrier-orders/{n}/date-request",
    allow=Action.ORDER_COMMENT,
    status_code=202,
    response_model=DateRequestView,
    summary="Ask support for another date",
)
async def request_date(order_id: str, n: int, asked: DateRequest, call: Here) -> DateRequestView:
    """Once a date is confirmed, support moves it: this puts the wish on its desk. The order stays as it is until the carrier agrees.

    At short notice a change can cut off service (code `reschedule.at_short_notice`): send it again with `confirmed`. A new request takes
    the place of one that still waits.
    """
    return await ask_support(call, order_id, n, asked)


async def ask_support(call: Call, order_id: str, n: int, asked: DateRequest) -> DateRequestView:
    async with call.work() as work:
        offered = await windows_for(work, order_id, n)
    windows = await offered.windows(call.parts)
    wanted = DateWanted(asked.requested_foc, _said(call.words, asked), asked.confirmed)
    async with call.work() as work:
        await date_requests.ask(work, order_id, n, wanted, windows)
        return call.keep(DateRequestView(order_id=order_id, n=n, date_wanted=asked.requested_foc))


def _said(words: Words, asked: DateRequest) -> str:
    return words.gettext("Another date asked for: %(day)s.", day=words.day(asked.requested_foc)) + f"\n{asked.reason}"
