"""What every sample message looks like.

`python -m tests.notifications.goldens` writes the goldens anew; read the difference before committing it.
"""

from collections.abc import Mapping
from pathlib import Path

from notifications.render import render
from notifications.samples import SAMPLES
from words.translation import Words

GOLDENS = Path(__file__).parent / "goldens"
BASE_URL = "https://portwright.example"


def rendered() -> Mapping[str, str]:
    """File name to content."""
    files: dict[str, str] = {}
    for template, message in SAMPLES.items():
        mail = render(message, Words(), BASE_URL)
        files[f"{template}.txt"] = f"{mail.subject}\n\n{mail.text}"
        files[f"{template}.html"] = mail.html
    return files


def write() -> None:
    GOLDENS.mkdir(exist_ok=True)
    files = rendered()
    for stale in {path.name for path in GOLDENS.iterdir()} - files.keys():
        (GOLDENS / stale).unlink()
    for name, content in files.items():
        (GOLDENS / name).write_text(content, "utf-8")


if __name__ == "__main__":
    write()
