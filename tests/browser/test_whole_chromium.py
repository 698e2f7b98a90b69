"""One journey in the whole Chromium, with the windows that the headless shell of the other journeys goes without."""

from playwright.sync_api import Browser

from tests.browser.chromium import whole
from tests.browser.conftest import ARGUMENTS
from tests.browser.customers import customer
from tests.browser.site import Site
from tests.browser.test_draft import begin, go_on, heading, type_account
from tests.browser.window import Window


def test_an_order_is_begun_and_its_numbers_are_checked(site: Site, chromium: Browser):
    who, browser = customer(site), chromium.browser_type.launch(executable_path=whole(), args=list(ARGUMENTS))
    window = Window(browser, site.url)
    visit = who.signs_in(window)
    page = begin(visit)
    type_account(page, who)
    go_on(page)
    heading(page, "Numbers to move")
    page.get_by_label("All numbers", exact=True).fill(who.typed())
    page.get_by_text("3 numbers can move.").first.wait_for()
    visit.sound()
    window.close()
    window.quiet()
    browser.close()
