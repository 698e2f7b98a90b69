"""Pages as they are once people have used them, light and dark: a signer's own link, an order that is talked about, settings."""

import secrets

import pytest

from domain.access import Role
from tests.browser.conftest import Opens
from tests.browser.customers import Customer, customer, partner, signed_in, staff
from tests.browser.mail import mailed_code, mailed_link
from tests.browser.site import Site
from tests.browser.stage import Stage, until
from tests.browser.window import Scheme, Window
from tests.soak.test_pages import SCHEMES, all_sound

pytestmark = pytest.mark.timeout(300)
NOBODY_LISTENS = "http://localhost:9/portwright"


def asked(who: Customer) -> tuple[str, str]:
    """A letter that was mailed to somebody without an account: the path of their link, and their address."""
    draft, email = who.complete(), f"{secrets.token_hex(6)}@example.com"
    answer = who.site.do(who.admin.post(f"/v1/port-orders/{draft.order_id}/loa/invitation", json={"email": email}))
    assert answer.is_success, answer.text
    return mailed_link(who.site.mails, email), email


def opened(visit: Window, link: str, email: str, site: Site) -> None:
    """The letter by its link, by a wrong code first."""
    page = visit.open(link)
    visit.sound()
    page.get_by_role("button", name="Mail me the code").click()
    page.get_by_role("status").wait_for()
    visit.sound()
    page.get_by_label("Six digits from the mail").fill("000000")
    page.get_by_role("button", name="Open the letter").click()
    page.get_by_role("alert").wait_for()
    visit.sound()
    page.get_by_label("Six digits from the mail").fill(mailed_code(site.mails, email))
    page.get_by_role("button", name="Open the letter").click()
    page.get_by_role("heading", name="Letter of Authorization", level=1).wait_for()
    visit.sound()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_signers_link_is_sound_until_the_letter_is_signed(site: Site, window: Opens, scheme: Scheme):
    visit = window(scheme=scheme, phone=scheme == "dark")
    link, email = asked(customer(site))
    opened(visit, link, email, site)
    page = visit.page
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("alert").wait_for()
    visit.sound()
    page.get_by_label("First name").fill("Willow")
    page.get_by_label("Last name").fill("Rosenberg")
    page.get_by_label("I have read the consent above").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("heading", name="Thank you, the letter is signed").wait_for()
    visit.sound()
    all_sound(visit, link)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_signers_link_is_sound_until_the_letter_is_declined(site: Site, window: Opens, scheme: Scheme):
    visit = window(scheme=scheme, phone=scheme == "dark")
    link, email = asked(customer(site))
    opened(visit, link, email, site)
    page = visit.page
    page.locator("summary", has_text="Decline").click()
    visit.sound()
    page.get_by_role("button", name="Decline", exact=True).click()
    page.get_by_role("main").get_by_role("heading", level=1).wait_for()
    visit.sound()
    all_sound(visit, link)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_order_that_is_talked_about_is_sound_for_everybody(site: Site, window: Opens, scheme: Scheme):
    who = customer(site)
    order_id = who.submitted()
    page, support, agent = f"/orders/{order_id}", staff(site), partner(site, who)
    said = [(who.admin, "The reception moves last.", {}), (support, "It will.", {}), (support, "A good customer.", {"internal": True})]
    for person, text, more in said:
        answer = site.do(person.post(f"/v1/port-orders/{order_id}/comments", json={"text": text, **more}))
        assert answer.is_success, answer.text
    visit = who.signs_in(window(scheme=scheme))
    for each in (visit, signed_in(window(scheme=scheme), support), signed_in(window(scheme=scheme), agent)):
        all_sound(each, page)
    visit.page.get_by_label("Comment", exact=True).fill(" ")
    visit.page.locator("form[action$='/comments']").get_by_role("button").click()
    visit.page.get_by_role("alert").wait_for()
    visit.sound()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_settings_in_use_are_sound(site: Site, window: Opens, scheme: Scheme):
    who = customer(site)

    async def used() -> tuple[str, str]:
        await site.world.user(who.organisation, Role.VIEWER, f"{'long-address-' * 4}{secrets.token_hex(3)}@example.com")
        await site.world.partner_of(who.organisation)
        await who.admin.post("/v1/users", json={"first_name": "Tara", "last_name": "Maclay", "email": "tara@example.com", "role": "viewer"})
        await who.admin.post("/v1/tokens", json={"name": "Nightly sync", "scopes": ["orders:read", "people:read"], "days": 90})
        made = (await who.admin.post("/v1/webhooks", json={"url": NOBODY_LISTENS})).json()["shown"]["id"]
        await who.admin.post(f"/v1/webhooks/{made}/secret")
        return made, (await who.admin.post(f"/v1/webhooks/{made}/test")).json()["id"]

    endpoint, delivery = site.do(used())
    visit, path = who.signs_in(window(scheme=scheme)), f"/settings/webhooks/{endpoint}"
    all_sound(visit, "/users", "/settings/partners", "/settings/tokens", "/settings/sign-on", "/settings/webhooks", path)
    all_sound(visit, f"{path}?state=sent", f"/settings/webhook-deliveries/{delivery}")
    page = visit.open(path)
    page.locator("form[action$='/secret']").get_by_role("button").click()
    page.get_by_role("alert").wait_for()
    visit.sound()
    page.locator("form[action$='/secret'] input[value=stop]").check()
    page.locator("form[action$='/secret']").get_by_role("button").click()
    page.locator("#signing").wait_for()
    visit.sound()
    page.get_by_role("button", name="Switch it off").click()
    page.get_by_role("button", name="Switch it on").wait_for()
    visit.sound()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_order_that_is_done_and_rated_is_sound(site: Site, window: Opens, scheme: Scheme):
    who = customer(site)
    order_id = who.submitted()
    visit, support = who.signs_in(window(scheme=scheme)), staff(site)
    page = visit.open(f"/orders/{order_id}")
    until(Stage(who, order_id, who.signs_in(window()).page), page, "Moved")
    visit.sound()
    rating = page.locator("form[action$='/rating']")
    rating.get_by_role("button").click()
    page.get_by_role("alert").wait_for()
    visit.sound()
    rating.locator("input[value='4']").check()
    rating.get_by_role("button").click()
    page.get_by_text("4 out of 5").wait_for()
    for each in (visit, signed_in(window(scheme=scheme), support)):
        all_sound(each, f"/orders/{order_id}")
