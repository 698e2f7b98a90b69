"""What waits on the support desk."""

from collections.abc import Sequence
from datetime import datetime

from api.actions.work import Work
from api.front.problems import not_found
from domain.porting.desk import TaskKind
from store.desk import desk, tasks
from store.desk.tasks import StaffTask


async def listed(work: Work, kinds: Sequence[TaskKind], after: tuple[str, ...], limit: int) -> tuple[StaffTask, ...]:
    due_at, task_id = after
    place = (datetime.fromisoformat(due_at), task_id) if task_id else None
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
