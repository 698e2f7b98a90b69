"""A change must come from our own page (reliability R33)."""

import pytest

from domain.access import Role
from tests.api.pages import send, token_in
from tests.api.world import Browser, World

FORM = {"name": "Denver", "time_zone": "America/Denver"}


async def admin(world: World) -> Browser:
    return await world.signed_in(await world.organisation(), Role.CUSTOMER_ADMIN)


async def locations(browser: Browser) -> int:
    return len((await browser.get("/v1/locations")).json()["items"])


async def test_a_form_from_our_page_is_taken(world: World) -> None:
    browser = await admin(world)
    del browser.headers["X-CSRF-Token"]
    assert (await send(browser, "/locations/new", FORM)).status_code == 303
    assert await locations(browser) == 1


@pytest.mark.parametrize("path", ["/locations/new", "/v1/locations"])
async def test_a_form_without_token_or_with_another_sessions_is_not(world: World, path: str) -> None:
    browser, other = await admin(world), await admin(world)
    del browser.headers["X-CSRF-Token"]
    foreign = token_in(await other.get("/locations/new"))
    for headers in ({}, {"X-CSRF-Token": foreign}, {"X-CSRF-Token": "é"}):
        answer = await browser.post(path, data=FORM, headers={name: value.encode("latin-1") for name, value in headers.items()})
        assert answer.status_code == 403
    assert (await browser.post(path, data={**FORM, "csrf": foreign})).status_code == 403
    assert await locations(browser) == 0


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
async def test_a_right_token_from_elsewhere_is_not_enough(world: World, headers: dict[str, str]) -> None:
    browser = await admin(world)
    answer = await browser.post("/v1/locations", json=FORM, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/forged"
    assert await locations(browser) == 0


async def test_signing_in_is_bound_to_the_visit(world: World) -> None:
    token = token_in(await world.stranger().get("/sign-in"))
    elsewhere = world.stranger()
    await elsewhere.get("/sign-in")
    assert (await elsewhere.post("/sign-in", data={"csrf": token, "email": "a@example.com", "password": "x"})).status_code == 403
    assert (await world.stranger().post("/sign-in", data={"email": "a@example.com", "password": "x"})).status_code == 403


async def test_a_token_needs_no_form_token(world: World) -> None:
    integrator = await world.integrator(await world.organisation())
    assert (await integrator.post("/v1/people", json={})).status_code == 422


async def test_cookies_cannot_be_read_by_scripts(world: World) -> None:
    answer = await world.stranger().get("/sign-in")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]
