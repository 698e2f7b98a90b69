"""One site and one browser for all journeys; windows of their own for each."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.chromium import fetched
from tests.browser.site import Site, standing_site
from tests.browser.window import PATIENCE, Window

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
Opens = Callable[..., Window]


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with standing_site() as site:
        yield site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=fetched(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def window(site: Site, chromium: Browser) -> Iterator[Opens]:
    """Opens windows; at the end of the test nothing may have gone wrong in any."""
    opened: list[Window] = []

    def open_one(**more: object) -> Window:
        opened.append(Window(chromium, site.url, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()
    for each in opened:
        each.quiet()
