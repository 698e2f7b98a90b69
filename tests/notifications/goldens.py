"""What every sample message looks like: its own part, and once for all the frame that the layout puts around it.

`python -m tests.notifications.goldens` writes the goldens anew; read the difference before committing it.
"""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from notifications.render import RenderedMail, render
from notifications.samples import SAMPLES
from words.translation import Words

GOLDENS = Path(__file__).parent / "goldens"
_MAIN = re.compile(r"<main [^>]*>\n(.*?)(?=<hr |</main>)", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>")
BASE_URL = "https://portwright.example"


def rendered() -> Mapping[str, str]:
    """File name to content."""
    files: dict[str, str] = {}
    for template, message in SAMPLES.items():
        mail = render(message, Words(), BASE_URL)
        files[f"{template}.txt"] = f"{mail.subject}\n\n{mail.text}"
        frame, own = _apart(mail)
        files[f"{template}.html"] = own
        shared = "frame_optional.html" if message.optional else "frame.html"
        assert files.setdefault(shared, frame) == frame, f"{template} has a frame of its own"
    return files


def _apart(mail: RenderedMail) -> tuple[str, str]:
    """The frame with its gaps named, and what stands in it."""
    found = _MAIN.search(mail.html)
    assert found
    whole = mail.html[: found.start(1)] + "[message]\n" + mail.html[found.end(1) :]
    title = _TITLE.search(whole)
    assert title and unescape(title[1]) == mail.subject
    return whole.replace(title[0], "<title>[subject]</title>"), found[1]


def write() -> None:
    GOLDENS.mkdir(exist_ok=True)
    files = rendered()
    for stale in {path.name for path in GOLDENS.iterdir()} - files.keys():
        (GOLDENS / stale).unlink()
    for name, content in files.items():
        (GOLDENS / name).write_text(content, "utf-8")


if __name__ == "__main__":
    write()
