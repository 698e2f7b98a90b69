"""An order is drafted page by page: from the first click to submitted, with script and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opens
from tests.browser.customers import ORDINARY, Customer, customer
from tests.browser.site import Site
from tests.browser.window import Window
from tests.stack import wait_until


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def go_on(page: Page, name: str = "Save and go on") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(visit: Window) -> Page:
    page = visit.open("/")
    page.get_by_role("link", name="Port numbers in").click()
    heading(page, "Move numbers to us")
    visit.sound()
    page.get_by_label("Your own name for this order").fill("Main office")
    page.get_by_role("button", name="Begin").click()
    heading(page, "Your account with your present carrier")
    return page


def type_account(page: Page, who: Customer) -> None:
    texts = {
        "Present carrier": "Rehearsal Bell", "Account number": ORDINARY, "Billing telephone number": who.shown(),
        "Name on the bill": "Sunnydale Books LLC", "Street, with house number": "1200 Larimer Street", "City": "Denver",
        "US state": "CO", "ZIP code": "80204", "First name": "Willow", "Last name": "Rosenberg", "Title": "Owner",
    }  # fmt: skip
    for label, text in texts.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("All numbers of the account; it is closed then").check()
    page.get_by_label("Business", exact=True).check()


def paste_numbers(visit: Window, who: Customer) -> None:
    page = visit.page
    everything = page.get_by_label("All numbers", exact=True)
    everything.fill(f"{who.typed()}\n800-555-0123")
    go_on(page, "Save and check")
    expect(page.get_by_role("alert")).to_contain_text("could not be taken")
    expect(everything).to_have_value(f"{who.typed()}\n800-555-0123")
    visit.sound()
    everything.fill(who.typed())
    go_on(page, "Save and check")
    expect(page.get_by_role("row").filter(has_text=who.shown())).to_contain_text("yes")
    expect(page.get_by_role("alert")).to_have_count(0)


def upload_bill(visit: Window, who: Customer) -> None:
    page = visit.page
    page.get_by_label("File").set_input_files({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"not a bill"})
    go_on(page, "Upload")
    expect(page.get_by_role("alert")).to_be_visible()
    visit.sound()
    page.get_by_label("File").set_input_files({"name": "bill.pdf", "mimeType": "application/pdf", "buffer": who.bill()})
    go_on(page, "Upload")
    heading(page, "Your latest bill")
    until_read(page)
    expect(page.get_by_text("Good until", exact=True)).to_be_visible()


def until_read(page: Page) -> None:
    """Look at the page again until the bill is read, as people without script do."""

    def read() -> bool:
        page.reload(wait_until="domcontentloaded")
        return page.get_by_text("read", exact=True).count() > 0

    wait_until(read, "a bill that is read")


def sign(visit: Window) -> None:
    page = visit.page
    page.get_by_role("link", name="Read and sign").click()
    heading(page, "Letter of Authorization")
    visit.sound()
    page.get_by_label("First name").fill("Buffy")
    page.get_by_label("Last name").fill("Summers")
    page.get_by_label("I have read the consent above").check()
    go_on(page, "Sign")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("First name").fill("Willow")
    page.get_by_label("Last name").fill("Rosenberg")
    go_on(page, "Sign")
    heading(page, "Review and submit")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_order_is_drafted_signed_and_submitted(site: Site, window: Opens, script: bool):
    who = customer(site)
    visit = who.signs_in(window(script=script))
    page = begin(visit)
    visit.sound()
    type_account(page, who)
    go_on(page)
    heading(page, "Numbers to move")
    paste_numbers(visit, who)
    visit.sound()
    page.get_by_role("link", name="Go on").click()
    heading(page, "Your latest bill")
    visit.sound()
    upload_bill(visit, who)
    visit.sound()
    page.get_by_role("link", name="Go on").click()
    heading(page, "Who gets which number")
    visit.sound()
    go_on(page)
    heading(page, "When the numbers move")
    visit.sound()
    page.get_by_role("group", name="Day").get_by_role("radio").nth(1).check(force=True)
    go_on(page)
    heading(page, "Letter of authorization")
    visit.sound()
    sign(visit)
    go_on(page, "Submit the order")
    expect(page.get_by_role("alert")).to_be_visible()
    visit.sound()
    for box in page.get_by_role("group", name="Please confirm").get_by_role("checkbox").all():
        box.check()
    go_on(page, "Submit the order")
    page.wait_for_url(re.compile(r"/orders/po_[a-z2-7]+/submitted$"))
    heading(page, "Your order is submitted")
    visit.sound()


def test_a_draft_that_somebody_else_saved_keeps_what_was_typed(site: Site, window: Opens):
    who = customer(site)
    draft, visit = who.draft(), who.signs_in(window())
    page = visit.open(f"/orders/{draft.order_id}/draft/account")
    page.get_by_label("City").fill("Boulder")
    answer = site.do(draft.patch(losing_carrier="Another Bell"))
    assert answer.status_code == 200, answer.text
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("saved this draft meanwhile")
    expect(page.get_by_label("City")).to_have_value("Boulder")
    expect(page.get_by_label("Present carrier")).to_have_accessible_description(re.compile("Now saved: Another Bell"))
    visit.sound()
