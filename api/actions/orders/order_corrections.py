"""An order that waits for a correction: its draft opened again, and what was changed sent on its way."""

from dataclasses import replace

from api.actions.drafts import drafts
from api.actions.drafts.portability import Said
from api.actions.drafts.submission import prepare_correction
from api.actions.orders.order_changes import Why, keep, require, seen_by
from api.actions.orders.order_decisions import correction
from api.actions.work import Work
from domain.access import Action
from domain.ids import order_stream
from domain.porting.commands import CorrectOrder, CorrectPort
from domain.porting.draft import DraftEvent, DraftState, after
from store.orders.commands import StoredCommand
from store.paper import signatures


async def reopen(work: Work, order_id: str, why: Why) -> int:
    """Open the draft for changes; its version. What was signed still holds until something it covers is changed.

    Opened already, nothing changes. Raises Refused.
    """
    seen = await seen_by(work, order_id, why)
    require(correction(seen, staff=work.principal.is_staff_for(Action.ORDER_CORRECT)).decision)
    found = await drafts.locked(work, order_id)
    if found.state is not DraftState.SUBMITTED:
        return found.draft.version
    state = after(DraftState.SUBMITTED, DraftEvent.REOPENED)
    signed = await signatures.valid(work.connection, order_id)
    if signed is not None and signed.revision == found.request.revision:
        state = after(state, DraftEvent.SIGNED)
    opened = await drafts.put(work, replace(found, draft=replace(found.draft, draft_state=state)), found.request, found.draft.version)
    return opened.draft.version


async def resubmit(work: Work, order_id: str, said: Said, why: Why) -> tuple[StoredCommand, ...]:
    """Check the whole order again, or send supplements for the parts that were refused. Raises Blocked, Refused."""
    seen = await seen_by(work, order_id, why)
    scope = correction(seen, staff=work.principal.is_staff_for(Action.ORDER_CORRECT))
    require(scope.decision)
    revision = await prepare_correction(work, order_id, said)
    if scope.whole:
        return await keep(work, seen, ((order_stream(order_id), CorrectOrder(revision), seen.whole.order.seq),), why)
    ports = [seen.whole.parts[n] for n in scope.parts]
    return await keep(work, seen, [(port.port_id.stream, CorrectPort(revision), port.seq) for port in ports], why)
