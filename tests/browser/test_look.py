"""How pages look to those who read them otherwise: in the dark, on paper, large, with few colors, by keyboard; and what they weigh."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.customers import Customer, customer
from tests.browser.site import Site

FIRST_LOAD = 60_000
MAIN = ("/", "/orders", "/people", "/locations", "/users", "/account", "/terms", "/mailbox", "/rehearsal", "/orders/new")
FOR_STRANGERS = ("/sign-in", "/sign-up", "/problems")
# Where the menu is a line, and where it is behind a button.
DESK, TELEPHONE, FOUR_K = {"width": 1280, "height": 900}, {"width": 320, "height": 640}, {"width": 3840, "height": 2160}


@pytest.fixture(scope="module")
def who(site: Site) -> Customer:
    return customer(site)


def test_main_pages_are_sound_in_the_dark(who: Customer, window: Opens):
    visit = window(scheme="dark")
    for path in FOR_STRANGERS:
        visit.open(path)
        visit.sound()
    who.signs_in(visit)
    for path in MAIN:
        visit.open(path)
        visit.sound()


def test_the_menu_is_a_line_on_a_desk_and_behind_a_button_on_a_telephone(who: Customer, window: Opens):
    page = who.signs_in(window()).open("/")
    people = page.get_by_role("navigation", name="Main menu").get_by_role("link", name="People")
    for size, at_once in ((DESK, True), (TELEPHONE, False), (FOUR_K, True)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.reload()
        expect(people).to_be_visible(visible=at_once)
        if not at_once:
            page.get_by_text("Menu", exact=True).click()
        people.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("People")
        page.go_back()


def test_the_keyboard_goes_past_the_menu_and_its_place_is_always_seen(who: Customer, window: Opens):
    page = who.signs_in(window()).open("/people/new")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(_FOCUS)
        if not told["within"]:
            break
        assert told["outlined"], f"nobody sees where the keyboard is: {told['what']}"
        assert told["uncovered"], f"something covers what the keyboard is on: {told['what']}"
        seen.add(told["what"])
    assert len(seen) > 3


def test_paper_shows_what_is_said_and_nothing_to_press(who: Customer, window: Opens):
    page = who.signs_in(window()).open("/people")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Main menu")).not_to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).not_to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_few_colors_leave_every_state_to_be_told(who: Customer, window: Opens):
    page = who.signs_in(window()).open("/orders/new")
    page.emulate_media(forced_colors="active")
    button = page.locator("main button").first
    assert button.evaluate("each => getComputedStyle(each).borderStyle") == "solid"


def test_the_first_page_weighs_little_and_comes_from_here_alone(who: Customer, window: Opens):
    visit = who.signs_in(window())
    sizes: dict[str, int] = {}
    visit.page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    visit.page.goto("/", wait_until="networkidle")
    assert {url.removeprefix(visit.url)[:1] for url in sizes} == {"/"}
    assert sum(sizes.values()) < FIRST_LOAD, sizes


_FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const there = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 10));
  return {
    what: one.outerHTML.slice(0, 90),
    within: document.querySelector("main").contains(one),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    uncovered: !!there && (one.contains(there) || there.contains(one)),
  };
}"""
