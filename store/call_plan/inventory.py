"""Numbers that are live, who holds them, and the route patterns of each location."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, delete, exists, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.numbers.ranges import route_patterns as patterns_of
from store.call_plan import own_addresses as addresses
from store.rows import among, any_of, many, one, reading, table_of
from store.schema.organisations import locations, organisations
from store.schema.people import assignments, inventory, people, route_patterns


@dataclass(frozen=True, slots=True)
class LiveNumber:
    """state: active, leaving or left. source: ported or ordered. emergency_address_sealed: None follows the location's (rule 19).

    own_address_ended_at: when a move took the holder's own address away, until somebody has looked at which one holds now (rule 20).
    """

    number: str
    organisation_id: str
    location_id: str
    state: str
    source: str
    carrier: str
    order_id: str
    activated_at: datetime
    emergency_address_sealed: bytes | None
    own_address_ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """use: person, main or unassigned. key: what made it, for instance the order. until is None while it holds."""

    number: str
    person_id: str | None
    use: str
    key: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Numbers that went live together. key: the order they came by, so that it happens once."""

    organisation_id: str
    location_id: str
    numbers: tuple[str, ...]
    source: str
    carrier: str
    key: str
    main_number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Numbers that somebody here had until now, and the order that had brought them there. rehearsal: they only rehearsed."""

    organisation_id: str
    order_id: str
    rehearsal: bool
    numbers: tuple[str, ...]


_ALREADY_OURS = (
    select(inventory.c.number)
    .where(inventory.c.organisation_id == bindparam("organisation_id"), inventory.c.number == among("numbers"))
    .where(inventory.c.state != "left")
    .order_by(inventory.c.number)
)


async def arrive(connection: AsyncConnection, arrival: Arrival) -> tuple[TakenOver, ...]:
    """Live from here on: in the inventory, assigned to whoever waited, main number if asked, routed. A handful of statements for any count.

    The network outweighs what we believed: a number that was another's here is taken from there, and whose it was is returned.
    """
    taken = await _take_over(connection, arrival)
    columns = ["number", "organisation_id", "location_id", "state", "source", "carrier", "order_id", "activated_at"]
    rows = table_of("arrived", [[number] for number in arrival.numbers], number="text")
    constants = [arrival.organisation_id, arrival.location_id, "active", arrival.source, arrival.carrier, arrival.key, arrival.at]
    live = upsert(inventory).from_select(columns, select(rows.c.number, *map(literal, constants)))
    ended = case((inventory.c.organisation_id == live.excluded.organisation_id, addresses.ended(arrival.at)), else_=None)
    taken_over = {name: live.excluded[name] for name in columns[1:]} | {"emergency_address_sealed": None, "own_address_ended_at": ended}
    await connection.execute(live.on_conflict_do_update(index_elements=["number"], set_=taken_over))
    await _assign(connection, arrival)
    if arrival.main_number in arrival.numbers:
        await _make_main(connection, arrival)
    await route(connection, arrival.organisation_id, arrival.location_id)
    return taken


async def _take_over(connection: AsyncConnection, arrival: Arrival) -> tuple[TakenOver, ...]:
    elsewhere = (inventory.c.organisation_id != arrival.organisation_id) | (inventory.c.location_id != arrival.location_id)
    there = (inventory.c.number == any_of(arrival.numbers), inventory.c.state != "left", elsewhere)
    owner = (inventory.c.organisation_id, inventory.c.location_id, inventory.c.order_id, organisations.c.rehearsal)
    held = select(*owner, func.array_agg(inventory.c.number)).join(organisations, organisations.c.id == inventory.c.organisation_id)
    holders = held.where(*there).group_by(*owner).order_by(*owner)
    taken: list[TakenOver] = []
    for organisation_id, location_id, order_id, rehearsal, numbers in (await connection.execute(holders)).all():
        await leave(connection, organisation_id, location_id, numbers, arrival.at)
        taken.append(TakenOver(organisation_id, order_id, rehearsal, tuple(sorted(numbers))))
    return tuple(taken)


async def _assign(connection: AsyncConnection, arrival: Arrival) -> None:
    """To the person who waited for it; a number they had before is theirs no more."""
    waited = (people.c.organisation_id == arrival.organisation_id, people.c.waiting_number == any_of(arrival.numbers))
    waiting = select(people.c.id).where(*waited)
    await addresses.end_of_waiting(connection, arrival.organisation_id, waited, arrival.at)
    held = assignments.c.until.is_(None) & (assignments.c.key != arrival.key)
    before = held & (assignments.c.person_id.in_(waiting) | (assignments.c.number == any_of(arrival.numbers)))
    await connection.execute(update(assignments).where(before).values(until=arrival.at))
    await connection.execute(update(people).where(*waited).values(number=people.c.waiting_number, waiting_number=None))
    rows = table_of("arrived", [[number] for number in arrival.numbers], number="text")
    use = case((people.c.id.is_not(None), "person"), (rows.c.number == arrival.main_number, "main"), else_="unassigned")
    holder = (people.c.number == rows.c.number) & (people.c.organisation_id == arrival.organisation_id)
    chosen = select(
        literal(arrival.organisation_id), rows.c.number, people.c.id, use, literal(arrival.key), literal(arrival.at)
    ).select_from(rows.outerjoin(people, holder))
    row = upsert(assignments).from_select(["organisation_id", "number", "person_id", "use", "key", "since"], chosen)
    await connection.execute(row.on_conflict_do_nothing(index_elements=["number", "key"]))


async def _make_main(connection: AsyncConnection, arrival: Arrival) -> None:
    """The number that was the main one before is nobody's from here on. A number that a person waited for is theirs, and no main number."""
    of_person = (people.c.organisation_id == arrival.organisation_id, people.c.number == arrival.main_number)
    place = (locations.c.id == arrival.location_id, locations.c.main_number != arrival.main_number, ~exists().where(*of_person))
    before = select(locations.c.main_number).where(*place).with_for_update()
    had = (await connection.execute(before)).scalar_one_or_none()
    if had is None:
        return
    await connection.execute(update(locations).where(locations.c.id == arrival.location_id).values(main_number=arrival.main_number))
    if had and await live(connection, arrival.organisation_id, had):
        key = f"main-no-more/{arrival.location_id}/{arrival.key}"
        await assign(connection, arrival.organisation_id, had, None, "unassigned", key, arrival.at)


