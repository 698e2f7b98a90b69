"""Who works for others: a partner inside a customer, and the support desk; and the mailbox of a rehearsal."""

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.customers import customer, partner, signed_in, staff
from tests.browser.site import Site
from tests.browser.stage import Stage


def test_a_partner_acts_inside_a_customer_and_binds_nobody(site: Site, window: Opens):
    who, other = customer(site, name="Magic Box"), customer(site, name="The Bronze")
    visit = signed_in(window(), partner(site, who, other))
    draft = who.complete()
    page = visit.open("/")
    expect(page.get_by_role("row", name="Magic Box")).to_contain_text("Your customer must accept the terms")
    visit.sound()
    page.get_by_label("Name").fill("magic")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("row", name="The Bronze")).to_have_count(0)
    visit.sound()
    page.get_by_role("button", name="Act for Magic Box").click()
    expect(page.get_by_text("You are acting for Magic Box")).to_be_visible()
    visit.sound()
    visit.open(f"/orders/{draft.order_id}/draft/letter")
    expect(page.get_by_text("You are acting for Magic Box")).to_be_visible()
    expect(page.get_by_role("button", name="Mail the letter")).to_be_visible()
    expect(page.get_by_role("link", name="Read and sign")).to_have_count(0)
    visit.sound()
    visit.open(f"/orders/{draft.order_id}/draft/sign")
    expect(page.get_by_label("I have read the consent above")).to_have_count(0)
    visit.open("/terms")
    expect(page.get_by_role("main")).to_contain_text("Your customer must accept this.")
    expect(page.get_by_role("button", name="Accept the terms")).to_have_count(0)
    visit.sound()
    visit.open(f"/orders/{draft.order_id}/draft/review")
    expect(page.get_by_role("main")).to_contain_text("An administrator of the customer confirms the declarations")
    visit.sound()
    visit.open("/customers/new")
    visit.sound()
    page.get_by_role("button", name="Stop acting for them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customers")
    expect(page.get_by_text("You are acting for")).to_have_count(0)
    visit.sound()


def test_a_partner_sees_nothing_of_a_customer_who_is_not_theirs(site: Site, window: Opens):
    mine, other = customer(site), customer(site)
    order = other.draft()
    visit = signed_in(window(), partner(site, mine))
    page = visit.open(f"/orders/{order.order_id}/draft/review")
    expect(page.get_by_role("navigation", name="Steps")).to_have_count(0)
    visit.sound()


def test_the_mailbox_shows_what_was_sent(site: Site, window: Opens):
    who = customer(site)
    order_id = who.submitted()
    visit = who.signs_in(window())
    Stage(who, order_id, visit.page).settle()
    page = visit.open("/mailbox")
    visit.sound()
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text(order_id)
    expect(page.frame_locator("iframe").get_by_role("main")).to_contain_text(order_id)
    visit.sound()


def test_the_desk_sees_what_waits_and_offers_another_date(site: Site, window: Opens):
    who = customer(site)
    order_id = who.submitted()
    Stage(who, order_id, who.signs_in(window()).page).settle()
    visit = signed_in(window(), staff(site))
    page = visit.open("/desk")
    visit.sound()
    visit.open(f"/orders/{order_id}")
    visit.sound()
    page.get_by_role("link", name="Another date").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Another date for part 1")
    visit.sound()
