"""A draft becomes an order, in one transaction: checked, claimed, recorded, and on its way to its workflow."""

from dataclasses import dataclass
from datetime import datetime

from api.actions import drafts as actions
from api.actions.drafts import DraftInHand
from api.actions.portability import Said
from api.actions.preflight import Blocked, findings
from api.actions.work import Work
from api.problems import Problem, ProblemKind, Refused
from domain.findings import Finding, Severity, blocked
from domain.ids import order_stream
from domain.policy.btn import moving_numbers
from domain.policy.codes import FindingCode
from domain.porting.draft import DraftState
from domain.porting.facts import Entry, OrderSubmitted
from store import drafts, lines, orders, relay
from store.drafts import DraftChanged
from store.lines import Claim
from store.orders import OrderFilter
from store.record import hold, record
from store.relay import Crossing, RelayKind


@dataclass(frozen=True, slots=True)
class Submitted:
    order_id: str
    status: str
    revision: int
    submitted_at: datetime
    set_aside: tuple[str, ...] = ()


async def submit(work: Work, order_id: str, said: Said) -> Submitted:
    """Raises Blocked with everything that stands in the way, Refused, Problem NOT_FOUND, STALE. Nothing is lost then."""
    found = await actions.locked(work, order_id)
    if found.draft.submitted_at is not None:
        raise Refused("draft.submitted")
    actions.editable(found)
    await _require_fit(work, found, said)
    await _submit_row(work, found)
    moving = moving_numbers(found.request)
    await _claim(work, found, moving)
    fact = OrderSubmitted(found.request.revision, found.book.version, moving, found.request.set_aside)
    stream = order_stream(order_id)
    entry = Entry(1, found.at, work.principal.actor, fact, acting_for=found.organisation_id)
    recorded = await record(work.connection, stream, [entry])
    await relay.enqueue(work.connection, [Crossing(found.organisation_id, RelayKind.START, stream, "start", {})])
    work.note(found.organisation_id, order_id, revision=str(found.request.revision))
    return Submitted(order_id, recorded.status, found.request.revision, found.at, found.request.set_aside)


async def prepare_correction(work: Work, order_id: str, said: Said) -> int:
    """Make the corrected draft of a submitted order what the order asks from now on; its new revision.

    For the action that then records the correction or commands it, in the same transaction. Lines follow the numbers while no carrier
    order exists; after the split they are fixed. Raises Blocked, Refused, Problem NOT_FOUND, STALE.
    """
    found = await actions.locked(work, order_id)
    if found.draft.submitted_at is None or found.state is DraftState.SUBMITTED:
        raise Refused("draft.submitted")
    await _require_fit(work, found, said)
    await _match_lines(work, found)
    await _submit_row(work, found)
    return found.request.revision


async def _require_fit(work: Work, found: DraftInHand, said: Said) -> None:
    seen = await findings(work, found, said)
    if blocked(seen):
        raise Blocked(seen)
    if found.state is not DraftState.READY:
        raise Blocked((*seen, Finding(FindingCode.LOA_MISSING, Severity.BLOCKED, "loa")))


async def _submit_row(work: Work, found: DraftInHand) -> None:
    try:
        await drafts.submit(
            work.connection,
            found.order_id,
            found.organisation_id,
            found.draft.version,
            by=work.principal.actor,
            acting_for=found.organisation_id,
            rulebook=found.book.version,
            at=found.at,
        )
    except DraftChanged:
        raise Problem(ProblemKind.STALE) from None


async def _match_lines(work: Work, found: DraftInHand) -> None:
    held = await hold(work.connection, found.order_id)
    wanted = moving_numbers(found.request)
    there = {row.number for row in await orders.lines_of(work.connection, found.order_id) if row.open}
    if held.whole.parts:
        if not set(wanted) <= set(held.whole.order.numbers):
            raise Refused("draft.numbers_fixed", status=422)
        return
    await lines.release(work.connection, found.order_id, sorted(there - set(wanted)))
    await _claim(work, found, tuple(number for number in wanted if number not in there))


async def _claim(work: Work, found: DraftInHand, numbers: tuple[str, ...]) -> None:
    """Raises Blocked, which rolls back what was claimed."""
    claim = await lines.claim(work.connection, found.order_id, found.organisation_id, numbers) if numbers else Claim()
    if claim.took:
        return
    own = [await _in_own_order(work, found.organisation_id, number) for number in claim.in_own_order]
    away = [Finding(FindingCode.NUMBER_NEEDS_REVIEW, Severity.BLOCKED, "numbers", {"number": number}) for number in claim.elsewhere]
    raise Blocked((*own, *away), conflict=True)


async def _in_own_order(work: Work, organisation_id: str, number: str) -> Finding:
    """Names the order, which is the organisation's own."""
    rows = await orders.listed(work.connection, (organisation_id,), OrderFilter(organisation_id=organisation_id, number=number))
    holder = next((row.id for row in rows if row.submitted_at and row.closed_at is None), "")
    return Finding(FindingCode.NUMBER_IN_ANOTHER_ORDER, Severity.BLOCKED, "numbers", {"number": number, "order_id": holder})
