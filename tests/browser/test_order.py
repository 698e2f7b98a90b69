"""An order under way: followed live, put right after a refusal, cancelled."""

from datetime import datetime

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opens
from tests.browser.customers import Customer, customer
from tests.browser.site import Site
from tests.stack import wait_until

MOST_JUMPS = 40


class Stage:
    """The rehearsal page in one hand and the order in the other."""

    def __init__(self, who: Customer, order_id: str, page: Page) -> None:
        self._who, self._order_id, self._page, self.told = who, order_id, page, 0

    def jump(self) -> None:
        """Set the clock ahead by the page's button, and wait until everything that then happened is told."""
        self._page.goto(f"/rehearsal?order_id={self._order_id}", wait_until="domcontentloaded")
        self._page.get_by_role("button", name="Jump to what happens next").click()
        expect(self._page.get_by_role("heading", level=1)).to_have_text("Rehearsal")
        self.settle()

    def more(self) -> bool:
        """Whether anything is waited for."""
        self._page.goto("/rehearsal", wait_until="domcontentloaded")
        return self._page.get_by_role("button", name="Jump to what happens next").count() > 0

    def settle(self) -> None:
        before = self.told
        wait_until(lambda: self._who.site.do(self._quiet(before)), "news of the order")

    async def _quiet(self, before: int) -> bool:
        path = f"/v1/port-orders/{self._order_id}/timeline"
        told = len((await self._who.admin.get(path, params={"limit": 100})).json()["items"])
        clock = (await self._who.admin.get("/v1/rehearsal/clock")).json()
        waits = clock["next_wait"] is None or datetime.fromisoformat(clock["next_wait"]) > datetime.fromisoformat(clock["business_now"])
        self.told = told
        return told > before and waits


def until(stage: Stage, page: Page, status: str) -> None:
    """Jump from moment to moment until the order's page, which nobody reloads, says so."""
    stage.settle()
    heading, lines = page.get_by_role("heading", level=1), page.locator(".timeline li")
    for _ in range(MOST_JUMPS):
        wait_until(lambda: lines.count() >= stage.told, "a page that shows what is told")
        if status in heading.inner_text():
            return
        stage.jump()
    raise AssertionError(f"the order is not {status}: {heading.inner_text()}")


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
    page = follows.open("/orders")
    expect(page.get_by_role("table")).to_contain_text("Moved")
    follows.sound()
    page.get_by_label("Telephone number").fill(who.shown(1))
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("table")).to_contain_text("Rehearsal Bell")
    follows.sound()


def test_a_refused_order_is_put_right(site: Site, window: Opens):
    who = customer(site)
    order_id = who.submitted("REJECT-THEN-ACCEPT-0042")
    follows, plays = who.signs_in(window()), who.signs_in(window())
    page = follows.open(f"/orders/{order_id}")
    until(Stage(who, order_id, plays.page), page, "Needs your correction")
    expect(page.get_by_role("heading", name="To be put right")).to_be_visible()
    follows.sound()
    page.get_by_role("button", name="Correct the order").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and submit")
    follows.sound()
    page.get_by_role("navigation", name="Steps").get_by_role("link", name="Account").click()
    page.get_by_label("Suite or floor").fill("Suite 4")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("navigation", name="Steps").get_by_role("link", name="Letter").click()
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("First name").fill("Willow")
    page.get_by_label("Last name").fill("Rosenberg")
    page.get_by_label("I have read the consent above").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and submit")
    follows.sound()


def test_an_order_is_cancelled_with_its_consequence_told(site: Site, window: Opens):
    who = customer(site)
    order_id = who.submitted()
    visit, plays = who.signs_in(window()), who.signs_in(window())
    Stage(who, order_id, plays.page).settle()
    page = visit.open(f"/orders/{order_id}")
    page.get_by_role("link", name="Cancel the order").click()
    expect(page.get_by_role("main")).to_contain_text("stay where they are")
    visit.sound()
    page.get_by_role("button", name="Cancel the order").click()
    page.wait_for_url(f"**/orders/{order_id}?asked=*")
    expect(page.get_by_role("status").last).to_be_visible()
    visit.sound()