async def leave(connection: AsyncConnection, organisation_id: str, location_id: str, numbers: Sequence[str], at: datetime) -> None:
    """Not ours any more: nobody's number, nobody's main number, not routed."""
    mine = inventory.c.organisation_id == organisation_id
    gone = {"state": "left", "emergency_address_sealed": None, "own_address_ended_at": addresses.ended(at)}
    await connection.execute(update(inventory).where(mine, inventory.c.number == any_of(numbers)).values(gone))
    held = (assignments.c.organisation_id == organisation_id, assignments.c.number == any_of(numbers), assignments.c.until.is_(None))
    await connection.execute(update(assignments).where(*held).values(until=at))
    theirs = (people.c.organisation_id == organisation_id, people.c.number == any_of(numbers))
    await connection.execute(update(people).where(*theirs).values(number=None))
    main = (locations.c.id == location_id, locations.c.main_number == any_of(numbers))
    await connection.execute(update(locations).where(*main).values(main_number=""))
    await route(connection, organisation_id, location_id)


async def route(connection: AsyncConnection, organisation_id: str, location_id: str) -> None:
    """Make the location's route patterns cover exactly its live numbers, in its partition (rule 72)."""
    # Two orders may bring numbers to one place at once: the second waits here, then sees the numbers of the first.
    place = select(locations.c.route_partition).where(locations.c.id == location_id).with_for_update(key_share=True)
    partition = (await connection.execute(place)).scalar_one_or_none()
    live = select(inventory.c.number).where(inventory.c.location_id == location_id, inventory.c.state != "left")
    patterns = patterns_of(await connection.scalars(live.order_by(inventory.c.number)))
    here = route_patterns.c.location_id == location_id
    await connection.execute(delete(route_patterns).where(here, ~(route_patterns.c.pattern == any_of(patterns))))
    rows = table_of("routed", [[pattern] for pattern in patterns], pattern="text")
    made = select(literal(organisation_id), literal(location_id), rows.c.pattern, literal(partition))
    row = upsert(route_patterns).from_select(["organisation_id", "location_id", "pattern", "partition"], made)
    await connection.execute(row.on_conflict_do_nothing(index_elements=["location_id", "pattern"]))


