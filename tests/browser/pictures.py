"""`python -m tests.browser.pictures` draws the pages of docs/pictures/ anew: a real site, a real order, a real browser."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from tests.api.drafting import ADDRESS, bill
from tests.browser.chromium import fetched
from tests.browser.conftest import ARGUMENTS
from tests.browser.customers import Customer, customer, partner, signed_in, staff
from tests.browser.mail import mailed_link
from tests.browser.site import Site, standing_site
from tests.browser.stage import Stage, until
from tests.browser.window import Window

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
LARGEST = 150_000
TALLEST = {False: 1_500, True: 1_700}

# Also those further down, which are not fetched before somebody gets there.
ALL_IMAGES = "async () => { for (const one of document.images) { one.loading = 'eager'; await one.decode().catch(() => null); } }"


class Album:
    """Takes pictures of one site, light or dark, at a desk or on a telephone."""

    def __init__(self, browser: Browser, site: Site, folder: Path = FOLDER) -> None:
        self.browser, self.site, self.folder = browser, site, folder

    def window(self, phone: bool = False, scheme: str = "light") -> Window:
        return Window(self.browser, self.site.url, phone=phone, scheme=scheme)  # type: ignore[arg-type]

    def take(self, name: str, path: str, enter: Callable[[Window], Window], *, phone: bool = False, scheme: str = "light") -> None:
        """One page, from its top, as a PNG of few colours."""
        with closing(self.window(phone, scheme)) as window:
            page = enter(window).open(path)
            height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST[phone])
            width = page.evaluate("innerWidth")
            page.evaluate(ALL_IMAGES)
            file = self.folder / f"{name}.png"
            page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
        with Image.open(file) as taken:
            taken.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
        assert file.stat().st_size <= LARGEST, f"{file.name} has {file.stat().st_size} bytes"


def under_way(album: Album, who: Customer) -> str:
    """An order whose date is confirmed."""
    order_id = who.submitted()
    with closing(album.window()) as follows, closing(album.window()) as plays:
        page = who.signs_in(follows).open(f"/orders/{order_id}")
        until(Stage(who, order_id, who.signs_in(plays).page), page, "Date confirmed")
    return order_id


def stuck(album: Album) -> None:
    """An order that its carrier says nothing about, so that the desk has something to do."""
    who = customer(album.site, name="The Bronze")
    order_id = who.submitted("SILENT-0042")
    with closing(album.window()) as window:
        stage = Stage(who, order_id, who.signs_in(window).page)
        stage.settle()
        for _ in range(3):
            stage.jump(news=False)


def papers(album: Album) -> None:
    """A bill beside a draft with another address, and one without a date on the desk of our staff."""
    who = customer(album.site, name="The Magic Box")
    draft = who.complete()
    page = f"/orders/{draft.order_id}/draft/bill"
    album.site.do(draft.patch(service_address=ADDRESS | {"street": "77 Other Road", "zip_code": "80202"}))
    album.take("draft-bill", page, who.signs_in)
    album.take("draft-bill-phone", page, who.signs_in, phone=True)
    album.site.do(draft.upload(bill(who.numbers(), None)))
    with closing(album.window()) as window:
        expect(who.signs_in(window).open(page).get_by_text("Our staff look at this paper.")).to_be_visible(timeout=40_000)
    album.take("desk-papers", f"/desk/orders/{draft.order_id}/papers", lambda window: signed_in(window, staff(album.site)))


def numbers(album: Album) -> None:
    """A list of which some can move, some are for support to look at, some are to be put right."""
    who = customer(album.site, name="Espresso Pump")
    draft = who.draft()
    own = who.numbers(4)
    album.site.do(draft.put_numbers(", ".join((*own, f"{own[0][:-2]}90", f"{own[0][:-2]}93"))))
    album.take("draft-numbers", f"/orders/{draft.order_id}/draft/numbers", who.signs_in)
    album.take("draft-date", f"/orders/{draft.order_id}/draft/date", who.signs_in)


def signer(album: Album) -> None:
    """What somebody without an account sees who was mailed a letter: on a telephone, from the link on."""
    who, email = customer(album.site, name="Summers Gallery"), "joyce.summers@example.com"
    draft = who.complete()
    with closing(album.window()) as asks:
        page = who.signs_in(asks).open(f"/orders/{draft.order_id}/draft/letter")
        page.get_by_label("E-mail address of Willow Rosenberg").fill(email)
        page.get_by_role("button", name="Mail the letter").click()
    link = mailed_link(album.site.mails, email)
    album.take("signer-phone", link, lambda window: window, phone=True)
    album.take("letter-phone", f"/orders/{draft.order_id}/draft/sign", who.signs_in, phone=True)


def draw(album: Album) -> None:
    fresh, who, submitter = (customer(album.site, name=name) for name in ("Magic Box", "Sunnydale Books", "Doublemeat Palace"))
    order_id, submitted = under_way(album, who), submitter.submitted()
    stuck(album)
    papers(album)
    numbers(album)
    signer(album)
    album.take("guide", "/", fresh.signs_in)
    album.take("home", "/", who.signs_in)
    album.take("home-phone-dark", "/", who.signs_in, phone=True, scheme="dark")
    album.take("orders", "/orders", who.signs_in)
    album.take("order", f"/orders/{order_id}", who.signs_in)
    album.take("order-dark", f"/orders/{order_id}", who.signs_in, scheme="dark")
    album.take("order-phone", f"/orders/{order_id}", who.signs_in, phone=True)
    album.take("settings", "/settings", who.signs_in)
    album.take("webhooks", "/settings/webhooks", who.signs_in)
    album.take("submitted", f"/orders/{submitted}/submitted", submitter.signs_in)
    album.take("rehearsal", f"/rehearsal?order_id={order_id}", who.signs_in)
    album.take("desk", "/desk", lambda window: signed_in(window, staff(album.site)))
    agent = partner(album.site, who, submitter, fresh)
    album.take("partner", "/", lambda window: signed_in(window, agent))
    speaks(album, who, "de")
    album.take("home-german", "/", who.signs_in)


def speaks(album: Album, who: Customer, language: str) -> None:
    """From here on, in all their windows."""
    with closing(album.window()) as window:
        page = who.signs_in(window).open("/account")
        page.locator("#language").select_option(language)
        page.locator("form", has=page.locator("#language")).get_by_role("button").click()
        page.locator(f"html[lang={language}]").wait_for()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with standing_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=fetched(), args=list(ARGUMENTS))
        draw(Album(browser, site))
        browser.close()


if __name__ == "__main__":
    main()
