"""What may be asked of orders under way, and what became of it."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.actions.drafts import preflight
from api.actions.drafts.foc_windows import windows_for
from api.actions.drafts.preflight import Blocked
from api.actions.orders import order_changes, order_corrections
from api.actions.orders.order_changes import NewDate, Why
from api.calls import Call, Here
from api.commanding import carry_out
from api.front.bodies import Body
from api.front.etags import etag, version_seen
from api.front.problems import not_found
from api.front.routes import Handler, Router
from api.openapi import PROBLEM_ANSWERS
from api.orders.views import CommandsView, CommandView
from api.v1.draft_views import blocked_answer
from domain.access import Action
from store.orders import commands

router = Router(prefix="/v1", tag="Port orders")
_ANSWERS = PROBLEM_ANSWERS | {
    202: {"model": CommandsView, "description": "Kept and on its way; ask for the command until it is done or refused."}
}


def _commanded(path: str, action: Action, summary: str) -> Callable[[Handler], Handler]:
    """A route by which an order is commanded: done at once, or kept and on its way."""
    return router.post(f"/port-orders/{{order_id}}/{path}", allow=action, response_model=CommandsView, responses=_ANSWERS, summary=summary)


class CancelReason(StrEnum):
    NOT_WANTED = "not_wanted"
    WRONG_DATA = "wrong_data"
    OTHER_CARRIER = "other_carrier"
    LATER = "later"
    OTHER = "other"


class Asked(Body):
    """seen: the `version` of the order as it was read; without it, or If-Match, the order is taken as it stands."""

    seen: int = Field(0, ge=0)
    remark: str = Field("", max_length=1000, description="Kept sealed in the audit, shown to nobody else.")

    def why(self, call: Call, reason: str = "") -> Why:
        seen = self.seen or (version_seen(call.request) if "if-match" in call.request.headers else 0)
        return Why(seen, reason, self.remark)


class Cancellation(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"seen": 42, "reason": "not_wanted"}]})

    reason: CancelReason = CancelReason.OTHER


class Correction(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"seen": 42}]})


class Reschedule(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"seen": 42, "requested_foc": "2031-04-02", "confirmed": False}]})

    requested_foc: date
    confirmed: bool = Field(False, description="That a change at short notice may cut off service is accepted.")


class SettledOutcome(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"seen": 42, "carrier_reference": "RB-000001"}]})

    carrier_reference: str = Field(
        "", max_length=100, description="Of what the carrier has; empty when it has nothing: then it is sent again."
    )


class ReopenedView(BaseModel):
    order_id: str
    draft_version: int = Field(description="Of the draft, for If-Match when it is saved.")


@_commanded("cancellation", Action.ORDER_CANCEL, "Cancel a port order")
async def cancel_port_order(order_id: str, asked: Cancellation, call: Here) -> JSONResponse:
    """Stop a port before its numbers move: the whole order, or the parts of it for which it is not too late.

    Refused within the cut-off before the confirmed date, and for numbers that have moved. The carrier still has to agree; its answer
    comes in the timeline.
    """
    why = asked.why(call, asked.reason)
    return _answered(await carry_out(call, order_id, lambda work: order_changes.cancel(work, order_id, why)))


@router.post(
    "/port-orders/{order_id}/correction", allow=Action.ORDER_CORRECT, response_model=ReopenedView, summary="Open an order for correction"
)
async def open_for_correction(order_id: str, asked: Correction, call: Here) -> ReopenedView:
    """Open the draft of an order that was found wanting, so that the fields named in `problems` can be corrected.

    Numbers can be taken out before the order is split, but not added: adding numbers needs a new order.
    """
    async with call.work() as work:
        version = await order_corrections.reopen(work, order_id, asked.why(call))
        call.headers["ETag"] = etag(version)
        return call.keep(ReopenedView(order_id=order_id, draft_version=version))


@_commanded("resubmission", Action.ORDER_CORRECT, "Send a corrected order")
async def resubmit_port_order(order_id: str, asked: Correction, call: Here) -> JSONResponse:
    """Send the corrected order: checked again as a whole after our own check, or as a supplement to each carrier that refused.

    What still stands in the way is answered with all findings at once, as for a submission.
    """
    why = asked.why(call)
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(call.parts, seen)
    try:
        done = await carry_out(call, order_id, lambda work: order_corrections.resubmit(work, order_id, said, why))
    except Blocked as error:
        return blocked_answer(call, error)
    return _answered(done)


@_commanded("carrier-orders/{n}/reschedule", Action.DESK_RESCHEDULE, "Ask for another date")
async def reschedule(order_id: str, n: int, asked: Reschedule, call: Here) -> JSONResponse:
    """Ask the carrier to move numbers on another day. Staff only.

    At short notice a change can cut off service (code `reschedule.at_short_notice`): send it again with `confirmed`.
    """
    return await _move(call, order_id, n, NewDate(asked.requested_foc, False, asked.confirmed), asked.why(call, "reschedule"))


@_commanded("carrier-orders/{n}/expedite", Action.DESK_EXPEDITE, "Ask for an earlier date")
async def expedite(order_id: str, n: int, asked: Reschedule, call: Here) -> JSONResponse:
    """Ask for an earlier day than planned, and put the order before others from then on. Staff only."""
    return await _move(call, order_id, n, NewDate(asked.requested_foc, True, asked.confirmed), asked.why(call, "expedite"))


@_commanded("carrier-orders/{n}/outcome", Action.DESK_REPAIR, "Settle an unknown outcome")
async def settle_outcome(order_id: str, n: int, asked: SettledOutcome, call: Here) -> JSONResponse:
    """Say what became of a request to a carrier that could be neither repeated nor looked up. Support leads only.

    Without a reference the request is sent again, so be sure that the carrier has nothing.
    """
    why = asked.why(call, "outcome")
    return _answered(
        await carry_out(call, order_id, lambda work: order_changes.settle_outcome(work, order_id, n, asked.carrier_reference, why))
    )


@router.get("/commands/{command_id}", allow=Action.ORDER_READ, response_model=CommandView, summary="Read a command")
async def read_command(command_id: str, call: Here) -> CommandView:
    """What became of a command that was answered with 202."""
    async with call.work() as work:
        found = await commands.find(work.connection, command_id, work.tenants)
    if found is None:
        raise not_found()
    return CommandView.of(found)


async def _move(call: Call, order_id: str, n: int, wanted: NewDate, why: Why) -> JSONResponse:
    async with call.work() as work:
        asked = await windows_for(work, order_id, n)
    windows = await asked.windows(call.parts)
    return _answered(await carry_out(call, order_id, lambda work: order_changes.move_foc(work, order_id, n, wanted, windows, why)))


def _answered(done: tuple[CommandsView, int]) -> JSONResponse:
    view, status = done
    return JSONResponse(view.model_dump(mode="json"), status)
