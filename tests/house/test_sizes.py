"""Small files, small functions, and names that say what is inside."""

import ast

from tests.house.checkout import ROOMS, files, is_test, place, sources, text_of, tree_of
from tests.house.sizes import VAGUE, functions, quantile

OURS = [path for path in sources(*ROOMS) if not is_test(path)]


def lines_of(text: str) -> int:
    return text.count("\n") + 1


def test_no_file_is_too_long() -> None:
    limits = {path: 400 if is_test(path) else 350 for path in files(".py")}
    assert {place(path): lines for path, limit in limits.items() if (lines := lines_of(text_of(path))) > limit} == {}


def test_no_function_is_too_long() -> None:
    assert {f"{place(path)} {name}": lines for path in OURS for name, lines in functions(tree_of(path)) if lines > 50} == {}


def test_most_functions_are_short() -> None:
    lengths = [lines for path in OURS for _, lines in functions(tree_of(path))]
    assert (quantile(lengths, 0.5) < 8, quantile(lengths, 0.9) < 25) == (True, True)


def test_most_files_are_short() -> None:
    lengths = [lines_of(text_of(path)) for path in OURS]
    assert (quantile(lengths, 0.5) < 100, quantile(lengths, 0.9) < 250) == (True, True)


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [place(path) for path in files(".py") if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_every_function_says_what_it_returns() -> None:
    untyped = [
        f"{place(path)} {node.name}"
        for path in OURS
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is None
    ]
    assert untyped == []


def test_every_module_with_code_says_what_it_is_for() -> None:
    silent = [place(path) for path in OURS if text_of(path).strip() and ast.get_docstring(tree_of(path)) is None]
    assert silent == []


def test_the_ruler_leaves_docstrings_out() -> None:
    sample = ast.parse('def long():\n    """Two\n    lines."""\n    return 1\n')
    assert list(functions(sample)) == [("long", 2)]
    assert [quantile([1, 2, 3, 4, 100], share) for share in (0.5, 0.9)] == [3, 100]
