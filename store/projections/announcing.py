"""Who is told what of a transition: deliveries by the domain's announcement table, written in the same commit."""

from collections.abc import Iterator

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.access import Role
from domain.porting import facts as f
from domain.porting.announcements import Announcement, Audience, announcements, outcome_announcements
from store.deliveries import Delivery, enqueue
from store.facts import as_data
from store.projections.change import Change
from store.rows import any_of
from store.schema.access import memberships
from store.schema.people import people


async def project(connection: AsyncConnection, change: Change) -> None:
    wanted = [*_told(change)]
    if not wanted:
        return
    admins = await _admins(connection, change) if any(said.audience is Audience.ADMINS for said, _ in wanted) else ()
    deliveries: list[Delivery] = []
    for said, entry in wanted:
        match said.audience:
            case Audience.ADMINS:
                deliveries.extend(_delivery(change, said, entry, user_id=user) for user in admins)
            case Audience.PEOPLE:
                numbers = await _people(connection, change, getattr(entry.fact, "numbers", ()))
                deliveries.extend(_delivery(change, said, entry, person_id=person, number=number) for person, number in numbers)
    await enqueue(connection, deliveries)


def _told(change: Change) -> Iterator[tuple[Announcement, f.Entry]]:
    foc_known = change.foc_told
    for entry in change.entries:
        for said in announcements(change.stream, entry, order_id=change.head.id, foc_known=foc_known):
            yield said, entry
        foc_known = foc_known or isinstance(entry.fact, f.FocReceived)
    for said in outcome_announcements(change.head.id, change.old_status, change.after.status):
        yield said, change.entries[-1]


def _delivery(change: Change, said: Announcement, entry: f.Entry, *, user_id: str = "", person_id: str = "", number: str = "") -> Delivery:
    return Delivery(
        organisation_id=change.head.organisation_id,
        channel="mail",
        message=said.message,
        message_key=f"{said.key}/{said.message}/{user_id or person_id}",
        at=entry.at,
        order_id=change.head.id,
        stream=change.stream,
        seq=entry.seq,
        user_id=user_id,
        person_id=person_id,
        data={"number": number} if person_id else as_data(entry.fact),
    )


async def _admins(connection: AsyncConnection, change: Change) -> tuple[str, ...]:
    """All customer admins, and whoever submitted (rule 40)."""
    head = change.head
    admins = select(memberships.c.user_id).where(
        memberships.c.organisation_id == head.organisation_id, memberships.c.role == Role.CUSTOMER_ADMIN
    )
    submitter = select(memberships.c.user_id).where(memberships.c.user_id == head.submitted_by)
    return tuple(sorted(await connection.scalars(union(admins, submitter))))


async def _people(connection: AsyncConnection, change: Change, numbers: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Those who hold these numbers now, with their number."""
    theirs = (people.c.organisation_id == change.head.organisation_id, people.c.number == any_of(numbers))
    rows = await connection.execute(select(people.c.id, people.c.number).where(*theirs).order_by(people.c.number))
    return tuple((row.id, row.number) for row in rows)
