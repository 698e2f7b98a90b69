"""Which Chromium do the browser tests drive? The one on the PATH, else Debian's, else Playwright's own download."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoChromium(Exception):
    """There is none and none could be fetched. The message says what to install."""


def on_path() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def playwrights_own() -> str | None:
    """Where Playwright has put the browser of its version, if it has."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.access(path, os.X_OK) else None


def find() -> str | None:
    return on_path() or playwrights_own()


def fetched() -> str:
    """A Chromium, installed when there is none. Raises NoChromium."""
    if there := find():
        return there
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _ran("apt-get", "update", "-qq")
        _ran("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    else:
        _ran(sys.executable, "-m", "playwright", "install", "chromium")
    if not (there := find()) and not (_ran(sys.executable, "-m", "playwright", "install", "chromium") and (there := find())):
        raise NoChromium("the browser tests need Chromium: install it (Debian: apt-get install chromium) or put one on the PATH")
    return there


def _ran(*argv: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(argv, env=environment, stdout=subprocess.DEVNULL, check=False, timeout=600).returncode == 0


if __name__ == "__main__":
    try:
        print(f"Chromium: {fetched()}")
    except NoChromium as problem:
        sys.exit(str(problem))
