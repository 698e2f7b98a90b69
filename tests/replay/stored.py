"""Histories as files: what Temporal recorded, its payloads locked with a key that is only for this."""

import gzip
import re
from pathlib import Path

from temporalio.client import WorkflowHistory

from vault.keys import KeyRing

FOLDER = Path(__file__).parent / "histories"
# A key for tests: it opens the histories in this folder and nothing else.
TEST_KEYS = "replaytest:cG9ydHdyaWdodC1yZXBsYXktdGVzdC1rZXktMDAwMDE="


def ring() -> KeyRing:
    return KeyRing.parse(TEST_KEYS)


def write(name: str, history: WorkflowHistory) -> None:
    """name: `<path>.order` or `<path>.part-<n>`. The name of the machine that recorded it is left out."""
    FOLDER.mkdir(exist_ok=True)
    text = re.sub(r'"[0-9]+@[^"]*"', '"recorder"', history.to_json())
    (FOLDER / f"{name}.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def names() -> list[str]:
    return sorted(path.name.removesuffix(".json.gz") for path in FOLDER.glob("*.json.gz"))


def read(name: str) -> WorkflowHistory:
    text = gzip.decompress((FOLDER / f"{name}.json.gz").read_bytes()).decode()
    return WorkflowHistory.from_json(name, text)
