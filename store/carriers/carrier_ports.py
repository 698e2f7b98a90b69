"""Carrier orders as their workflows and activities see them: folded from facts, with the order and clock they belong to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import OrganisationClock
from domain.ids import PortId
from domain.policy.deadlines import CarrierDays
from domain.policy.rulebook import Rulebook, rulebook
from domain.porting import carrier_port
from domain.porting.carrier_port import CarrierPort
from domain.porting.facts import Entry, Part
from domain.porting.steps import Wait
from domain.porting.waiting import wait_of
from domain.prices import price_list
from store.record import Held, hold, record_held
from store.schema.orders import port_orders
from store.schema.organisations import locations, organisation_clocks


class NoSuchOrder(LookupError):
    """No order, or no part of one, has this id."""


@dataclass(frozen=True, slots=True)
class OrderFrame:
    """What all parts of an order share. number_count: of the whole order."""

    order_id: str
    organisation_id: str
    location_id: str
    zone: str
    rulebook: str
    clock: OrganisationClock
    number_count: int

    @property
    def book(self) -> Rulebook:
        return rulebook(self.rulebook)


@dataclass(frozen=True, slots=True)
class LoadedPort:
    """A carrier order, locked until the transaction ends."""

    frame: OrderFrame
    held: Held
    port_id: PortId

    @property
    def port(self) -> CarrierPort:
        return self.held.whole.parts[self.port_id.n]

    @property
    def part(self) -> Part:
        return self.port.part

    def entries_after(self, seq: int) -> tuple[Entry, ...]:
        """What this carrier order's log holds beyond `seq`."""
        return tuple(told.entry for told in self.held.told if told.stream == self.port_id.stream and told.entry.seq > seq)

    def wait(self, port: CarrierPort, at: datetime) -> Wait:
        """What the carrier order waits for once it stands like `port`."""
        days = CarrierDays(self.frame.zone, self.frame.book.holidays(self.part.losing_spid))
        return wait_of(port, at, self.frame.book, days)


async def frame(connection: AsyncConnection, order_id: str) -> OrderFrame:
    """Raises NoSuchOrder."""
    columns = select(
        port_orders.c.organisation_id,
        func.coalesce(port_orders.c.location_id, ""),
        func.coalesce(locations.c.time_zone, "America/New_York"),
        port_orders.c.rulebook,
        func.coalesce(organisation_clocks.c.offset_seconds, 0),
        port_orders.c.number_count,
    )
    joined = port_orders.outerjoin(locations, locations.c.id == port_orders.c.location_id).outerjoin(
        organisation_clocks, organisation_clocks.c.organisation_id == port_orders.c.organisation_id
    )
    row = (await connection.execute(columns.select_from(joined).where(port_orders.c.id == order_id))).one_or_none()
    if row is None:
        raise NoSuchOrder(order_id)
    organisation_id, location_id, zone, version, seconds, count = row
    return OrderFrame(order_id, organisation_id, location_id, zone, version, OrganisationClock(timedelta(seconds=seconds)), count)


async def load(connection: AsyncConnection, port_id: PortId) -> LoadedPort:
    """Lock the order, so that what is decided on it can be recorded in the same transaction. Raises NoSuchOrder."""
    held = await hold(connection, port_id.order_id)
    if port_id.n not in held.whole.parts:
        raise NoSuchOrder(port_id.stream)
    return LoadedPort(await frame(connection, port_id.order_id), held, port_id)


async def add(connection: AsyncConnection, loaded: LoadedPort, entries: tuple[Entry, ...], at: datetime) -> Wait:
    """Record entries of a carrier order that this transaction holds; what it waits for from now on."""
    after = carrier_port.fold(loaded.port, entries)
    wait = loaded.wait(after, at)
    if entries:
        cents = price_list(loaded.frame.book.price_list).monthly_number
        await record_held(connection, loaded.held, loaded.port_id.stream, loaded.port_id.n, entries, wait=wait, number_cents=cents)
    return wait
