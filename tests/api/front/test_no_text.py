"""What no database text can hold is refused as what it is: a mistake in the request, not a failure of ours."""

import json
from urllib.parse import quote

import pytest

from domain.access import Role
from tests.api.orders_world import customer
from tests.api.pages import send
from tests.api.world import World

PLACE = {"name": "Denver", "time_zone": "America/Denver"}


@pytest.mark.parametrize("path", ["/v1/locations/{}", "/v1/port-orders/{}", "/v1/documents/{}/content", "/orders/{}", "/people/{}"])
@pytest.mark.parametrize("nul", ["%00", "loc_a%00b"])
async def test_a_nul_in_the_address(world: World, path: str, nul: str) -> None:
    answer = await (await customer(world)).admin.get(path.format(nul))
    assert answer.status_code == 400


async def test_a_nul_in_a_query(world: World) -> None:
    owner = await customer(world)
    for path in ("/v1/port-orders?customer_reference=", "/v1/port-orders?text=", "/v1/people?location_id=", "/v1/numbers?location_id="):
        answer = await owner.admin.get(f"{path}a{quote(chr(0))}b")
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json"), path


@pytest.mark.parametrize("bad", ["Den\x00ver", "Den\ud800ver"])
async def test_a_text_of_a_body_that_is_none(world: World, bad: str) -> None:
    owner = await customer(world)
    sent = await owner.admin.post("/v1/locations", content=json.dumps({**PLACE, "name": bad}), headers={"Content-Type": "application/json"})
    assert sent.status_code == 422
    assert [error["pointer"] for error in sent.json()["errors"]] == ["/name"]
    draft = await owner.draft()
    typed = json.dumps({"numbers": f"+13035550100, {bad}"})
    head = {"Content-Type": "application/json", "If-Match": (await owner.admin.get(f"/v1/port-orders/{draft}/draft")).headers["ETag"]}
    sent = await owner.admin.put(f"/v1/port-orders/{draft}/numbers", content=typed, headers=head)
    assert (sent.status_code, [error["pointer"] for error in sent.json()["errors"]]) == (422, ["/numbers"])


async def test_a_nul_that_came_along_with_a_paste_is_left_out_of_a_form(world: World) -> None:
    browser = await world.signed_in(await world.organisation(), Role.CUSTOMER_ADMIN)
    assert (await send(browser, "/locations/new", {**PLACE, "name": "Den\x00ver"})).status_code == 303
    assert [one["name"] for one in (await browser.get("/v1/locations")).json()["items"]] == ["Denver"]
