"""An order under way: followed live, put right after a refusal, cancelled."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opens
from tests.browser.customers import customer
from tests.browser.site import Site
from tests.browser.stage import Stage, until


def test_an_order_is_followed_live_until_its_numbers_work(site: Site, window: Opens):
    who = customer(site)
    order_id = who.submitted()
    follows, plays = who.signs_in(window()), who.signs_in(window())
    page = follows.open(f"/orders/{order_id}")
    follows.sound()
    plays.open(f"/rehearsal?order_id={order_id}")
    plays.sound()
    until(Stage(who, order_id, plays.page), page, "Moved")
    expect(page.get_by_role("row").filter(has_text=who.shown(2))).to_contain_text("Works here")
    follows.sound()
    plays.open(f"/orders/{order_id}").get_by_role("textbox", name="Comment").fill("The reception moves last.")
    plays.page.get_by_role("button", name="Send the comment").click()
    expect(page.locator("#comments-part")).to_contain_text("The reception moves last.")
    page = follows.open("/orders")
    expect(page.get_by_role("table")).to_contain_text("Moved")
    follows.sound()
    page.get_by_label("Telephone number, your reference or order number").fill(who.shown(1))
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("table")).to_contain_text("Rehearsal Bell")
    follows.sound()


def test_a_refused_order_is_put_right(site: Site, window: Opens):
    who = customer(site)
    order_id = who.submitted("REJECT-THEN-ACCEPT-0042")
    follows, plays = who.signs_in(window()), who.signs_in(window())
    page = follows.open(f"/orders/{order_id}")
    stage = Stage(who, order_id, plays.page)
    until(stage, page, "Needs a correction")
    expect(page.get_by_role("heading", name="To be put right")).to_be_visible()
    follows.sound()
    page.get_by_role("button", name="Correct the order").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and submit")
    follows.sound()
    correct(follows.page)
    follows.sound()
    page.get_by_role("link", name="Send the corrected order").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Send the corrected order")
    follows.sound()
    page.get_by_role("button", name="Send it").click()
    page.wait_for_url(f"**/orders/{order_id}?asked=*")
    until(stage, page, "Date confirmed")


def correct(page: Page) -> None:
    """Another address, a day that can still be had, and what must then be signed and confirmed anew."""
    steps = page.get_by_role("navigation", name="Steps")
    steps.get_by_role("link", name="Account").click()
    page.get_by_label("Suite or floor").fill("Suite 4")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Numbers to move")
    steps.get_by_role("link", name="Date").click()
    page.get_by_role("group", name="Day").get_by_role("radio").nth(2).check(force=True)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("First name").fill("Willow")
    page.get_by_label("Last name").fill("Rosenberg")
    page.get_by_label("I have read the consent above").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and submit")
    for box in page.get_by_role("group", name="Please confirm").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Save the declarations").click()
    expect(page.get_by_role("link", name="Send the corrected order")).to_be_visible()


def test_an_order_is_cancelled_with_its_consequence_told(site: Site, window: Opens):
    who = customer(site)
    order_id = who.submitted()
    visit, plays = who.signs_in(window()), who.signs_in(window())
    stage = Stage(who, order_id, plays.page)
    stage.settle()
    page = visit.open(f"/orders/{order_id}")
    page.get_by_role("link", name="Cancel the order").click()
    expect(page.get_by_role("main")).to_contain_text("stay where they are")
    visit.sound()
    page.get_by_role("button", name="Cancel the order").click()
    page.wait_for_url(f"**/orders/{order_id}?asked=*")
    expect(page.get_by_role("status").last).to_be_visible()
    visit.sound()
    until(stage, page, "Cancelled")
    comments = page.locator("#comments-part")
    for text in ("Thank you.", "We stay where we are."):
        site.do(who.admin.post(f"/v1/port-orders/{order_id}/comments", json={"text": text}))
        expect(comments).to_contain_text(text)
    expect(page.locator("#said")).to_contain_text("There is a new comment.")
