"""A small world to store things in: organisations with an admin, a location and people, drafts and orders under way."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.ids import PortId, order_stream
from domain.porting import facts as f
from store import record
from store.call_plan import locations, people
from store.call_plan.locations import Location
from store.call_plan.people import Person
from store.database import system_transaction, tenant_transaction
from store.drafts import drafts
from store.drafts.drafts import Draft, DraftNumber
from store.ids import fresh
from store.orders import lines
from store.tenancy import organisations, users
from store.tenancy.organisations import Organisation
from store.tenancy.users import Membership, User

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FOC = datetime(2026, 3, 12, 16, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tenant:
    id: str
    admin: str
    location: str


@dataclass(frozen=True, slots=True)
class Order:
    id: str
    tenant: Tenant
    numbers: tuple[str, ...]
    part: PortId = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "part", PortId(self.id, 1))


def numbers(area: int, count: int, first: int = 100) -> tuple[str, ...]:
    return tuple(f"+1{area}5550{line:03d}" for line in range(first, first + count))


async def tenant(app: AsyncEngine, name: str = "Abbey Grange Ltd", *, rehearsal: bool = True) -> Tenant:
    made = Tenant(fresh("org"), fresh("usr"), fresh("loc"))
    async with tenant_transaction(app, (made.id,)) as connection:
        await organisations.add(connection, Organisation(made.id, name, "customer", "paid", rehearsal, "en", NOON))
        admin = User(made.admin, made.id, made.admin.encode(), b"sealed", b"sealed", "en", NOON)
        await users.add(connection, admin, Membership(made.admin, made.id, "customer_admin", NOON, True))
        await locations.add(connection, Location(made.location, made.id, "Head office", "America/Denver", NOON, "calling_plan", NOON))
    return made


async def person(connection: AsyncConnection, of: Tenant, **more: str) -> Person:
    made = replace(Person(fresh("per"), of.id, of.location, b"name", b"mail", b"blind", NOON), **more)
    await people.add(connection, [made])
    return made


async def draft(connection: AsyncConnection, of: Tenant, wanted: tuple[DraftNumber, ...], main_number: str = "") -> str:
    order_id = fresh("po")
    typed = {"btn": wanted[0].number if wanted else "", "main_number": main_number}
    row = Draft(order_id, of.id, "ready", typed, of.admin, NOON, NOON, location_id=of.location, losing_carrier="Baskerville Telephone")
    await drafts.create(connection, row)
    await drafts.replace_numbers(connection, order_id, of.id, wanted)
    return order_id


async def submitted(app: AsyncEngine, of: Tenant, wanted: tuple[DraftNumber, ...], main_number: str = "") -> Order:
    """An order as the API submits it, then split into one carrier order whose LSR is sent, as the workflows do."""
    async with tenant_transaction(app, (of.id,)) as connection:
        order_id = await draft(connection, of, wanted, main_number)
        chosen = tuple(each.number for each in wanted)
        await drafts.submit(connection, order_id, of.id, 1, by=of.admin, acting_for="", rulebook="us-2026.1", at=NOON)
        claim = await lines.claim(connection, order_id, of.id, chosen)
        assert claim.took, claim
        entry = f.Entry(1, NOON, of.admin, f.OrderSubmitted(0, "us-2026.1", chosen))
        await record.record(connection, order_stream(order_id), [entry])
    return Order(order_id, of, chosen)


async def under_way(app: AsyncEngine, system: AsyncEngine, of: Tenant, wanted: tuple[DraftNumber, ...], main_number: str = "") -> Order:
    order = await submitted(app, of, wanted, main_number)
    async with system_transaction(system) as connection:
        parts = (f.Part(1, "rehearsal", order.numbers, "SPID1", True),)
        await record.record(connection, order_stream(order.id), [f.Entry(2, NOON, "system", f.OrderSplit(0, parts))])
        sent = f.LsrSubmitted(order.part.request_key("submit", 0), f"ref-{order.id}", 0)
        await record.record(connection, order.part.stream, [f.Entry(1, NOON, "rehearsal", sent)])
    return order


def told(*facts: f.Fact, first: int, at: datetime = NOON + timedelta(days=1)) -> list[f.Entry]:
    return [f.Entry(first + place, at, "rehearsal", fact) for place, fact in enumerate(facts)]
