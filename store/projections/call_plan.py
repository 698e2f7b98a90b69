"""What a transition does to the call plan: who waits for which number, what is live, what is billed. Once each, in the same commit."""

from collections.abc import Sequence

from sqlalchemy import exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.access import Role
from domain.porting import facts as f
from domain.porting.desk import TaskKind
from domain.porting.line import LineState
from store import audit
from store.call_plan import locations
from store.call_plan.billing import BillingKind, note
from store.call_plan.inventory import Arrival, TakenOver, arrive, leave
from store.desk.tasks import NewTask, open_tasks
from store.ids import fresh
from store.outgoing import deliveries
from store.outgoing.deliveries import Delivery
from store.projections.change import Change
from store.rows import any_of
from store.schema.orders import draft_numbers
from store.schema.people import people
from store.tenancy import users


async def project(connection: AsyncConnection, change: Change) -> None:
    for entry in change.entries:
        match entry.fact:
            case f.OrderSubmitted(numbers=numbers):
                await _await(connection, change, numbers)
            case f.OrderClosed():
                await _free(connection, change, change.after.order.numbers)
            case f.NumbersActivated() as activated:
                await _activate(connection, change, activated)
            case f.NumbersSnappedBack(numbers=numbers, happened_at=at):
                head = change.head
                await leave(connection, head.organisation_id, head.location_id or "", numbers, at)
                await note(connection, head.organisation_id, numbers, head.id, BillingKind.NUMBER_ENDED, at, 0)
    lost = [number for number, state in change.moved_lines.items() if state in (LineState.FAILED, LineState.CANCELLED)]
    if lost:
        await _free(connection, change, lost)


async def _activate(connection: AsyncConnection, change: Change, fact: f.NumbersActivated) -> None:
    head = change.head
    # A number that had been given up for lost finds its person again.
    await _await(connection, change, fact.numbers)
    arrival = Arrival(
        organisation_id=head.organisation_id,
        location_id=head.location_id or "",
        numbers=fact.numbers,
        source="ported",
        carrier=change.after.parts[change.n].part.carrier,
        key=head.id,
        main_number=head.main_number,
        at=fact.activated_at,
    )
    await _end_elsewhere(connection, change, fact, await arrive(connection, arrival))
    await note(connection, head.organisation_id, fact.numbers, head.id, BillingKind.NUMBER_STARTED, fact.activated_at, change.number_cents)


async def _end_elsewhere(connection: AsyncConnection, change: Change, fact: f.NumbersActivated, taken: Sequence[TakenOver]) -> None:
    """Whoever had the numbers pays for them no longer, and staff look into it: nobody there may have agreed to the move (rule 56)."""
    others = [had for had in taken if had.organisation_id != change.head.organisation_id]
    for had in taken:
        at, ended = fact.activated_at, BillingKind.NUMBER_ENDED
        await note(connection, had.organisation_id, had.numbers, had.order_id, ended, at, 0)
    for had in others:
        deed = audit.Deed(fresh("aud"), fact.activated_at, "system", "", "numbers_taken_over", had.order_id)
        await audit.append(connection, had.organisation_id, [deed])
        await _tell_who_lost(connection, change, fact, had)
    if any(not had.rehearsal for had in others):
        head, key = change.head, str(change.entries[-1].seq)
        await open_tasks(connection, [NewTask(head.organisation_id, head.id, change.stream, TaskKind.TAKEN_OVER, fact.activated_at, key)])


async def _tell_who_lost(connection: AsyncConnection, change: Change, fact: f.NumbersActivated, had: TakenOver) -> None:
    """All its administrators, whose numbers they were."""
    places = await locations.listed(connection, had.organisation_id)
    data = {"numbers": had.numbers, "at": fact.activated_at.isoformat(), "time_zone": places[0].time_zone}
    key, message = f"{change.stream}/{change.entries[-1].seq}/{had.order_id}", "numbers_taken_over"
    admins = [user.id for user, member in await users.members(connection, had.organisation_id) if member.role == Role.CUSTOMER_ADMIN]
    told = [
        Delivery(had.organisation_id, "mail", message, f"{key}/{message}/{admin}", fact.activated_at, user_id=admin, data=data)
        for admin in admins
    ]
    await deliveries.enqueue(connection, told)


async def _await(connection: AsyncConnection, change: Change, numbers: Sequence[str]) -> None:
    """People wait for the numbers that the order's plan gives them, unless somebody waits already (rule 60)."""
    planned = (draft_numbers.c.order_id == change.head.id, draft_numbers.c.number == any_of(numbers), draft_numbers.c.use == "person")
    other = people.alias("other")
    taken = exists().where(other.c.organisation_id == people.c.organisation_id, other.c.waiting_number == draft_numbers.c.number)
    holds = exists().where(other.c.number == draft_numbers.c.number)
    theirs = (people.c.organisation_id == change.head.organisation_id, people.c.id == draft_numbers.c.person_id)
    free = update(people).where(*planned, *theirs, people.c.waiting_number.is_(None), ~taken, ~holds)
    await connection.execute(free.values(waiting_number=draft_numbers.c.number))


async def _free(connection: AsyncConnection, change: Change, numbers: Sequence[str]) -> None:
    """Nobody waits for these any more; who did is without number."""
    waiting = (people.c.organisation_id == change.head.organisation_id, people.c.waiting_number == any_of(numbers))
    await connection.execute(update(people).where(*waiting).values(waiting_number=None))
