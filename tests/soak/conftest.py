"""The long tests use the site and the browser of the short ones."""

from tests.browser.conftest import chromium, site, window

__all__ = ["chromium", "site", "window"]
