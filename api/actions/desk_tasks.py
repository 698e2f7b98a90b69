"""What waits on the support desk, and the findings that staff may let pass after looking."""

from collections.abc import Sequence
from datetime import datetime

from api.actions import orders
from api.actions.work import Work
from api.problems import Refused, not_found
from domain.policy.codes import FindingCode
from domain.porting.desk import TaskKind
from store import desk, reviews, tasks
from store.tasks import StaffTask

# What a look at the paper can settle; nothing else is staff's to let pass.
MAY_PASS = frozenset({FindingCode.SIGNER_COMPANY_ONLY, FindingCode.BILL_UNDATED, FindingCode.BILL_UNREADABLE})


async def listed(work: Work, kinds: Sequence[TaskKind], after: tuple[str, ...], limit: int) -> tuple[StaffTask, ...]:
    opened_at, task_id = after
    place = (datetime.fromisoformat(opened_at), task_id) if task_id else None
    return await desk.open_page(work.connection, work.tenants, tuple(kinds), place, limit)


async def close(work: Work, task_id: str, reason: str) -> StaffTask:
    """Take a task off the desk. Closed already, nothing changes. Raises Problem NOT_FOUND."""
    task = await desk.find(work.connection, task_id, work.tenants)
    if task is None:
        raise not_found()
    at = await work.business_time(task.organisation_id)
    if await tasks.close(work.connection, task_id, at, work.principal.actor):
        work.note(task.organisation_id, task_id, order=task.order_id, kind=task.kind, reason=reason)
    return await desk.find(work.connection, task_id, work.tenants) or task


async def let_pass(work: Work, order_id: str, codes: Sequence[str], reason: str) -> int:
    """Let findings about the order's present revision pass; that revision. Raises Refused, Problem NOT_FOUND."""
    row = await orders.find(work, order_id)
    if not codes or not MAY_PASS.issuperset(codes):
        raise Refused("review.not_for_staff", status=422, pointer="/codes")
    at = await work.business_time(row.organisation_id)
    actor = work.principal.actor
    await reviews.clear(work.connection, order_id, row.organisation_id, row.revision, tuple(codes), actor, reason, at)
    work.note(row.organisation_id, order_id, codes=",".join(sorted(codes)), reason=reason)
    return row.revision
