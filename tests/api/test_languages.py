"""Which language a page is in, and that nothing on it stays English."""

import httpx
import pytest

from domain.access import Role
from tests.api.pages import send
from tests.api.world import World


def language_of(answer: httpx.Response) -> str:
    return answer.text.partition('<html lang="')[2].partition('"')[0]


@pytest.mark.parametrize(("asked", "spoken"), [("de-AT,de;q=0.9,en;q=0.8", "de"), ("sv", "sv"), ("fr", "en"), ("", "en")])
async def test_a_stranger_is_spoken_to_as_the_browser_asks(world: World, asked: str, spoken: str) -> None:
    assert language_of(await world.stranger().get("/sign-in", headers={"accept-language": asked})) == spoken


async def test_a_stranger_switches_the_language_and_stays_on_the_page(world: World) -> None:
    stranger = world.stranger()
    here = str(stranger.base_url.join("/sign-in?next=/orders"))
    token = (await stranger.get("/sign-in")).text.partition('name="csrf" value="')[2].partition('"')[0]
    answer = await stranger.post("/language", data={"csrf": token, "language": "sv"}, headers={"referer": here})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/orders")
    assert language_of(await stranger.get("/sign-up", headers={"accept-language": "de"})) == "sv"


async def test_the_switch_leads_to_a_page_of_ours_only(world: World) -> None:
    for came, goes in {"https://elsewhere.example/sign-in": "/", "/sign/x/code": "/sign/x", "/language": "/"}.items():
        stranger = world.stranger()
        referer = came if "://" in came else str(stranger.base_url.join(came))
        token = (await stranger.get("/sign-in")).text.partition('name="csrf" value="')[2].partition('"')[0]
        answer = await stranger.post("/language", data={"csrf": token, "language": "de"}, headers={"referer": referer})
        assert answer.headers["location"] == goes, came


async def test_a_language_without_a_catalogue_cannot_be_switched_to(world: World) -> None:
    assert (await send(world.stranger(), "/sign-in", {"language": "tlh"}, to="/language")).status_code == 422


async def test_ones_own_setting_goes_before_the_browsers(world: World) -> None:
    browser = await world.signed_in(await world.organisation(), Role.VIEWER)
    await send(browser, "/account", {"language": "sv"}, to="/account/language")
    page = await browser.get("/", headers={"accept-language": "de"})
    assert language_of(page) == "sv"
    assert 'action="/language"' not in page.text
