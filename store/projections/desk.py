"""What a transition puts on the support desk and takes off it."""

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.desk import tasks_closed, tasks_opened
from store.desk.tasks import NewTask, close_kind, open_tasks
from store.projections.change import Change


async def project(connection: AsyncConnection, change: Change) -> None:
    """Entry by entry, so that what one opens a later one can close."""
    head, on_desk = change.head, change.head.on_desk
    foc = change.after.parts[change.n].foc if change.n else None
    for entry in change.entries:
        if on_desk:
            for kind, key in tasks_closed(entry):
                await close_kind(connection, change.stream, kind, key, entry.at, entry.actor)
        wanted = [
            NewTask(head.organisation_id, head.id, change.stream, task.kind, entry.at, task.key, task.codes, foc)
            for task in tasks_opened(entry)
        ]
        await open_tasks(connection, wanted)
        on_desk = on_desk or bool(wanted)
