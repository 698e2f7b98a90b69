"""Rooms import only what lies below them, and the domain nothing that acts."""

import ast
from pathlib import Path

import pytest

from tests.house.checkout import ROOMS, ROOT, dotted, place, sources, tree_of
from tests.house.imports import BELOW, imported, impure, strays, third_party

CLOCKS = ("datetime.now", "datetime.utcnow", "date.today", "datetime.today")
NUMBER_LIBRARY = "domain/numbers/nanp_library.py"


def clock_reads(tree: ast.AST) -> list[str]:
    """Calls that ask what time it is, however the module was imported."""
    calls = [dotted(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if call.endswith(CLOCKS)]


def test_every_room_is_there() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert folders == set(ROOMS) == BELOW.keys() | {"runtime"}


@pytest.mark.parametrize("room", BELOW)
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    assert {place(path): found for path in sources(room) if (found := strays(room, tree_of(path)))} == {}


def test_only_one_file_of_the_domain_uses_more_than_the_standard_library() -> None:
    found = {place(path): names for path in sources("domain") if (names := third_party(tree_of(path)))}
    assert found == {NUMBER_LIBRARY: ["phonenumbers"]}


def test_the_number_library_stands_nowhere_else() -> None:
    users = [place(path) for path in sources(*ROOMS) if "phonenumbers" in third_party(tree_of(path))]
    assert users == [NUMBER_LIBRARY]


def test_the_domain_has_no_input_output_clock_or_chance() -> None:
    acting = {place(path): found for path in sources("domain") if (found := [*impure(tree_of(path)), *clock_reads(tree_of(path))])}
    assert acting == {}


def test_business_time_is_never_read_from_the_machine() -> None:
    rooms = ("callplan", "documents", "words", "activities", "workflows", "notifications")
    assert {place(path): found for path in sources(*rooms) if (found := clock_reads(tree_of(path)))} == {}


def test_only_one_file_of_the_vault_knows_temporal() -> None:
    users = [place(path) for path in sources("vault") if "temporalio" in third_party(tree_of(path))]
    assert users == ["vault/codec.py"]


@pytest.mark.parametrize(
    "room, line, found",
    [
        ("domain", "import store.facts", ["store"]),
        ("domain", "from runtime.settings import Settings", ["runtime"]),
        ("activities", "from carriers.rehearsal.adapter import RehearsalCarrier", ["carriers.rehearsal.adapter.RehearsalCarrier"]),
        ("activities", "from carriers import rehearsal", ["carriers.rehearsal"]),
        ("activities", "from carriers.protocol import PortsNumbers", []),
        ("carriers", "from carriers.rehearsal import adapter", []),
        ("workflows", "from store.facts import record", ["store"]),
        ("api", "import notifications.courier", ["notifications"]),
    ],
)
def test_the_checker_finds_what_reaches_too_far(room: str, line: str, found: list[str]) -> None:
    assert strays(room, ast.parse(line)) == found


def test_the_checkers_find_what_acts() -> None:
    bad = ast.parse("import random, httpx\nfrom os import environ\nfrom datetime import datetime\ndatetime.now(UTC)")
    assert (impure(bad), third_party(bad), clock_reads(bad)) == (["os", "random"], ["httpx"], ["datetime.now"])
    assert list(imported(ast.parse("def late():\n    import store"))) == ["store"]
    assert Path(ROOT / NUMBER_LIBRARY).exists()
