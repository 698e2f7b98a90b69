"""Documents that are true: every part has its reason, every rule and capability its place, every file named is there."""

import re
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, files, place, text_of

DOCS = [path for path in files(".md") if place(path).startswith("docs/") or place(path) == "README.md"]
ASKED = tuple(path.name for path in sorted(ROOT.glob("requirements*.in")))
RULES = tuple(str(number) for number in range(1, 75))
FEATURES = tuple(f"F{number}" for number in range(1, 51))
DIFFERENTIATORS = tuple(f"D{number}" for number in range(1, 11))
STANDINGS = ("done", "partly", "planned", "declined")
_FILE = re.compile(r"`([a-z_]+/[\w./-]+\.(?:py|md|sql|toml|yml)|[\w-]+\.(?:md|toml|lock|in|yml))`")
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def named_files(text: str) -> list[str]:
    """Files in backquotes: with a folder, or at the top."""
    return _FILE.findall(text)


def rows(text: str) -> dict[str, list[str]]:
    """The rows of the tables by their first cell."""
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return {row[0]: row[1:] for row in cells}


@pytest.mark.parametrize("name", ASKED)
def test_every_part_asked_for_has_its_reason(name: str) -> None:
    asked = [line.strip() for line in (ROOT / name).read_text().splitlines() if line and not line.startswith(("#", "-r"))]
    told = rows(text_of(ROOT / "docs/dependencies.md"))
    assert [line for line in asked if not (told.get(f"`{line.split('[')[0]}`") or [""])[0]] == []


def test_no_reason_is_left_for_a_part_that_went() -> None:
    asked = {line.split("[")[0] for name in ASKED for line in (ROOT / name).read_text().splitlines()}
    told = [name.strip("`") for name in rows(text_of(ROOT / "docs/dependencies.md")) if name.startswith("`")]
    assert [name for name in told if name not in asked] == []


@pytest.mark.parametrize("wanted", [RULES, FEATURES, DIFFERENTIATORS], ids=["rules", "features", "differentiators"])
def test_every_rule_and_capability_has_its_place(wanted: tuple[str, ...]) -> None:
    told = rows(text_of(ROOT / "docs/coverage.md"))
    assert [each for each in wanted if each not in told] == []
    assert [each for each in wanted if not told[each][1].startswith(STANDINGS) or not told[each][2]] == []


def test_what_is_done_names_a_file_and_what_is_planned_or_declined_says_where_or_why() -> None:
    told = rows(text_of(ROOT / "docs/coverage.md"))
    vague = [
        name
        for name in (*RULES, *FEATURES, *DIFFERENTIATORS)
        if told[name][1].startswith(("done", "partly")) and not named_files(told[name][2])
    ]
    assert vague == []


@pytest.mark.parametrize("path", DOCS, ids=place)
def test_every_file_that_a_document_names_is_there(path: Path) -> None:
    assert [name for name in named_files(text_of(path)) if not (ROOT / name).exists()] == []
    assert [link for link in _LINK.findall(text_of(path)) if not (path.parent / link).exists()] == []


def test_the_checkers_find_a_file_that_is_not_named_right() -> None:
    assert named_files("see `domain/nowhere.py`, `README.md` and `made.up`") == ["domain/nowhere.py", "README.md"]
    assert rows("| 1 | a | done | `x` |\n| --- |\n") == {"1": ["a", "done", "`x`"], "---": []}
