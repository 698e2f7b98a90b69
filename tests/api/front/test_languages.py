"""Which language a page is in, and that nothing on it stays English."""

from datetime import timedelta
from html.parser import HTMLParser

import httpx
import pytest

from domain.access import Role
from tests.api.orders_world import answering, customer
from tests.api.pages import send
from tests.api.world import World
from words.catalogue import translations


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


async def test_what_was_typed_comes_along_when_the_language_is_switched(world: World) -> None:
    stranger = world.stranger()
    page = (await stranger.get("/sign-up")).text
    assert page.count('form="typed" formnovalidate formaction="/language?page=/sign-up"') == 3
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    typed = {"csrf": token, "language": "sv", "organisation": "Bronze & Co", "email": "xander@example.com", "password": "s3cret words"}
    answer = await stranger.post("/language", params={"page": "/sign-up"}, data=typed)
    assert answer.headers["location"] == "/sign-up"
    assert b"Bronze" not in "".join(answer.headers.get_list("set-cookie")).encode()
    again = await stranger.get("/sign-up")
    assert (language_of(again), 'value="Bronze &amp; Co"' in again.text, 'value="xander@example.com"' in again.text) == ("sv", True, True)
    assert "s3cret" not in again.text
    assert "Bronze" not in (await stranger.get("/sign-up")).text
    for odd in ("https://elsewhere.example/", "/nowhere"):
        elsewhere = await stranger.post("/language", params={"page": odd}, data=typed)
        assert elsewhere.headers["location"] == "/"


async def test_who_is_on_the_way_to_a_page_still_is_in_another_language(world: World) -> None:
    stranger = world.stranger()
    page = (await stranger.get("/sign-in", params={"next": "/orders?status=draft"})).text
    to = page.partition('formaction="')[2].partition('"')[0].replace("&amp;", "&")
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    answer = await stranger.post(to, data={"csrf": token, "language": "de", "email": "oz@example.com"})
    shown = await stranger.get(answer.headers["location"])
    assert ('value="oz@example.com"' in shown.text, 'name="next" value="/orders?status=draft"' in shown.text) == (True, True)


async def test_a_language_without_a_catalogue_cannot_be_switched_to(world: World) -> None:
    assert (await send(world.stranger(), "/sign-in", {"language": "tlh"}, to="/language")).status_code == 422


async def test_ones_own_setting_goes_before_the_browsers(world: World) -> None:
    browser = await world.signed_in(await world.organisation(), Role.VIEWER)
    await send(browser, "/account", {"language": "sv"}, to="/account/language")
    page = await browser.get("/", headers={"accept-language": "de"})
    assert language_of(page) == "sv"
    assert 'action="/language"' not in page.text


class _Texts(HTMLParser):
    """Every text and spoken attribute of a page, but for what is marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._english = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"div", "span", "button", "section"} and (self._english or ("lang", "en") in attrs):
            self._english += 1
        self.found |= {value for name, value in attrs if name in {"alt", "title", "aria-label", "placeholder", "data-label"} and value}

    def handle_endtag(self, tag: str) -> None:
        if tag in {"div", "span", "button", "section"} and self._english:
            self._english -= 1

    def handle_data(self, data: str) -> None:
        if not self._english:
            self.found.add(" ".join(data.split()))


def left_english(answer: httpx.Response, language: str) -> set[str]:
    """What the page says that the language's catalogue says otherwise; "Do" is also a Thursday."""
    page = _Texts()
    page.feed(answer.text)
    speaks = translations(language)
    return {text for text in page.found - {"", "Do"} if speaks.gettext(text) != text}


PAGES = (
    "/", "/orders", "/orders/new", "/locations", "/people", "/users", "/settings", "/settings/organization", "/settings/partners",
    "/settings/tokens", "/settings/webhooks", "/settings/webhooks/new", "/settings/notifications", "/account", "/calls", "/terms",
    "/mailbox", "/rehearsal", "/problems",
)  # fmt: skip
STRANGERS_PAGES = ("/sign-in", "/sign-up", "/activate", "/forgotten", "/reset", "/sign/unknown", "/verify-letter", "/problems", "/nowhere")


async def test_pages_of_an_order_speak_the_readers_language(world: World) -> None:
    owner = await customer(answering(world))
    order, draft = await owner.order(), await owner.draft()
    await owner.confirm(order, owner.world.clock() + timedelta(hours=20))
    await send(owner.admin, "/account", {"language": "de"}, to="/account/language")
    steps = [f"/orders/{draft}/draft/{step}" for step in ("account", "numbers", "bill", "people", "date", "letter", "review")]
    for path in (*PAGES, f"/orders/{order.id}", f"/orders/{order.id}/cancel", *steps):
        answer = await owner.admin.get(path)
        assert (answer.status_code, language_of(answer)) == (200, "de"), path
        assert left_english(answer, "de") == set(), path


@pytest.mark.parametrize("language", ["sv", "de"])
async def test_strangers_pages_speak_the_browsers_language(world: World, language: str) -> None:
    stranger = world.stranger()
    for path in STRANGERS_PAGES:
        answer = await stranger.get(path, headers={"accept-language": language, "accept": "text/html"})
        assert language_of(answer) == language, path
        assert left_english(answer, language) == set(), path