async def listed(
    connection: AsyncConnection, organisation_id: str, location_id: str = "", after: str = "", limit: int = 50
) -> tuple[LiveNumber, ...]:
    """By number, a page at a time; of one location if it is named."""
    mine = [inventory.c.organisation_id == organisation_id, inventory.c.number > after]
    if location_id:
        mine.append(inventory.c.location_id == location_id)
    return many(await connection.execute(reading(inventory, LiveNumber).where(*mine).order_by(inventory.c.number).limit(limit)), LiveNumber)


async def already_ours(connection: AsyncConnection, organisation_id: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """Of these, the organisation's own live numbers."""
    return tuple(await connection.scalars(_ALREADY_OURS, {"organisation_id": organisation_id, "numbers": list(numbers)}))


async def live_elsewhere(connection: AsyncConnection, organisation_id: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """Of these, the live numbers of other tenants, but for those that only rehearse: a system transaction alone sees any."""
    theirs = (inventory.c.organisation_id != organisation_id, inventory.c.number == any_of(numbers), inventory.c.state != "left")
    real = exists().where(organisations.c.id == inventory.c.organisation_id, ~organisations.c.rehearsal)
    return tuple(await connection.scalars(select(inventory.c.number).where(*theirs, real).order_by(inventory.c.number)))


async def live(connection: AsyncConnection, organisation_id: str, number: str) -> LiveNumber | None:
    """The organisation's own number, while it is not gone."""
    mine = (inventory.c.organisation_id == organisation_id, inventory.c.number == number, inventory.c.state != "left")
    return one(await connection.execute(reading(inventory, LiveNumber).where(*mine)), LiveNumber)


async def spare(connection: AsyncConnection, organisation_id: str, location_id: str, limit: int) -> tuple[str, ...]:
    """Live numbers of a location that no person holds, in order."""
    held = exists().where(assignments.c.number == inventory.c.number, assignments.c.until.is_(None), assignments.c.use == "person")
    here = (inventory.c.organisation_id == organisation_id, inventory.c.location_id == location_id, inventory.c.state == "active", ~held)
    return tuple(await connection.scalars(select(inventory.c.number).where(*here).order_by(inventory.c.number).limit(limit)))


async def assigned(connection: AsyncConnection, organisation_id: str, numbers: Sequence[str]) -> tuple[Assignment, ...]:
    """Who holds each of these now."""
    now = (assignments.c.organisation_id == organisation_id, assignments.c.number == any_of(numbers), assignments.c.until.is_(None))
    return many(await connection.execute(reading(assignments, Assignment).where(*now).order_by(assignments.c.number)), Assignment)


async def assign(
    connection: AsyncConnection, organisation_id: str, number: str, person_id: str | None, use: str, key: str, at: datetime
) -> None:
    """Give a live number to somebody else, or nobody; one they had before is nobody's. key: of the request, so that it happens once."""
    await addresses.end_of_holders(connection, organisation_id, number, person_id, at)
    concerned = (assignments.c.number == number) & (assignments.c.key != key)
    if person_id is not None:
        concerned |= (assignments.c.person_id == person_id) & (assignments.c.number != number)
    held = (assignments.c.organisation_id == organisation_id, concerned, assignments.c.until.is_(None))
    await connection.execute(update(assignments).where(*held).values(until=at))
    await connection.execute(
        update(people).where(people.c.organisation_id == organisation_id, people.c.number == number).values(number=None)
    )
    values = {"organisation_id": organisation_id, "number": number, "person_id": person_id, "use": use, "key": key, "since": at}
    await connection.execute(upsert(assignments).values(values).on_conflict_do_nothing(index_elements=["number", "key"]))
    if person_id is not None:
        theirs = (people.c.id == person_id, people.c.organisation_id == organisation_id)
        await connection.execute(update(people).where(*theirs).values(number=number, waiting_number=None))


async def patterns(connection: AsyncConnection, organisation_id: str, location_id: str) -> tuple[tuple[str, str], ...]:
    """Pattern and partition, in order."""
    here = (route_patterns.c.organisation_id == organisation_id, route_patterns.c.location_id == location_id)
    rows = await connection.execute(
        select(route_patterns.c.pattern, route_patterns.c.partition).where(*here).order_by(route_patterns.c.pattern)
    )
    return tuple((row.pattern, row.partition) for row in rows)
