"""A stranger who wants another language gets it, and keeps what they typed: with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens


@pytest.mark.parametrize("script", [True, False])
def test_a_stranger_switches_the_language_half_way_through_a_form(window: Opens, script: bool):
    visit = window(script=script, phone=True)
    page = visit.open("/sign-up")
    page.get_by_label("Name of your organization").fill("Bronze & Sons")
    page.get_by_label("First name").fill("Xander")
    page.get_by_label("With a trial").check()
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.get_by_label("Förnamn")).to_have_value("Xander")
    visit.sound()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("Name of your organization")).to_have_value("Bronze & Sons")
    expect(page.get_by_label("With a trial")).to_be_checked()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill("xander@example.com")
    page.get_by_label("Password").fill("not to be carried")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("#email")).to_have_value("xander@example.com")
    expect(page.locator("#password")).to_have_value("")
    visit.sound()
