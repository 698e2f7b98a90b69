"""Customers for journeys: an organisation, its admin, numbers that nobody else uses; and orders already on their way."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from domain.access import Role
from tests.api.drafting import TYPED, Drafting, bill
from tests.api.world import Browser
from tests.browser.site import Site
from tests.browser.window import Window

# A number is in one open order at most, whoever's it is: each customer has an area of their own.
AREAS = (
    201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239, 240, 248,
    251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 314, 315, 316,
)  # fmt: skip
# First numbers that end in 57 and more are scripts of the rehearsal carrier.
BLOCKS, IN_A_BLOCK = 14, 4
ORDINARY = "000412779"


@dataclass(frozen=True, slots=True)
class Customer:
    site: Site
    organisation: str
    location: str
    admin: Browser
    area: int
    first: int

    def numbers(self, how_many: int = 3) -> tuple[str, ...]:
        return tuple(f"+1{self.area}55501{self.first + place:02}" for place in range(how_many))

    def shown(self, place: int = 0) -> str:
        """A number as pages show it and people type it."""
        return f"({self.area}) 555-01{self.first + place:02}"

    def typed(self, how_many: int = 3) -> str:
        return "\n".join(self.shown(place) for place in range(how_many))

    def bill(self, how_many: int = 3, account: str = ORDINARY, age: int = 3) -> bytes:
        numbers, day = self.numbers(how_many), self.site.world.clock().date() - timedelta(days=age)
        return bill(numbers, day, account_number=account)

    def draft(self) -> Drafting:
        """A draft with nothing in it."""
        return self.site.do(_begun(self))

    def complete(self, account: str = ORDINARY) -> Drafting:
        """A draft to which only the signature and the declarations are missing."""
        return self.site.do(_complete(self, account))

    def submitted(self, account: str = ORDINARY) -> str:
        """An order just submitted; its account number is a script of the rehearsal carrier."""
        return self.site.do(_submitted(self, account))

    def signs_in(self, window: Window) -> Window:
        return signed_in(window, self.admin)


def signed_in(window: Window, person: Browser) -> Window:
    """The window has the session of somebody who signed in elsewhere."""
    window.context.add_cookies([{"name": name, "value": value, "url": window.url} for name, value in person.cookies.items()])
    return window


def customer(site: Site, *, enabled: bool = True, standing: str = "paid", name: str = "Sunnydale Books") -> Customer:
    async def make() -> Customer:
        organisation = await site.world.organisation(standing=standing, name=name)
        location = await site.world.location(organisation, enabled=enabled)
        admin = await _person(site, organisation, Role.CUSTOMER_ADMIN)
        block, area = divmod(next(site.customers), len(AREAS))
        return Customer(site, organisation, location, admin, AREAS[area], block % BLOCKS * IN_A_BLOCK)

    return site.do(make())


def partner(site: Site, *customers: Customer) -> Browser:
    """Somebody of a partner whom these customers have let in."""

    async def make() -> Browser:
        home = await site.world.partner_of(*(each.organisation for each in customers))
        return await _person(site, home, Role.PARTNER)

    return site.do(make())


def staff(site: Site, role: Role = Role.SUPPORT_LEAD) -> Browser:
    async def make() -> Browser:
        return await _person(site, await site.world.organisation("staff", name="PSTN support"), role)

    return site.do(make())


async def _person(site: Site, organisation: str, role: Role) -> Browser:
    made = await site.world.signed_in(organisation, role)
    made.base_url = site.url
    return made


async def _begun(who: Customer) -> Drafting:
    draft = Drafting(who.site.world, who.organisation, who.location, who.admin)
    answer = await who.admin.post("/v1/port-orders", json={"location_id": who.location})
    assert answer.status_code == 201, answer.text
    draft.order_id = answer.json()["id"]
    return draft.seen(answer)


async def _complete(who: Customer, account: str) -> Drafting:
    draft, numbers = await _begun(who), who.numbers()
    answers = [await draft.patch(**(dict(TYPED) | {"btn": numbers[0], "account_number": account}))]
    answers.append(await draft.put_numbers(", ".join(numbers)))
    days = (await who.admin.get(draft.path("/foc-days"))).json()["days"]
    answers.append(await draft.patch(requested_foc=next(each["day"] for each in days if each["allowed"])))
    answers.append(await draft.upload(who.bill(account=account)))
    assert [answer.status_code for answer in answers] == [200, 200, 200, 202], [answer.text for answer in answers]
    document = f"/v1/documents/{answers[-1].json()['id']}"
    async with asyncio.timeout(100):
        while (await who.admin.get(document)).json()["state"] in {"received", "reading"}:
            await asyncio.sleep(0.1)
    return draft


async def _submitted(who: Customer, account: str) -> str:
    draft = await _complete(who, account)
    signed = await draft.sign()
    assert signed.status_code == 201, signed.text
    await draft.declare()
    answer = await draft.submit()
    assert answer.is_success, answer.text
    return draft.order_id
