"""A bill beside what was typed: marked, compared, taken from; and judged by our staff where no machine can."""

import pytest
from playwright.sync_api import Page, expect

from tests.api.drafting import Drafting, bill
from tests.browser.conftest import Opens
from tests.browser.customers import Customer, customer, signed_in, staff
from tests.browser.site import Site
from tests.browser.test_draft import heading

ELSEWHERE = {"street": "77 Other Road", "unit": "", "city": "Denver", "state": "CO", "zip_code": "80202"}


def bill_page(draft: Drafting) -> str:
    return f"/orders/{draft.order_id}/draft/bill"


def mistyped(site: Site, who: Customer) -> Drafting:
    """A complete draft whose address is not the bill's; the bill is still to come."""
    draft = who.complete()
    site.do(_changed(draft))
    return draft


async def _changed(draft: Drafting) -> None:
    answer = await draft.patch(service_address=ELSEWHERE)
    assert answer.status_code == 200, answer.text


def upload(page: Page, content: bytes) -> None:
    another = page.get_by_text("Upload another paper")
    if another.count():
        another.click()
    page.get_by_label("File").set_input_files({"name": "bill.pdf", "mimeType": "application/pdf", "buffer": content})
    page.get_by_role("button", name="Upload", exact=True).click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_wrong_address_is_shown_with_its_mark_and_mended_with_one_click(site: Site, window: Opens, scheme: str):
    who = customer(site)
    draft, visit = mistyped(site, who), who.signs_in(window(scheme=scheme))
    page = visit.open(bill_page(draft))
    upload(page, who.bill(age=2))
    heading(page, "Your latest bill")
    button = page.get_by_role("button", name="Use the bill’s value (service address)")
    expect(button).to_be_visible()
    expect(page.get_by_text("77 Other Road, Denver, CO 80202")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="1200 Larimer Street")).to_be_visible()
    picture = page.get_by_role("img", name="Page 1 as it was uploaded")
    picture.scroll_into_view_if_needed()
    assert (
        page.evaluate("async () => { const one = document.querySelector('.sheet img'); await one.decode(); return one.naturalWidth; }")
        > 600
    )
    mark, sheet = page.locator("svg.marks rect.warn").first.bounding_box(), picture.bounding_box()
    assert mark and sheet and sheet["x"] < mark["x"] < sheet["x"] + sheet["width"] and mark["y"] > sheet["y"]
    visit.sound()
    button.click()
    expect(page.get_by_text("Taken into your order: service address.")).to_be_visible()
    expect(button).to_have_count(0)
    visit.sound()


def test_a_page_renews_itself_while_the_bill_is_read(site: Site, window: Opens):
    who = customer(site)
    draft, visit = who.draft(), who.signs_in(window())
    page = visit.open(bill_page(draft))
    visit.sound()
    upload(page, who.bill())
    expect(page.get_by_text("read", exact=True)).to_be_visible()
    expect(page.get_by_text("Good until", exact=True)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="The paper has been read.")).to_have_count(1)
    visit.sound()


def test_without_script_the_page_has_all_the_same(site: Site, window: Opens):
    who = customer(site)
    draft, visit = mistyped(site, who), who.signs_in(window(script=False))
    page = visit.open(bill_page(draft))
    visit.sound()
    page.get_by_role("button", name="Use the bill’s value (service address)").click()
    expect(page.get_by_text("Taken into your order: service address.")).to_be_visible()


def test_an_undated_bill_goes_to_staff_who_refuse_it(site: Site, window: Opens):
    who = customer(site)
    draft, visit = who.complete(), who.signs_in(window(phone=True))
    page = visit.open(bill_page(draft))
    upload(page, bill(who.numbers(), None))
    expect(page.get_by_text("Our staff look at this paper.")).to_be_visible()
    visit.sound()
    desk = signed_in(window(), staff(site))
    judging = desk.open("/desk")
    judging.get_by_role("link", name=f"Look at the papers ({draft.order_id})").click()
    heading(judging, "Papers to judge")
    desk.sound()
    judging.get_by_role("button", name="Refuse").click()
    expect(judging.get_by_role("alert")).to_be_visible()
    desk.sound()
    judging.get_by_label("Why").fill("The page with the date is missing.")
    judging.get_by_role("button", name="Refuse").click()
    expect(judging.get_by_role("heading", name="Said already of these papers")).to_be_visible()
    desk.sound()
    page.reload()
    expect(page.get_by_text("The page with the date is missing.")).to_be_visible()
    visit.sound()
