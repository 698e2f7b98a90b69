"""What workflow code may not do: it is run again from its history, so it must come to the same each time (reliability R15)."""

import ast
from collections.abc import Iterator

from tests.house.checkout import dotted
from tests.house.imports import imported

STANDARD = frozenset(("collections", "dataclasses", "datetime", "decimal", "enum", "functools", "itertools", "typing"))
ROOMS = frozenset(("domain", "activities", "workflows"))
SDK = ("temporalio.workflow", "temporalio.common", "temporalio.exceptions")
HANDLERS = ("workflow.signal", "workflow.update", "workflow.query")
_CHANGING = (
    "now",
    "utcnow",
    "today",
    "fromtimestamp",
    "uuid4",
    "uuid1",
    "urandom",
    "token_hex",
    "choice",
    "randint",
    "open",
    "getenv",
    "environ",
)
_IN_ORDER = ("tuple", "list", "iter", "enumerate", "join", "next", "map", "filter", "zip", "reduce")


def defines_workflows(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ClassDef) and any(dotted(each) == "workflow.defn" for each in node.decorator_list) for node in tree.body
    )


def strays(tree: ast.AST) -> list[str]:
    """Imports that a workflow's module may not have."""
    return sorted(name for name in imported(tree) if not _allowed(name))


def _allowed(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in STANDARD | ROOMS or name.startswith(SDK) or name.startswith("temporalio.workflow.")


def changing(tree: ast.AST) -> list[str]:
    """Calls whose answer another run would not give: clocks, chance, ids, files, the environment. `workflow.now` is the run's own."""
    names = [dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)]
    return sorted({name for name in names if name.split(".")[-1] in _CHANGING and not name.startswith("workflow.")})


def unordered(tree: ast.AST) -> list[int]:
    """Lines that go through a set in whatever order it has. Looking into one, comparing and sorting it are fine."""
    sets = {name for node in ast.walk(tree) for name in _names_of_sets(node)}
    return sorted({line for node in ast.walk(tree) for line in _goes_through(node, sets)})


def _names_of_sets(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Assign(targets=targets, value=value) if _is_set(value, set()):
            yield from (dotted(target) for target in targets)
        case ast.AnnAssign(target=target, annotation=annotation, value=value):
            if _says_set(annotation) or (value is not None and _is_set(value, set())):
                yield dotted(target)
                yield f"self.{dotted(target)}"
        case ast.arg(arg=name, annotation=annotation) if annotation is not None and _says_set(annotation):
            yield name


def _says_set(annotation: ast.expr) -> bool:
    base = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    return dotted(base).split(".")[-1] in ("set", "frozenset", "Set", "AbstractSet", "MutableSet")


def _is_set(node: ast.expr, known: set[str]) -> bool:
    match node:
        case ast.Set() | ast.SetComp():
            return True
        case ast.Call(func=ast.Name(id="set" | "frozenset")):
            return True
        case ast.BinOp(left=left, right=right, op=ast.Sub() | ast.BitAnd() | ast.BitOr() | ast.BitXor()):
            return _is_set(left, known) or _is_set(right, known)
        case ast.Name() | ast.Attribute():
            return dotted(node) in known
        case _:
            return False


def _goes_through(node: ast.AST, sets: set[str]) -> Iterator[int]:
    match node:
        case ast.For(iter=what) | ast.AsyncFor(iter=what) if _is_set(what, sets):
            yield what.lineno
        case ast.ListComp(generators=parts) | ast.GeneratorExp(generators=parts) | ast.DictComp(generators=parts):
            yield from (part.iter.lineno for part in parts if _is_set(part.iter, sets))
        case ast.Call(args=arguments) if dotted(node.func).split(".")[-1] in _IN_ORDER:
            yield from (each.lineno for each in arguments if _is_set(each, sets))
        case ast.Starred(value=what) if _is_set(what, sets):
            yield what.lineno


def handlers(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Signal, update and query handlers, and the validators of updates."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [dotted(each) for each in node.decorator_list]
            if any(name in HANDLERS or name.endswith(".validator") for name in names):
                yield node


def waiting_handlers(tree: ast.AST) -> list[str]:
    """Handlers that wait: handlers record, the loop acts."""
    waits = (ast.Await, ast.AsyncFor, ast.AsyncWith)
    return [
        each.name
        for each in handlers(tree)
        if isinstance(each, ast.AsyncFunctionDef) or any(isinstance(one, waits) for one in ast.walk(each))
    ]


def unmeasured_steps(tree: ast.AST, policies: frozenset[str]) -> list[int]:
    """Lines that run an activity without `**policy()` of `workflows/steps.py`: its time-outs and retries."""
    starts = ("execute_activity", "execute_activity_method", "start_activity", "start_activity_method", "execute_local_activity")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in starts]
    return [call.lineno for call in calls if not any(each.arg is None and dotted(each.value) in policies for each in call.keywords)]


def at_import(tree: ast.Module) -> list[int]:
    """Lines that do work when the module is imported: the sandbox imports it again for each run."""
    allowed = ast.Import | ast.ImportFrom | ast.ClassDef | ast.FunctionDef | ast.Assign | ast.AnnAssign | ast.With
    return [node.lineno for node in tree.body if not isinstance(node, allowed) and not _is_docstring(node)]


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
