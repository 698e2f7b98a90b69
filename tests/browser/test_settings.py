"""Settings: the way to them, a token that is shown once, another language, and mails that are not wanted."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.customers import customer
from tests.browser.site import Site


def test_an_admin_finds_their_way_through_settings(site: Site, window: Opens):
    visit = customer(site).signs_in(window())
    page = visit.open("/")
    page.get_by_role("navigation").get_by_role("link", name="Settings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    visit.sound()
    for name in ("Users and roles", "Partners", "Single sign-on", "Name, password and language", "Notifications"):
        page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        visit.sound()
        page.get_by_role("link", name="Back to settings").click()


def test_a_token_is_made_and_shown_once(site: Site, window: Opens):
    visit = customer(site).signs_in(window())
    page = visit.open("/settings/tokens")
    page.get_by_label("Name").fill("Nightly sync")
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Nightly sync")
    visit.sound()
    page.get_by_label("orders:read").check()
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_label("Token Nightly sync")).to_have_value(re.compile("^pwt_"))
    visit.sound()
    page = visit.open("/settings/tokens")
    expect(page.get_by_label("Token Nightly sync")).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="Nightly sync")).to_contain_text("orders:read")


def test_a_person_changes_their_language_and_their_mails(site: Site, window: Opens):
    visit = customer(site).signs_in(window())
    page = visit.open("/settings/notifications")
    page.get_by_label("The date of an order was moved").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("The date of an order was moved")).not_to_be_checked()
    page = visit.open("/account")
    page.locator("#language").select_option("sv")
    page.get_by_role("button", name="Save the language").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    visit.sound()
    page.locator("#language").select_option("en")
    page.locator("form[action='/account/language'] button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
