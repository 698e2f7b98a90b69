"""In, and out again: sign up with a mailed code, sign in, sign out, and what a session's end does to a form."""

import re
import secrets

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.customers import customer
from tests.browser.mail import newest_mail
from tests.browser.site import Site

PASSWORD = "four words in a row"


def test_somebody_signs_up_with_the_mailed_code_and_chooses_a_password(site: Site, window: Opens):
    visit, email = window(), f"{secrets.token_hex(6)}@example.com"
    page = visit.open("/sign-up")
    visit.sound()
    page.get_by_label("Name of your organization").fill("Magic Box")
    page.get_by_label("First name").fill("Anya")
    page.get_by_label("Last name").fill("Jenkins")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    visit.sound()
    code = re.search(r"\b\d{6}\b", newest_mail(site.mails, email))
    assert code
    page.get_by_label("Code").fill("000000" if code[0] != "000000" else "111111")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Code").fill(f"{code[0][:3]} {code[0][3:]}")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a password")
    visit.sound()
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("button", name="Save password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Magic Box")
    visit.sound()
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="People").click()
    expect(page.get_by_role("row").filter(has_text="Anya Jenkins")).to_contain_text("none yet")


def test_a_wrong_password_is_refused_and_the_address_kept(site: Site, window: Opens):
    visit = window()
    page = visit.open("/sign-in")
    visit.sound()
    page.get_by_label("E-mail address").fill("nobody@example.com")
    page.get_by_label("Password").fill("a password that is wrong")
    page.get_by_role("button", name="Sign in").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("E-mail address")).to_have_value("nobody@example.com")
    expect(page.get_by_label("Password")).to_have_value("")
    visit.sound()


def test_who_signs_out_is_out(site: Site, window: Opens):
    visit = customer(site).signs_in(window())
    page = visit.open("/account")
    visit.sound()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_back(wait_until="domcontentloaded")
    visit.open("/people")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_session_that_ended_mid_form_asks_to_sign_in_and_loses_nothing_saved(site: Site, window: Opens):
    who = customer(site)
    visit, draft = who.signs_in(window()), who.draft()
    page = visit.open(f"/orders/{draft.order_id}/draft/account")
    page.get_by_label("Present carrier").fill("Rehearsal Bell")
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/draft/*")
    visit.open(f"/orders/{draft.order_id}/draft/account")
    visit.context.clear_cookies(name="portwright")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in first")
    visit.sound()
    who.signs_in(visit).open(f"/orders/{draft.order_id}/draft/account")
    expect(page.get_by_label("Present carrier")).to_have_value("Rehearsal Bell")
