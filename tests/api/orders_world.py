"""Orders under way for tests of the doors, and order workflows of a few lines."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from activities.messages import Accepted
from api.parts import AsksOrders
from domain.access import Role
from domain.ids import PortId, order_stream, read_stream
from domain.porting import facts as f
from domain.porting.commands import Command, order_fact, port_fact
from domain.porting.steps import Wait
from store import record
from store.database import system_transaction
from store.drafts.drafts import DraftNumber
from tests.api.world import Browser, World
from tests.store import world as stored
from tests.store.world import Order, Tenant
from workflows.gateway import TemporalUnavailable


class Obedient:
    """Order workflows as far as a door sees them: what is asked is checked by the domain, and recorded."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.asked: list[str] = []

    async def ask(self, stream: str, command: Command, patience: timedelta) -> object:
        self.asked.append(command.command_id)
        read = read_stream(stream)
        order_id, n = (read.order_id, read.n) if isinstance(read, PortId) else (read, 0)
        async with system_transaction(self._world.system) as connection:
            held = await record.hold(connection, order_id)
            whole = held.whole
            seq = whole.parts[n].seq if n else whole.order.seq
            fact = port_fact(whole.parts[n], command) if n else order_fact(whole.order, command)
            entry = f.Entry(seq + 1, self._world.clock(), command.actor, fact, command.acting_for, command.reason)
            await record.record_held(connection, held, stream, n, [entry])
        return Accepted(command.command_id, seq)


class Silent:
    """Temporal is down."""

    async def ask(self, stream: str, command: Command, patience: timedelta) -> object:
        raise TemporalUnavailable("no answer")


def answering(world: World, orders: AsksOrders | None = None) -> World:
    """The same world, whose orders answer like this."""
    made = World(world.parts, world.system)
    made.parts = replace(world.parts, orders=orders or Obedient(made))
    return made


# Of each area those that the rehearsal carrier treats as any number.
_AREAS = (205, 206, 207, 209, 210, 213, 214, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239, 240, 248)
_UNUSED = (f"+1{area}5550{line}" for area in _AREAS for line in range(100, 150))


def unused(count: int) -> tuple[DraftNumber, ...]:
    """Numbers that no other test of this process names: all of them share one database."""
    return tuple(DraftNumber(next(_UNUSED), place) for place in range(count))


@dataclass(frozen=True, slots=True)
class Customer:
    """An organisation with an admin at a browser, and a location where the plan is enabled."""

    world: World
    tenant: Tenant
    admin: Browser

    @property
    def id(self) -> str:
        return self.tenant.id

    async def draft(self) -> str:
        wanted = unused(2)
        async with system_transaction(self.world.system) as connection:
            return await stored.draft(connection, self.tenant, wanted)

    async def order(self, count: int = 3) -> Order:
        """Under way: one carrier order, its LSR sent."""
        wanted = unused(count)
        return await stored.under_way(self.world.parts.app, self.world.system, self.tenant, wanted)

    async def submitted(self) -> Order:
        wanted = unused(2)
        return await stored.submitted(self.world.parts.app, self.tenant, wanted)

    async def tell(self, order: Order, *told: f.Fact, wait: Wait | None = None, n: int = 1) -> None:
        """More facts of a carrier order, or with n=0 of the whole."""
        stream = PortId(order.id, n).stream if n else order_stream(order.id)
        async with system_transaction(self.world.system) as connection:
            held = await record.hold(connection, order.id)
            seq = held.whole.parts[n].seq if n else held.whole.order.seq
            entries = [f.Entry(seq + 1 + place, self.world.clock(), "rehearsal", fact) for place, fact in enumerate(told)]
            await record.record_held(connection, held, stream, n, entries, wait=wait)

    async def confirm(self, order: Order, foc: datetime) -> None:
        await self.tell(order, f.FocReceived(foc, self.world.clock(), 1, "n1"))


async def customer(world: World, rehearsal: bool = True, name: str = "Sunnydale Books") -> Customer:
    organisation_id = await world.organisation(rehearsal=rehearsal, name=name)
    admin = await world.user(organisation_id, Role.CUSTOMER_ADMIN)
    location = await world.location(organisation_id, enabled=True)
    return Customer(world, Tenant(organisation_id, admin, location), await world.browser(admin))


async def staff(world: World, role: Role = Role.SUPPORT) -> Browser:
    return await world.signed_in(await world.organisation("staff", name="Portwright"), role)
