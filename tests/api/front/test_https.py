"""Over https, as production is: every cookie is secure, a session's cannot be set by a neighbour, and browsers stay with https."""

from dataclasses import replace

import httpx
import pytest

from api.parts import ApiSettings
from domain.access import Role
from tests.api.pages import token_in
from tests.api.world import World

SITE = "https://testserver"


@pytest.fixture
def secure(world: World) -> World:
    return World(replace(world.parts, settings=replace(world.parts.settings, base_url=SITE)), world.system)


async def test_a_form_is_taken_and_its_cookies_are_locked_to_this_site(secure: World) -> None:
    browser = await secure.signed_in(await secure.organisation(), Role.CUSTOMER_ADMIN)
    del browser.headers["X-CSRF-Token"]
    browser.base_url = httpx.URL(SITE)
    assert [cookie.name for cookie in browser.cookies.jar] == ["__Host-portwright"]
    page = await browser.get("/locations/new")
    assert page.headers["Strict-Transport-Security"].startswith("max-age=")
    form = {"csrf": token_in(page), "name": "Denver", "time_zone": "America/Denver"}
    elsewhere = await browser.post("/locations/new", data=form, headers={"Origin": "http://testserver"})
    assert elsewhere.status_code == 403
    assert (await browser.post("/locations/new", data=form, headers={"Origin": SITE})).status_code == 303


async def test_every_cookie_is_secure_and_a_visits_cannot_be_planted(secure: World) -> None:
    stranger = secure.stranger()
    stranger.base_url = httpx.URL(SITE)
    for answer in (await stranger.get("/sign-in"), await stranger.get("/no-such-page"), await stranger.get("/v1/me")):
        assert "Strict-Transport-Security" in answer.headers
        for cookie in answer.headers.get_list("set-cookie"):
            attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
            assert {"secure", "httponly", "samesite=lax", "path=/"} <= attributes, cookie
            assert not any(attribute.startswith("domain") for attribute in attributes), cookie
    planted = secure.stranger()
    planted.base_url = httpx.URL(SITE)
    planted.cookies.set("portwright-visit", "planted")
    assert "__Host-portwright-visit" in (await planted.get("/sign-in")).headers["set-cookie"]


async def test_a_session_under_the_plain_name_opens_nothing(secure: World) -> None:
    browser = await secure.signed_in(await secure.organisation(), Role.CUSTOMER_ADMIN)
    token = browser.cookies["__Host-portwright"]
    plain = secure.stranger()
    plain.cookies.set("portwright", token)
    assert (await plain.get("/v1/locations")).status_code == 401
    assert (await browser.get("/v1/locations")).status_code == 200


@pytest.mark.parametrize(
    ("base_url", "origin"),
    [
        ("https://port.example", "https://port.example"),
        ("https://port.example/", "https://port.example"),
        ("https://Port.Example:443", "https://port.example"),
        ("http://localhost:80", "http://localhost"),
        ("https://port.example:8443", "https://port.example:8443"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_the_origin_is_written_as_browsers_write_it(base_url: str, origin: str) -> None:
    assert ApiSettings(base_url, "", "").origin == origin
