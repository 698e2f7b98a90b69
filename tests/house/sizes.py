"""How long files and functions are. Docstrings are not counted in functions."""

import ast
from collections.abc import Iterator, Sequence

VAGUE = frozenset(
    (
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "manager",
        "managers",
        "service",
        "services",
        "misc",
        "core",
        "models",
        "base",
        "shared",
    )
)


def functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each function's name and lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if ast.get_docstring(node) is not None:
                lines -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
            yield node.name, lines


def quantile(values: Sequence[int], share: float) -> int:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
