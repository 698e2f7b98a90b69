"""A page asks the database as often whether it shows three things or twenty, and not often: in sets, never once for each row."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from api.app import bare_app
from api.front.routes import ruled
from domain.access import Role
from store.database import system_transaction
from store.drafts import drafts
from store.drafts.drafts import DraftNumber
from store.ids import fresh
from store.outgoing import deliveries
from store.outgoing.deliveries import Delivery
from tests.api.drafting import with_carrier
from tests.api.matrix_objects import Things
from tests.api.world import Browser, World
from tests.store import world as stored
from tests.store.world import Tenant

FEW, MANY = 3, 20
# What a path may name, and is there. A page about something else shows one thing, not rows of them.
NAMED = {"order_id", "location_id"}
PATHS = sorted({route.path for route in ruled(bare_app().routes) if route.rule.page and "GET" in route.methods and not route.rule.public})
WITH_ROWS = [path for path in PATHS if set(re.findall(r"{(\w+)}", path)) <= NAMED]
# Statements that a page takes at most, a few more than it does today; ORDINARY: of a page that is not named.
ORDINARY = 12
MOST = {
    "/": 16,
    "/desk/orders/{order_id}/papers": 26,
    "/orders/{order_id}": 20,
    "/orders/{order_id}/submitted": 22,
    "/orders/{order_id}/draft/bill": 22,
    "/orders/{order_id}/draft/letter": 23,
} | {f"/orders/{{order_id}}/draft/{step}": 19 for step in ("location", "account", "numbers", "people", "date", "review")}
PAUSE = timedelta(seconds=5)
BROKEN = -1


@dataclass(slots=True)
class Readers:
    """Who reads pages, and what there is to read; `fill` makes it more."""

    world: World
    things: Things
    people: dict[str, Browser]
    draft: str = ""
    order: str = ""
    filled: int = 0

    @property
    def tenant(self) -> Tenant:
        return Tenant(self.things.organisation_id, self.things.owner_id, self.things.location_id)

    async def fill(self, up_to: int) -> None:
        wanted = tuple(DraftNumber(number, place) for place, number in enumerate(stored.numbers(947, up_to)))
        numbers = stored.numbers(959, 100)
        for place in range(self.filled, up_to):
            await self._further(numbers[place])
        async with system_transaction(self.world.system) as connection:
            self.draft = self.draft or await stored.draft(connection, self.tenant, ())
            await drafts.replace_numbers(connection, self.draft, self.tenant.id, wanted)
        if not self.filled:
            self.order = (await self._submitted(stored.numbers(985, 100)[:FEW])).id
        else:
            self.order = (await self._submitted(stored.numbers(985, 100)[FEW : FEW + up_to])).id
        self.filled = up_to

    async def _further(self, number: str) -> None:
        """One more of each."""
        for name in ("order_id", "person_id", "user_id", "location_id", "task_id", "session_id", "token_id"):
            await self.things.of(name)
        await self._submitted((number,))
        wanted = Delivery(self.tenant.id, "mail", "activation_code", fresh("key"), self.world.clock(), user_id=self.tenant.admin)
        async with system_transaction(self.world.system) as connection:
            await deliveries.enqueue(connection, [wanted])

    async def _submitted(self, numbers: tuple[str, ...]) -> stored.Order:
        wanted = tuple(DraftNumber(number, place) for place, number in enumerate(numbers))
        return await stored.under_way(self.world.parts.app, self.world.system, self.tenant, wanted)

    async def counted(self) -> dict[str, int]:
        """Statements of each page that somebody may see, by who and where."""
        found = dict[str, int]()
        for who, browser in self.people.items():
            for path in WITH_ROWS:
                order_id = self.draft if "/draft" in path else self.order
                asked = path.replace("{order_id}", order_id).replace("{location_id}", self.tenant.location)
                if (times := await self._asked(browser, asked)) is not None:
                    found[f"{who} {path}"] = times
        return found

    async def _asked(self, browser: Browser, path: str) -> int | None:
        """The second time, when what is kept between requests is there."""
        self.world.clock.pass_by(PAUSE)
        answer = await browser.get(path)
        if answer.status_code >= 500:
            return BROKEN
        if answer.status_code != 200 or "text/html" not in answer.headers["content-type"]:
            return None
        with statements(self.world) as heard:
            await browser.get(path)
        return len(heard)


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    heard: list[str] = []

    def hear(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    engine = world.parts.app.sync_engine
    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(engine, "before_cursor_execute", hear)


async def test_pages_ask_no_more_often_for_more_rows(world: World) -> None:
    world = with_carrier(world)
    organisation_id = await world.organisation()
    owner = await world.user(organisation_id, Role.CUSTOMER_ADMIN)
    of = Things(world, organisation_id, await world.location(organisation_id, enabled=True), owner)
    partner, staff = await world.partner_of(organisation_id), await world.organisation("staff", name="Portwright")
    people = {
        "admin": await world.browser(owner),
        "partner": await world.signed_in(partner, Role.PARTNER, acting_for=organisation_id),
        "staff": await world.signed_in(staff, Role.SUPPORT_LEAD),
    }
    readers = Readers(world, of, people)
    await readers.fill(FEW)
    few = await readers.counted()
    await readers.fill(MANY)
    many = await readers.counted()
    assert [where for where, times in (few | many).items() if times == BROKEN] == []
    assert few.keys() == many.keys()
    assert {where: (few[where], many[where]) for where in few if many[where] > few[where]} == {}
    assert {where: times for where, times in many.items() if times > MOST.get(where.partition(" ")[2], ORDINARY)} == {}
