"""The demo as a new user starts it: to its end, and nothing personal left where it does not belong (reliability R50)."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.samples.sample_customer import ADDRESS, ADMIN, PEOPLE
from runtime.samples.sample_order import ACCOUNT

# Mails go to people by name, and the logins are there to be read by whoever started the demo.
MAY_HOLD_NAMES = ("mail", "logins.json")
CANARIES = {
    "account number": ACCOUNT,
    "admin": ADMIN.last_name,
    "address": ADDRESS.street,
    "person": PEOPLE[1][1],
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("demo")
    argv = [sys.executable, "-m", "runtime.cli", "demo"]
    ran = subprocess.run(argv, cwd=folder, capture_output=True, text=True, timeout=290, check=False)
    assert ran.returncode == 0, f"{ran.stdout[-4000:]}\n{ran.stderr[-2000:]}"
    yield folder / ".portwright-demo", ran.stdout


def test_ten_numbers_are_ported_and_the_timeline_is_told(played: tuple[Path, str]):
    _, said = played
    assert "is ported" in said


def test_every_mail_of_an_ordinary_order_is_there(played: tuple[Path, str]):
    folder, _ = played
    texts = [path.read_text() for path in (folder / "mail").glob("*.eml")]
    assert len(texts) == 5 + 3
    assert len({text.split("Message-ID:", 1)[1].split("\n", 1)[0] for text in texts}) == len(texts)


@pytest.mark.parametrize("what", CANARIES)
def test_no_file_holds_what_is_personal(played: tuple[Path, str], what: str):
    folder, _ = played
    canary = CANARIES[what].encode()
    files = [path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] not in MAY_HOLD_NAMES]
    assert len(files) > 20
    leaks = [str(path.relative_to(folder)) for path in files if canary in path.read_bytes()]
    assert leaks == []


def test_the_search_for_canaries_can_find_one(played: tuple[Path, str]):
    folder, _ = played
    assert any(ADMIN.last_name.encode() in path.read_bytes() for path in (folder / "mail").glob("*.eml"))
