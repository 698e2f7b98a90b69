"""What a transition puts on the support desk and takes off it."""

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.desk import tasks_closed, tasks_opened
from store.projections.change import Change
from store.tasks import NewTask, close_kind, open_tasks


async def project(connection: AsyncConnection, change: Change) -> None:
    """Entry by entry, so that what one opens a later one can close."""
    head = change.head
    for entry in change.entries:
        for kind, key in tasks_closed(entry):
            await close_kind(connection, change.stream, kind, key, entry.at, entry.actor)
        wanted = [
            NewTask(head.organisation_id, head.id, change.stream, task.kind, entry.at, task.key, task.codes) for task in tasks_opened(entry)
        ]
        await open_tasks(connection, wanted)
