"""Every page in every state we can bring it to, light and dark: strict HTML, no axe violation, no sideways scrolling."""

import pytest

from api.front.language import LANGUAGE_COOKIE
from tests.browser.conftest import Opens
from tests.browser.customers import Customer, customer, partner, signed_in, staff
from tests.browser.site import Site
from tests.browser.stage import Stage
from tests.browser.window import Scheme, Window

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
STEPS = ("location", "account", "numbers", "bill", "people", "date", "letter", "review")
FOR_STRANGERS = (
    "/sign-in", "/sign-up", "/activate", "/problems", "/welcome/none", "/invitations/none", "/sign/none", "/unsubscribe/none",
    "/verify-letter", "/sign-in/with", "/forgotten", "/reset", "/nowhere",
)  # fmt: skip
FOR_ADMINS = (
    "/", "/account", "/password", "/people", "/people/new", "/locations", "/locations/new", "/users", "/terms", "/mailbox", "/orders",
    "/orders/new", "/orders?status=ported", "/orders?view=closed", "/rehearsal", "/orders/po_none", "/customers", "/calls", "/settings",
    "/settings/organization", "/settings/notifications", "/settings/partners", "/settings/tokens", "/settings/webhooks",
    "/settings/webhooks/new",
)  # fmt: skip
FOR_STAFF = ("/", "/organisations", "/orders", "/desk", "/account", "/settings", "/customers")
LANGUAGES = ("de", "sv")
# Three groups of verdicts: what can go, what support looks at, what has to be put right.
THREE_GROUPS = "{ok}, 800-555-0199, 303-555-019"
# Scripts of the rehearsal carrier that end differently, and how often the clock is set ahead.
PLAYS = {
    "ORDINARY": 12, "REJECT-THEN-ACCEPT": 3, "PARTIAL": 12, "ALL-FAIL": 10, "CONFLICT": 5, "CARRIER-CANCELS": 4, "MOVE-FOC": 6,
    "WITHDRAW-FOC": 6, "SILENT": 5, "SNAPBACK": 14,
}  # fmt: skip


def all_sound(visit: Window, *paths: str) -> None:
    for path in paths:
        visit.open(path)
        visit.sound()


def sent_empty(visit: Window, *paths: str) -> None:
    """The page after its last form was sent without anything in it."""
    for path in paths:
        page = visit.open(path)
        page.locator("main form").last.get_by_role("button").last.click()
        page.get_by_role("alert").wait_for()
        visit.sound()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_for_everybody_are_sound(site: Site, window: Opens, scheme: Scheme):
    visit = window(scheme=scheme)
    all_sound(visit, *FOR_STRANGERS)
    sent_empty(visit, "/sign-in", "/sign-up", "/activate", "/forgotten", "/reset")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_for_admins_are_sound(site: Site, window: Opens, scheme: Scheme):
    fresh, settled = customer(site, enabled=False), customer(site)
    visit = settled.signs_in(window(scheme=scheme))
    here = f"/locations/{settled.location}"
    all_sound(visit, *FOR_ADMINS, here, f"{here}/main-number", f"{here}/emergency-address", f"{here}/change")
    sent_empty(visit, "/people/new", "/locations/new", "/users", "/password", "/settings/tokens", "/settings/webhooks/new")
    visit = fresh.signs_in(window(scheme=scheme))
    all_sound(visit, f"/locations/{fresh.location}", f"/locations/{fresh.location}/plan", "/orders/new")
    sent_empty(visit, f"/locations/{fresh.location}/plan")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_drafts_are_sound_empty_and_complete(site: Site, window: Opens, scheme: Scheme):
    who = customer(site)
    visit, agent = who.signs_in(window(scheme=scheme)), signed_in(window(scheme=scheme), partner(site, who))
    for draft in (who.draft(), who.complete(), customer(site, standing="trial").draft()):
        for seen_by in (visit, agent):
            all_sound(seen_by, *(f"/orders/{draft.order_id}/draft/{step}" for step in STEPS), f"/orders/{draft.order_id}/draft/sign")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_numbers_of_every_kind_are_sound(site: Site, window: Opens, scheme: Scheme):
    who = customer(site)
    draft, visit = who.draft(), who.signs_in(window(scheme=scheme))
    page = visit.open(f"/orders/{draft.order_id}/draft/numbers")
    page.get_by_label("All numbers").fill(THREE_GROUPS.format(ok=who.shown()))
    page.get_by_role("button", name="Save and check").click()
    page.wait_for_load_state()
    visit.sound()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_other_languages_are_sound(site: Site, window: Opens, language: str):
    who = customer(site)
    order_id, draft = who.submitted(), who.complete()
    stranger = window()
    stranger.context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": site.url}])
    all_sound(stranger, *FOR_STRANGERS)
    assert stranger.page.locator("html").get_attribute("lang") == language
    visit = who.signs_in(window())
    page = visit.open("/account")
    page.locator("#language").select_option(language)
    page.locator("form", has=page.locator("#language")).get_by_role("button").click()
    page.locator(f"html[lang={language}]").wait_for()
    all_sound(visit, *FOR_ADMINS, f"/locations/{who.location}", *(f"/orders/{draft.order_id}/draft/{step}" for step in STEPS))
    all_sound(
        visit, f"/orders/{order_id}", f"/orders/{order_id}/cancel", f"/orders/{order_id}/submitted", f"/rehearsal?order_id={order_id}"
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_for_staff_and_partners_are_sound(site: Site, window: Opens, scheme: Scheme):
    who = customer(site)
    order_id = who.submitted("SILENT-0042")
    stage = Stage(who, order_id, who.signs_in(window()).page)
    stage.settle()
    for _ in range(PLAYS["SILENT"]):
        stage.jump(news=False)
    all_sound(signed_in(window(scheme=scheme), staff(site)), *FOR_STAFF, f"/orders/{order_id}", f"/orders/{order_id}/parts/1/date")
    agent = signed_in(window(scheme=scheme), partner(site, who, customer(site)))
    all_sound(agent, "/", "/organisations", "/customers", "/orders", f"/orders/{order_id}", "/terms", "/people")
    sent_empty(agent, "/customers/new")


@pytest.mark.parametrize("play", PLAYS)
def test_an_order_is_sound_whatever_becomes_of_it(site: Site, window: Opens, play: str):
    who: Customer = customer(site)
    order_id = who.submitted(f"{play}-{who.area}")
    plays, light, dark = who.signs_in(window()), who.signs_in(window()), who.signs_in(window(scheme="dark"))
    stage = Stage(who, order_id, plays.page)
    stage.settle()
    for _ in range(PLAYS[play]):
        for visit in (light, dark):
            all_sound(visit, *(f"/orders/{order_id}{further}" for further in ("", "/cancel", "/submitted", "/parts/1/another-date")))
        if not stage.more():
            break
        stage.jump(news=False)
    all_sound(dark, "/mailbox", f"/rehearsal?order_id={order_id}", "/orders", "/people")
