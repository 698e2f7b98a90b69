"""A browser window that remembers everything a page should not do, and can look whether a page is sound."""

import re
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.markup import faults, likeness

WIDTHS = (320, 768, 1440)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE = 40_000
Scheme = Literal["light", "dark"]
AXE = Axe()
# Not among axe's own by default: what is pressed is at least 24 px high and wide (WCAG 2.2, 2.5.8).
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_SOUND: set[tuple[object, ...]] = set()
# Chromium says this of every answer that is no 2xx. Answers with 5xx are looked for by themselves.
TOLD_BY_STATUS = re.compile(r"^Failed to load resource: the server responded with a status of 4\d\d")


class Window:
    """One person's browser: cookies of its own. script: whether pages may run JavaScript."""

    def __init__(self, browser: Browser, url: str, *, scheme: Scheme = "light", phone: bool = False, script: bool = True) -> None:
        self.url, self._host = url, urlsplit(url).netloc
        self.troubles: list[str] = []
        self._documents: list[Response] = []
        self.context: BrowserContext = browser.new_context(
            base_url=url, color_scheme=scheme, viewport=PHONE if phone else DESK, java_script_enabled=script, locale="en-US",
            reduced_motion="reduce",
        )  # fmt: skip
        self.context.set_default_timeout(PATIENCE)
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))
        self.page: Page = self.context.new_page()
        self._script, self._scheme = script, scheme

    def open(self, path: str) -> Page:
        self.page.goto(path, wait_until="domcontentloaded")
        return self.page

    def sound(self, widths: tuple[int, ...] = WIDTHS) -> None:
        """The page that is shown is strict HTML, has no axe violation, and scrolls sideways at no width.

        What a page of the same elements, values and colors was found to be is not looked for again.
        """
        where = urlsplit(self.page.url).path
        shown = [answer for answer in self._documents if answer.url.split("#")[0] == self.page.url.split("#")[0]]
        if shown:
            self.troubles += [f"{where}: {what}" for what in faults(shown[-1].text())]
        framed, state = len(self.page.frames) > 1, self._state(widths)
        if framed or state not in _SOUND:
            if self._script:
                self.troubles += [f"{where}: {what}" for what in self._axe()]
            self.troubles += [f"{where}: {what}" for what in self._wide(widths)]
        self.quiet()
        _SOUND.add(state)

    def quiet(self) -> None:
        """Nothing has happened so far that should not."""
        told, self.troubles = self.troubles, []
        assert told == [], "\n".join(told)

    def close(self) -> None:
        self.context.close()

    def _state(self, widths: tuple[int, ...]) -> tuple[object, ...]:
        """All that axe and the widths depend on."""
        told: list[str] = self.page.evaluate(_STATE)
        return (self._scheme, self._script, str(self.page.viewport_size), widths, *(likeness(each) for each in told))

    def _axe(self) -> list[str]:
        found: list[dict[str, Any]] = AXE.run(self.page, options=RULES).response["violations"]
        return [f"axe {one['id']}: {one['help']}: {node['html'][:160]} ({_why(node)})" for one in found for node in one["nodes"]]

    def _wide(self, widths: tuple[int, ...]) -> list[str]:
        before, wide = self.page.viewport_size, []
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 800})
            if (needed := self.page.evaluate("document.scrollingElement.scrollWidth")) > width:
                culprit = self.page.evaluate(_WIDEST, width)
                wide.append(f"{needed} px wide at {width}: {culprit}")
        if before:
            self.page.set_viewport_size(before)
        return wide

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self._host:
            self.troubles.append(f"asked another host: {address.netloc}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.status} from {urlsplit(response.url).path}")
        if response.request.resource_type == "document" and "text/html" in response.headers.get("content-type", ""):
            self._documents.append(response)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not TOLD_BY_STATUS.match(message.text):
            self.troubles.append(f"console: {message.text}")


def _why(node: dict[str, Any]) -> str:
    return " ".join(each["message"] for each in (*node["any"], *node["all"], *node["none"]))[:200]


_WIDEST = """width => {
  const out = [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > width + 1);
  const last = out[out.length - 1];
  return last ? last.outerHTML.slice(0, 160) : "";
}"""
_STATE = """() => [
  document.documentElement.outerHTML,
  JSON.stringify([...document.querySelectorAll("input, select, textarea")].map(one => [one.value, one.checked])),
  document.activeElement ? document.activeElement.outerHTML : "",
]"""
