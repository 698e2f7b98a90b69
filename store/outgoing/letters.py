"""What a waiting mail needs to be written: its order as it stood at the fact it tells of, and its reader."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.ids import PortId, read_stream
from domain.policy.rulebook import Rulebook, rulebook
from domain.porting.carrier_port import CarrierPort
from domain.porting.facts import Entry
from domain.porting.order import PortOrder
from store import facts
from store.outgoing.deliveries import Waiting
from store.projections.change import Whole, folded
from store.schema.access import memberships, users
from store.schema.orders import port_orders
from store.schema.organisations import locations, organisations
from store.schema.people import people
from vault.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Reader:
    """rehearsal: the organisation's mails may be kept whole, secrets and all."""

    address: str
    name: str
    language: str
    organisation: str
    rehearsal: bool
    number: str = ""
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """entry: the fact that is told. before, after: the order without and with it. n: its carrier order, 0 for the order itself."""

    order_id: str
    n: int
    entry: Entry
    before: Whole
    after: Whole
    losing_carrier: str
    requested_foc: date | None
    zone: str
    book: Rulebook
    cancelled_by_staff: bool

    @property
    def order(self) -> PortOrder:
        return self.after.order

    @property
    def port(self) -> CarrierPort:
        return self.after.parts[self.n]

    @property
    def port_before(self) -> CarrierPort:
        return self.before.parts[self.n]


async def occasion(connection: AsyncConnection, waiting: Waiting) -> Occasion:
    """The order that the mail is about, as it was when the fact was recorded."""
    told = await facts.of_order(connection, waiting.order_id)
    at = next(number for number, each in enumerate(told) if each.stream == waiting.stream and each.entry.seq == waiting.seq)
    columns = select(port_orders.c.losing_carrier, port_orders.c.requested_foc, port_orders.c.rulebook, locations.c.time_zone)
    joined = port_orders.outerjoin(locations, locations.c.id == port_orders.c.location_id)
    row = (await connection.execute(columns.select_from(joined).where(port_orders.c.id == waiting.order_id))).one()
    after = folded(waiting.order_id, told[: at + 1])
    return Occasion(
        order_id=waiting.order_id,
        n=_part(waiting.stream),
        entry=told[at].entry,
        before=folded(waiting.order_id, told[:at]),
        after=after,
        losing_carrier=row.losing_carrier,
        requested_foc=row.requested_foc,
        zone=row.time_zone or "America/New_York",
        book=rulebook(row.rulebook),
        cancelled_by_staff=await _is_staff(connection, after.order),
    )


def _part(stream: str) -> int:
    read = read_stream(stream)
    return read.n if isinstance(read, PortId) else 0


async def _is_staff(connection: AsyncConnection, order: PortOrder) -> bool:
    if order.cancellation is None:
        return False
    staff = (
        select(memberships.c.user_id)
        .join(organisations, organisations.c.id == memberships.c.organisation_id)
        .where(memberships.c.user_id == order.cancellation.actor, organisations.c.kind == "staff")
    )
    return (await connection.execute(staff.limit(1))).first() is not None


async def reader(connection: AsyncConnection, envelope: Envelope, waiting: Waiting) -> Reader:
    """Whom the mail goes to: a user, a person of the call plan, or an address of its own."""
    home = select(organisations.c.name, organisations.c.language, organisations.c.rehearsal)
    organisation, language, rehearsal = (await connection.execute(home.where(organisations.c.id == waiting.organisation_id))).one()
    if waiting.user_id:
        user = (await connection.execute(select(users).where(users.c.id == waiting.user_id))).one()
        box = await envelope.box(user.home_id)
        address = box.open("users", "email_sealed", user.id, user.email_sealed).decode()
        return Reader(address, box.open("users", "name_sealed", user.id, user.name_sealed).decode(), user.language, organisation, rehearsal)
    box = await envelope.box(waiting.organisation_id)
    if waiting.person_id:
        person = (await connection.execute(select(people).where(people.c.id == waiting.person_id))).one()
        address = box.open("people", "email_sealed", person.id, person.email_sealed).decode()
        name = box.open("people", "name_sealed", person.id, person.name_sealed).decode()
        return Reader(address, name, language, organisation, rehearsal, person.number or "", person.extension or "")
    assert waiting.address_sealed is not None
    address = box.open("deliveries", "address_sealed", waiting.id, waiting.address_sealed).decode()
    return Reader(address, "", waiting.language or language, organisation, rehearsal)
