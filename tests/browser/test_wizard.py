"""The port wizard with its checks while typing, and what people do to it: leave it, open it twice, go back, press twice."""

import re
from secrets import token_hex

from playwright.sync_api import Page, expect
from sqlalchemy import update

from api.actions.entrance.passwords import hashed
from domain.access import Role
from store.database import system_transaction
from store.schema.access import sessions
from tests.browser.conftest import Opens
from tests.browser.customers import Customer, customer
from tests.browser.site import Site
from tests.browser.test_draft import begin, go_on, heading, sign, type_account, upload_bill
from tests.browser.window import Window

PASSWORD = "a few words in a row"


def steps(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Steps").get_by_role("link", name=re.compile(rf"^\d\. {name}$")).click()


def figures(page: Page, *counts: int) -> None:
    """How many can move, are for review, are to be put right."""
    expect(page.locator("#verdicts .figures strong")).to_have_text([str(each) for each in counts])


def test_an_order_is_accepted_with_its_numbers_checked_while_they_are_typed(site: Site, window: Opens):
    who = customer(site)
    visit = who.signs_in(window())
    page = begin(visit)
    type_account(page, who)
    go_on(page)
    heading(page, "Numbers to move")
    numbers = page.get_by_label("All numbers", exact=True)
    numbers.fill(f"{who.typed()}\n800-555-0123\n303555")
    expect(page.get_by_role("status").filter(has_text="3 numbers can move.")).to_contain_text("2 are to be put right.")
    figures(page, 3, 0, 2)
    visit.sound()
    numbers.fill(who.typed())
    figures(page, 3, 0, 0)
    go_on(page, "Save and check")
    page.get_by_role("link", name="Go on").click()
    upload_bill(visit, who)
    page.get_by_role("link", name="Go on").click()
    go_on(page)
    heading(page, "When the numbers move")
    choose_a_day_by_keyboard(page)
    go_on(page)
    sign(visit)
    page.get_by_role("link", name="Change the requested day").click()
    heading(page, "When the numbers move")
    page.get_by_role("link", name="Back", exact=True).click()
    steps(page, "Review")
    submit_pressed_twice(visit)


def choose_a_day_by_keyboard(page: Page) -> None:
    days = page.get_by_role("group", name="Day").get_by_role("radio")
    days.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(days.nth(2)).to_be_checked()


def submit_pressed_twice(visit: Window) -> None:
    """Two clicks, then back and once more: one order, the same page."""
    page = visit.page
    for box in page.get_by_role("group", name="Please confirm").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Submit the order").dblclick()
    heading(page, "Your order is submitted")
    summary = page.url
    visit.sound()
    page.go_back()
    page.goto(summary)
    heading(page, "Your order is submitted")
    page.get_by_role("link", name="Follow the order").click()
    page.wait_for_url(re.compile(r"/orders/po_[a-z2-7]+$"))


def test_findings_are_told_at_their_step_and_put_right(site: Site, window: Opens):
    who = customer(site)
    draft, visit = who.complete(), who.signs_in(window())
    assert site.do(draft.patch(billing_name="The Bronze", requested_foc="2020-01-06")).status_code == 200
    page = visit.open(f"/orders/{draft.order_id}/draft/review")
    expect(page.get_by_role("navigation", name="Steps")).to_contain_text("to fix")
    visit.sound()
    page.get_by_role("link", name="Change the requested day").click()
    expect(page.get_by_role("main")).to_contain_text("can no longer be had")
    page.get_by_role("group", name="Day").get_by_role("radio").nth(1).check(force=True)
    go_on(page)
    steps(page, "Review")
    page.get_by_role("link", name="Change the name on the bill").click()
    page.get_by_label("Name on the bill").fill("Sunnydale Books LLC")
    go_on(page)
    steps(page, "Review")
    expect(page.get_by_role("navigation", name="Steps").get_by_text("to fix")).to_have_count(0)


def test_numbers_that_need_a_look_are_set_aside_and_stay_so(site: Site, window: Opens):
    who = customer(site)
    draft, visit = who.draft(), who.signs_in(window())
    page = visit.open(f"/orders/{draft.order_id}/draft/numbers")
    numbers, odd = page.get_by_label("All numbers", exact=True), f"({who.area}) 555-0190"
    numbers.fill(f"{who.typed()}\n{odd}")
    figures(page, 3, 0, 1)
    page.get_by_label(f"Set {odd} aside").check()
    go_on(page, "Save and check")
    figures(page, 3, 1, 0)
    expect(page.get_by_label(f"Set {odd} aside")).to_be_checked()
    numbers.press_sequentially(" ")
    numbers.fill(f"{who.typed(2)}\n{odd}")
    figures(page, 2, 1, 0)
    expect(page.get_by_label(f"Set {odd} aside")).to_be_checked()
    visit.sound()


def test_a_session_that_ends_over_a_form_loses_nothing(site: Site, window: Opens):
    who, email = customer(site), f"{token_hex(6)}@example.com"
    draft, visit = who.draft(), window()
    user_id = site.do(with_password(site, who, email))
    page = visit.open(f"/orders/{draft.order_id}/draft/account")
    sign_in(page, email)
    type_account(page, who)
    site.do(end_sessions(site, user_id))
    go_on(page)
    expect(page.get_by_role("status")).to_contain_text("What you typed is kept for an hour")
    visit.sound()
    sign_in(page, email)
    expect(page.get_by_role("status").filter(has_text="You were signed out.")).to_be_visible()
    expect(page.get_by_label("City")).to_have_value("Denver")
    expect(page.get_by_label("Account number")).to_have_value("")
    visit.sound()
    go_on(page)
    heading(page, "Numbers to move")


def sign_in(page: Page, email: str) -> None:
    heading(page, "Sign in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    heading(page, "Your account with your present carrier")


async def with_password(site: Site, who: Customer, email: str) -> str:
    return await site.world.user(who.organisation, Role.CUSTOMER_ADMIN, email, await hashed(PASSWORD))


async def end_sessions(site: Site, user_id: str) -> None:
    async with system_transaction(site.world.system) as connection:
        await connection.execute(update(sessions).where(sessions.c.user_id == user_id).values(revoked_at=site.world.clock()))


def test_two_tabs_and_the_way_back_do_no_harm(site: Site, window: Opens):
    who = customer(site)
    draft, visit = who.draft(), who.signs_in(window())
    first, second = visit.open(f"/orders/{draft.order_id}/draft/account"), visit.context.new_page()
    second.goto(f"/orders/{draft.order_id}/draft/account")
    type_account(first, who)
    go_on(first)
    heading(first, "Numbers to move")
    type_account(second, who)
    second.get_by_label("City").fill("Boulder")
    go_on(second)
    expect(second.get_by_role("alert")).to_contain_text("You saved this draft meanwhile")
    expect(second.get_by_label("City")).to_have_value("Boulder")
    go_on(second)
    heading(second, "Numbers to move")
    first.go_back()
    expect(first.get_by_label("City")).to_have_value("Boulder")
    go_on(first)
    heading(first, "Numbers to move")


def test_a_trial_cannot_port_and_says_so_at_once(site: Site, window: Opens):
    visit = customer(site, standing="trial").signs_in(window())
    page = visit.open("/orders/new")
    expect(page.get_by_role("main")).to_contain_text("cannot be ported during a trial")
    visit.sound()
    begin(visit)
    steps(page, "Location")
    expect(page.get_by_role("main")).to_contain_text("ask your partner to order it")
    visit.sound()


def test_a_place_without_the_plan_leads_to_enabling_it(site: Site, window: Opens):
    visit = customer(site, enabled=False).signs_in(window())
    page = visit.open("/orders/new")
    expect(page.get_by_role("main")).to_contain_text("The calling plan is not enabled yet")
    visit.sound()
    page.get_by_role("link", name=re.compile("^Enable the calling plan at")).click()
    heading(page, "Enable the calling plan")
