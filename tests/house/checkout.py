"""The files of the checkout, and what the house's checkers read in them. Checkers take text, so that a bad sample can be tried."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    *("domain", "words", "vault", "carriers", "documents", "notifications", "callplan"),
    *("store", "activities", "workflows", "api", "runtime"),
)
_OUTSIDE = ("__pycache__", "node_modules", "build", "dist")


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Every file of ours, or those with these suffixes; no caches, environments or data folders."""
    return tuple(path for path in sorted(_walk(ROOT)) if not suffixes or path.suffix in suffixes)


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in (".ci", ".gitignore")
        if hidden or path.name in _OUTSIDE or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def sources(*rooms: str) -> tuple[Path, ...]:
    """The Python files of these rooms."""
    return tuple(path for path in files(".py") if path.relative_to(ROOT).parts[0] in rooms)


@cache
def text_of(path: Path) -> str:
    """The text; empty for what is no text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute; a call's own name; empty for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}"
        case ast.Call(func=func):
            return dotted(func)
        case _:
            return ""


def is_test(path: Path) -> bool:
    """Tests, benchmarks and migrations have other sizes."""
    parts = path.relative_to(ROOT).parts
    return parts[0] in ("tests", "benchmarks") or "migrations" in parts
