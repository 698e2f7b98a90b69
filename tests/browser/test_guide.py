"""The first steps of a new organization, from its home."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.customers import customer
from tests.browser.site import Site


def test_the_first_steps_lead_from_one_to_the_next(site: Site, window: Opens):
    who = customer(site, enabled=False, name="The Bronze")
    visit = who.signs_in(window())
    page = visit.open("/")
    guide = page.get_by_role("region", name="Get started")
    expect(guide).to_contain_text("1 of 7 steps are done.")
    visit.sound()
    guide.get_by_role("link", name="Enable the plan").click()
    page.get_by_label("Name").fill("Rupert Giles")
    page.get_by_label("E-mail address").fill("giles@example.com")
    page.get_by_label("House number and street").fill("1630 Revello Drive")
    page.get_by_label("City").fill("Denver")
    page.get_by_label("State").fill("CO")
    page.get_by_label("ZIP code").fill("80202")
    page.get_by_role("button", name="Enable the plan").click()
    expect(page.get_by_text("Calling plan enabled")).to_be_visible()
    visit.open("/")
    guide.get_by_role("link", name="Choose what happens").click()
    page.get_by_label("Callers reach a person").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody is chosen who takes these calls.")
    visit.sound()
    page.get_by_label("Callers hear that the number is not in use").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    visit.open("/")
    guide.get_by_role("link", name="Choose who takes these calls").click()
    page.get_by_label("Reach a menu").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="Site")).to_contain_text("reach a menu")
    visit.open("/")
    expect(guide).to_contain_text("4 of 7 steps are done.")
    guide.get_by_role("button", name=re.compile("Not now.*Invite people")).click()
    expect(guide.get_by_text("Invite people")).to_have_count(0)
    guide.get_by_role("button", name="Show the steps that were set aside").click()
    expect(guide.get_by_text("Invite people", exact=True)).to_be_visible()
