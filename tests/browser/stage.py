"""The rehearsal page, by which tests let an organisation's time pass."""

from datetime import datetime

from playwright.sync_api import Page

from tests.browser.customers import Customer
from tests.stack import wait_until

MOST_JUMPS = 40


class Stage:
    """The rehearsal page in one hand and the order in the other."""

    def __init__(self, who: Customer, order_id: str, page: Page) -> None:
        self._who, self._order_id, self._page, self.told = who, order_id, page, 0

    def jump(self, *, news: bool = True) -> None:
        """Set the clock ahead by the page's button, and wait until everything that then happened is told.

        news: something is told to the customer; False where the order may have nothing to say.
        """
        wait_until(self.more, "something to wait for")
        with self._page.expect_response("**/rehearsal/clock"):
            self._page.get_by_role("button", name="Jump to what happens next").click()
        self.settle(news=news)

    def more(self) -> bool:
        """Whether anything is waited for."""
        self._page.goto(f"/rehearsal?order_id={self._order_id}", wait_until="domcontentloaded")
        return self._page.get_by_role("button", name="Jump to what happens next").count() > 0

    def settle(self, *, news: bool = True) -> None:
        before = self.told if news else -1
        wait_until(lambda: self._who.site.do(self._quiet(before)), "news of the order")

    async def _quiet(self, before: int) -> bool:
        path = f"/v1/port-orders/{self._order_id}/timeline"
        told = len((await self._who.admin.get(path, params={"limit": 100})).json()["items"])
        clock = (await self._who.admin.get("/v1/rehearsal/clock")).json()
        waits = clock["next_wait"] is None or datetime.fromisoformat(clock["next_wait"]) > datetime.fromisoformat(clock["business_now"])
        order = (await self._who.admin.get(f"/v1/port-orders/{self._order_id}")).json()
        begun = order["closed_at"] is not None or order["waiting_for"] not in ("", "nothing")
        self.told = told
        return told > before and waits and begun


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
