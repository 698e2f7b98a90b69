"""A place gets the calling plan, people are invited with the number they wait for, and users with a role."""

import re
import secrets

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.customers import customer
from tests.browser.site import Site


def test_a_location_gets_the_calling_plan(site: Site, window: Opens):
    who = customer(site, enabled=False)
    visit = who.signs_in(window())
    page = visit.open("/locations")
    visit.sound()
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_text("This location has no PSTN connection")).to_be_visible()
    visit.sound()
    page.get_by_role("link", name="Enable the calling plan").click()
    page.get_by_label("Name", exact=True).fill("Rupert Giles")
    page.get_by_label("E-mail address").fill("giles@example.com")
    page.get_by_label("House number and street").fill("1200 Larimer Street")
    page.get_by_label("City").fill("Denver")
    page.get_by_label("State").fill("C")
    page.get_by_label("ZIP code").fill("80204")
    page.get_by_role("button", name="Enable the plan").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("City")).to_have_value("Denver")
    visit.sound()
    page.get_by_label("State").fill("CO")
    page.get_by_role("button", name="Enable the plan").click()
    expect(page.get_by_text("Calling plan enabled")).to_be_visible()
    visit.sound()


def test_a_location_is_added(site: Site, window: Opens):
    visit = customer(site).signs_in(window())
    page = visit.open("/locations/new")
    visit.sound()
    page.get_by_label("Name").fill("The library")
    page.get_by_label("Time zone").select_option("America/Los_Angeles")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The library")


def test_a_person_is_invited_with_the_number_they_wait_for(site: Site, window: Opens):
    who = customer(site)
    visit = who.signs_in(window())
    page = visit.open("/people/new")
    visit.sound()
    page.get_by_label("First name").fill("Xander")
    page.get_by_label("Last name").fill("Harris")
    page.get_by_label("E-mail address").fill(f"{secrets.token_hex(6)}@example.com")
    page.get_by_label("Extension").fill("4107")
    page.get_by_label("Transfer: it is being moved from another carrier").check()
    page.get_by_label("Number", exact=True).fill(who.shown(1))
    page.get_by_role("button", name="Send the invitation").click()
    row = page.get_by_role("row").filter(has_text="Xander Harris")
    expect(row).to_contain_text("Transfer")
    expect(row).to_contain_text("4107")
    visit.sound()
    row.get_by_role("link", name="Xander Harris").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xander Harris")
    visit.sound()


def test_a_user_is_invited_and_removed(site: Site, window: Opens):
    visit = customer(site).signs_in(window())
    page = visit.open("/users")
    visit.sound()
    page.get_by_label("First name").fill("Dawn")
    page.get_by_label("Last name").fill("Summers")
    page.get_by_label("E-mail address").fill("not an address")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("First name")).to_have_value("Dawn")
    page.get_by_label("E-mail address").fill(f"{secrets.token_hex(6)}@example.com")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("heading", name="Open invitations")).to_be_visible()
    visit.sound()


def test_the_customer_accepts_the_terms(site: Site, window: Opens):
    visit = customer(site).signs_in(window())
    page = visit.open("/terms")
    visit.sound()
    page.get_by_role("button", name="Accept the terms").click()
    expect(page.get_by_text("Accepted by an administrator")).to_be_visible()
    visit.sound()


def test_what_is_not_there_is_told_in_words(site: Site, window: Opens):
    visit = customer(site).signs_in(window())
    page = visit.open("/people/per_nobody")
    expect(page.get_by_role("link", name=re.compile("start"))).to_be_visible()
    visit.sound()
