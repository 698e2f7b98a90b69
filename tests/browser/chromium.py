"""Which Chromium do the browser tests drive? One on the PATH, else Debian's, else Playwright's own download.

Its headless shell where it is to be had: the same pages without the browser's own windows around them, for a third of the work.
"""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoChromium(Exception):
    """There is none and none could be fetched. The message says what to install."""


def on_path(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def playwrights_own() -> str | None:
    """Where Playwright has put the browser of its version, if it has."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.access(path, os.X_OK) else None


def find() -> str | None:
    return on_path(SHELL, *WHOLE) or playwrights_own()


def whole() -> str | None:
    """A Chromium with all that belongs to a browser; None where Playwright's own is the only one."""
    return on_path(*WHOLE)


def fetched() -> str:
    """The Chromium of the journeys. Raises NoChromium."""
    if there := find():
        return there
    raise NoChromium("the browser tests need Chromium: install it (Debian: apt-get install chromium) or put one on the PATH")


def install() -> None:
    """Fetch what is missing, as far as this machine and user can."""
    if os.geteuid() == 0 and shutil.which("apt-get") and not (on_path(SHELL) and on_path(*WHOLE)):
        _ran("apt-get", "update", "-qq")
        _ran("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", SHELL)
    if not find():
        _ran(sys.executable, "-m", "playwright", "install", "chromium")


def _ran(*argv: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(argv, env=environment, stdout=subprocess.DEVNULL, check=False, timeout=600).returncode == 0


if __name__ == "__main__":
    install()
    try:
        print(f"Chromium: {fetched()}")
    except NoChromium as problem:
        sys.exit(str(problem))
