"""A draft becomes an order, in one transaction: checked, claimed, recorded, and on its way to its workflow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from api.actions.drafts import drafts as actions
from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.portability import Said
from api.actions.drafts.preflight import Blocked, findings
from api.actions.work import Work
from api.front.problems import Problem, ProblemKind, Refused
from domain.findings import Finding, Severity, blocked
from domain.ids import order_stream
from domain.policy.btn import moving_numbers
from domain.policy.codes import FindingCode
from domain.porting.draft import DraftState
from domain.porting.facts import Entry, OrderSubmitted
from store import relay
from store.drafts import drafts
from store.drafts.drafts import DraftChanged
from store.orders import lines, orders
from store.orders.lines import Claim
from store.orders.orders import OrderFilter
from store.record import hold, record
from store.relay import Crossing, RelayKind

NAMED_AT_MOST = 50
_CONFLICTS = frozenset({FindingCode.NUMBER_IN_ANOTHER_ORDER, FindingCode.NUMBER_NEEDS_REVIEW})


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
        raise await _blocked(work, found, seen)
    if found.state is not DraftState.READY:
        raise Blocked((*seen, Finding(FindingCode.LOA_MISSING, Severity.BLOCKED, "loa")))


async def _submit_row(work: Work, found: DraftInHand) -> None:
    """Who submitted first stays the one who is told of the order (rule 40), whoever corrects it."""
    order = await orders.find(work.connection, found.order_id, (found.organisation_id,))
    first = order.submitted_by if order else ""
    try:
        await drafts.submit(
            work.connection,
            found.order_id,
            found.organisation_id,
            found.draft.version,
            by=first or work.principal.user_id,
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
    own = [_conflict(FindingCode.NUMBER_IN_ANOTHER_ORDER, number) for number in claim.in_own_order]
    raise await _blocked(work, found, (*own, *(_conflict(FindingCode.NUMBER_NEEDS_REVIEW, number) for number in claim.elsewhere)))


async def _blocked(work: Work, found: DraftInHand, seen: Sequence[Finding]) -> Blocked:
    """It is a conflict when nothing but other orders stands in the way; those of the organisation's own are named."""
    named = [await _named(work, found, finding) if place < NAMED_AT_MOST else finding for place, finding in enumerate(seen)]
    return Blocked(named, conflict=all(each.code in _CONFLICTS for each in seen if each.severity is Severity.BLOCKED))


async def _named(work: Work, found: DraftInHand, finding: Finding) -> Finding:
    if finding.code != FindingCode.NUMBER_IN_ANOTHER_ORDER:
        return finding
    own = (found.organisation_id,)
    rows = await orders.listed(work.connection, own, OrderFilter(number=finding.params["number"]))
    holder = next((row.id for row in rows if row.submitted_at and row.closed_at is None and row.id != found.order_id), "")
    return replace(finding, params={**finding.params, "order_id": holder})


def _conflict(code: FindingCode, number: str) -> Finding:
    return Finding(code, Severity.BLOCKED, "numbers", {"number": number})
