"""What may not be left in a file: promises for later, tests switched off, silenced checkers, swallowed errors."""

import ast
import re

LEFT = {
    "a promise for later": re.compile(r"#\s*(TODO|FIXME|XXX|HACK)\b"),
    "a test switched off": re.compile(r"(pytest|unittest)\.(mark\.)?(skip|skipif|xfail|skipUnless|skipIf|importorskip)\b"),
    "a type error silenced without its code": re.compile(r"#\s*type:\s*ignore\s*(#|$)"),
    "a lint silenced without its code": re.compile(r"#\s*noqa\s*(#|$)"),
}


def left_in(text: str) -> list[str]:
    """Each leftover with its line."""
    return [
        f"{number}: {what}" for number, line in enumerate(text.splitlines(), 1) for what, pattern in LEFT.items() if pattern.search(line)
    ]


def swallowed(tree: ast.AST) -> list[int]:
    """Lines where any error at all is caught and forgotten."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and _catches_all(node) and _forgets(node)]


def _catches_all(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id in ("Exception", "BaseException"))


def _forgets(handler: ast.ExceptHandler) -> bool:
    return all(isinstance(step, ast.Pass | ast.Continue) for step in handler.body)


def patched(tree: ast.AST) -> list[str]:
    """Our own code replaced by its dotted name: hand the part in instead."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            first = node.args[0]
            if name in ("patch", "setattr", "object") and isinstance(first, ast.Constant) and "." in str(first.value):
                found.append(str(first.value))
    return found
