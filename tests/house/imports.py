"""Which names a file imports, and which of them its room may not."""

import ast
import sys
from collections.abc import Iterator

from tests.house.checkout import ROOT

BELOW: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "words": frozenset({"domain"}),
    "vault": frozenset({"domain"}),
    "carriers": frozenset({"domain"}),
    "documents": frozenset({"domain", "words"}),
    "notifications": frozenset({"domain", "words"}),
    "callplan": frozenset({"domain"}),
    "store": frozenset({"domain", "vault"}),
    "activities": frozenset({"domain", "words", "vault", "carriers", "documents", "notifications", "callplan", "store"}),
    "workflows": frozenset({"domain", "activities"}),
    "api": frozenset({"domain", "words", "vault", "carriers", "documents", "callplan", "store", "workflows"}),
}
OURS = frozenset(BELOW) | {"runtime", "tests", "benchmarks"}
# Only runtime and tests know which carrier or platform does a thing: each is a folder of these rooms.
ADAPTERS = tuple(
    f"{room}.{folder.name}"
    for room in ("carriers", "callplan")
    for folder in sorted((ROOT / room).iterdir())
    if (folder / "__init__.py").exists()
)
# I/O, clocks, chance, the environment. `hashlib` and `zoneinfo` are deterministic: the second reads versioned data.
IMPURE = frozenset(
    {
        *("os", "io", "pathlib", "socket", "ssl", "subprocess", "asyncio", "threading", "multiprocessing", "concurrent", "tempfile"),
        *(
            "shutil",
            "random",
            "secrets",
            "uuid",
            "time",
            "urllib",
            "http",
            "logging",
            "sqlite3",
            "signal",
            "platform",
            "getpass",
            "smtplib",
        ),
    }
)


def imported(tree: ast.AST) -> Iterator[str]:
    """Every absolute name, a module's members included: `from a.b import c` gives a.b.c."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strays(room: str, tree: ast.AST) -> list[str]:
    """Our own rooms, and the adapters in them, that a file of `room` may not know."""
    names = list(imported(tree))
    found = {name.split(".")[0] for name in names} & (OURS - BELOW[room] - {room})
    found |= {name for name in names if room != name.split(".")[0] and _is_adapter(name)}
    return sorted(found)


def _is_adapter(name: str) -> bool:
    return any(name == adapter or name.startswith(f"{adapter}.") for adapter in ADAPTERS)


def third_party(tree: ast.AST) -> list[str]:
    return sorted({name.split(".")[0] for name in imported(tree)} - sys.stdlib_module_names - OURS)


def impure(tree: ast.AST) -> list[str]:
    return sorted({name.split(".")[0] for name in imported(tree)} & IMPURE)
