"""One journey in Firefox, where it is installed (Debian: firefox-esr); elsewhere there is none."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.customers import customer
from tests.browser.firefox import Firefox, firefox
from tests.browser.site import Site

INSTALLED = shutil.which("firefox")


def fits(page: Firefox) -> None:
    """No sideways scrolling on a telephone, nothing wrong in the console."""
    page.wide(320)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), page.evaluate("location.pathname")
    page.wide(1280)
    assert page.told == []


if INSTALLED:

    def test_somebody_is_invited_and_an_order_is_begun_in_firefox(site: Site, tmp_path: Path):
        who = customer(site)
        with firefox(str(INSTALLED), tmp_path) as page:
            page.open(f"{site.url}/sign-in")
            fits(page)
            page.keep(dict(who.admin.cookies), urlsplit(site.url).hostname or "")
            page.open(f"{site.url}/people/new")
            fits(page)
            page.type("#first_name", "Oz", send=True)
            page.until("document.querySelector('.summary') === document.activeElement")
            assert page.evaluate("document.querySelector('#first_name').value") == "Oz"
            fits(page)
            page.open(f"{site.url}/orders/new")
            page.click("main form button")
            page.until("location.pathname.includes('/draft')")
            for path in ("/", "/orders", "/people", "/settings", "/rehearsal"):
                page.open(site.url + path)
                fits(page)
