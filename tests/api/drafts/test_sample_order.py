"""The sample order of a start that broke off is gone on with by the next one, step by step."""

import re
import stat
from pathlib import Path

import httpx
import pytest
from fastapi.routing import APIRoute

from runtime.rounds.documents_reader import DocumentReader
from runtime.samples import sample_customer
from runtime.samples.sample_customer import SampleCustomer
from runtime.samples.sample_order import SampleOrder
from runtime.samples.visitor import Visitor
from tests.api.drafting import drawn_here, read_here, with_carrier
from tests.api.world import Browser, World

# After the draft, the request, the bill, the signature, and the submission.
KILLS = (0, 1, 2, 3, 0)


class Killed(Exception):
    """The start broke off here."""


class OwnNumbers(SampleOrder):
    """The sample order with numbers that no other test names."""

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(number.replace("+1303", "+1251") for number in super().numbers)


class Life(Browser):
    """Does so many changes; with the next one's effect done and its answer lost, it ends."""

    def __init__(self, world: World, changes: int) -> None:
        super().__init__(world.app)
        self.world, self.left = world, changes

    async def request(self, method: str, url: httpx.URL | str, **more: object) -> httpx.Response:  # type: ignore[override]
        answer = await super().request(method, url, **more)  # type: ignore[arg-type]
        await self._read_papers()
        if method != "GET" and str(url).startswith("/v1/"):
            if self.left == 0:
                raise Killed
            self.left -= 1
        return answer

    async def _read_papers(self) -> None:
        parts = self.world.parts
        await DocumentReader(self.world.system, parts.envelope, parts.documents, self.world.clock, read_here, drawn_here).read_due()


async def _live(world: World, customer: SampleCustomer, changes: int) -> str:
    async with Life(world, changes) as http:
        visitor = Visitor(http)
        await visitor.sign_in(customer.admin.email, customer.admin.password)
        return await OwnNumbers(visitor, customer, 0, lambda _: None).submit()


async def test_wherever_a_start_breaks_off_the_next_ones_make_one_order_and_all_can_be_seen(world: World, tmp_path: Path) -> None:
    place = with_carrier(world)
    made = await sample_customer.make(place.parts, place.clock(), tmp_path)
    kept = sample_customer.unserved(tmp_path)
    assert kept == made
    for changes in KILLS:
        with pytest.raises(Killed):
            await _live(place, kept, changes)
    order_id = await _live(place, kept, 0)
    async with Life(place, 0) as http:
        visitor = Visitor(http)
        await visitor.sign_in(made.admin.email, made.admin.password)
        orders = (await visitor.ask("GET", "/v1/port-orders"))["items"]
        papers = (await visitor.ask("GET", f"/v1/port-orders/{order_id}/documents"))["items"]
    assert [each["id"] for each in orders] == [order_id]
    assert sorted(each["kind"] for each in papers) == ["bill", "loa"]
    seen = await _all_seen(place, made, order_id)
    assert seen["/locations"] == seen["/orders/new"] == seen[f"/v1/locations/{made.location_id}"] == 200
    assert {path: status for path, status in seen.items() if status >= 500} == {}


async def _all_seen(world: World, customer: SampleCustomer, order_id: str) -> dict[str, int]:
    """Address and status of all that the customer's admin can read."""
    ids = {"location_id": customer.location_id, "person_id": customer.person_ids[0], "order_id": order_id}
    async with Browser(world.app) as http:
        await Visitor(http).sign_in(customer.admin.email, customer.admin.password)
        return {path: (await http.get(path)).status_code for path in _readable(world, ids)}


def _readable(world: World, ids: dict[str, str]) -> list[str]:
    """Every address that is read, as far as its parts are known; not those that go on telling."""
    gets = [each.path for each in world.app.routes if isinstance(each, APIRoute) and "GET" in (each.methods or ())]
    wanted = [path for path in gets if not path.endswith("/events") and set(re.findall(r"{(\w+)}", path)) <= ids.keys()]
    return [path.format(**ids) for path in wanted]


@pytest.fixture
def customer() -> SampleCustomer:
    return SampleCustomer("org_x", "loc_x", ("per_x",), (sample_customer.Login("customer_admin", "a@b.example", "secret"),))


def test_who_was_served_is_no_more_to_be_served_and_keeps_the_logins(customer: SampleCustomer, tmp_path: Path) -> None:
    assert sample_customer.unserved(tmp_path) is None
    sample_customer.remember(customer, tmp_path)
    assert sample_customer.unserved(tmp_path) == customer
    sample_customer.served(tmp_path)
    sample_customer.served(tmp_path)
    assert sample_customer.unserved(tmp_path) is None
    assert sample_customer.remembered(tmp_path) == customer.logins
    assert [stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()] == [0o600]
