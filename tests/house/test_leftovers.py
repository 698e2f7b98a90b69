"""Nothing is promised for later, switched off, silenced or swallowed."""

import ast

import pytest

from tests.house.checkout import ROOMS, dotted, files, place, sources, text_of, tree_of
from tests.house.leftovers import left_in, patched, swallowed

SLEEP = "time.sleep"


def sleeps(tree: ast.AST) -> bool:
    return any(isinstance(node, ast.Call) and dotted(node.func) == SLEEP for node in ast.walk(tree))


def environment_at_import(tree: ast.Module) -> list[int]:
    """Lines that read the environment or the settings when the module is imported: anywhere but in a function's body."""
    inside = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for step in (node.body if isinstance(node.body, list) else [node.body])
        for inner in ast.walk(step)
    }
    asks = ("os.environ", "os.getenv", "environ", "getenv", "Settings.from_env")
    return sorted(
        {node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr) and dotted(node) in asks and id(node) not in inside}
    )


def test_nothing_is_left_for_later_or_silenced() -> None:
    assert {place(path): found for path in files(".py", ".html", ".txt", ".sql") if (found := left_in(text_of(path)))} == {}


def test_no_error_is_swallowed() -> None:
    assert {place(path): found for path in files(".py") if (found := swallowed(tree_of(path)))} == {}


def test_no_test_replaces_our_own_code_by_its_name() -> None:
    assert {place(path): found for path in sources("tests", "benchmarks") if (found := patched(tree_of(path)))} == {}


def test_no_test_sleeps() -> None:
    assert [place(path) for path in sources("tests") if sleeps(tree_of(path))] == []


def test_no_settings_are_read_at_import() -> None:
    assert {place(path): found for path in sources(*ROOMS) if (found := environment_at_import(tree_of(path)))} == {}


def test_only_runtime_reads_the_environment() -> None:
    rooms = [room for room in ROOMS if room != "runtime"]
    readers = [place(path) for path in sources(*rooms) for node in ast.walk(tree_of(path)) if dotted(node) in ("os.environ", "os.getenv")]
    assert readers == []


@pytest.mark.parametrize(
    "line",
    [
        "# " + "TODO: later",
        "@pytest.mark." + "skip",
        "x = 1  # type" + ": ignore",
        "import os  # no" + "qa",
        "pytest.mark." + "xfail(strict=True)",
    ],
)
def test_the_checker_finds_what_is_left(line: str) -> None:
    assert left_in(line)


def test_the_checkers_find_what_is_swallowed_patched_and_slept() -> None:
    assert swallowed(ast.parse("try:\n    go()\nexcept Exception:\n    pass")) == [3]
    assert swallowed(ast.parse("try:\n    go()\nexcept ValueError:\n    pass")) == []
    assert patched(ast.parse("monkeypatch.setattr('store.facts.record', fake)")) == ["store.facts.record"]
    assert sleeps(ast.parse("import time\ntime.sleep(1)"))


@pytest.mark.parametrize(
    "text, found",
    [
        ("import os\nA = os.environ['A']", [2]),
        ("def f(a=os.getenv('A')):\n    return os.getenv('B')", [1]),
        ("class C:\n    settings = Settings.from_env({})", [2]),
        ("def f():\n    return os.environ", []),
    ],
)
def test_the_checker_finds_what_is_read_at_import(text: str, found: list[int]) -> None:
    assert environment_at_import(ast.parse(text)) == found
