"""How the SDK is called: what it is told in plain text, whether it encrypts, how it stops."""

import ast
from collections.abc import Iterator

from tests.house.checkout import dotted

# These never pass the codec, so nothing about an order may stand in them (reliability R23).
PLAIN = ("memo", "static_summary", "static_details", "summary")


def _calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and dotted(node.func).endswith(names))


def told_plainly(tree: ast.AST) -> list[str]:
    """Memos and summaries, and search attributes other than the carrier."""
    told = [
        each.arg
        for call in _calls(tree, "workflow", "activity", "activity_method", "start_workflow")
        for each in call.keywords
        if each.arg in PLAIN
    ]
    attributes = [dotted(call.args[0]) for call in _calls(tree, "SearchAttributePair") if call.args]
    return [*(each for each in told if each), *(name for name in attributes if name != "CARRIER")]


def unencrypted(tree: ast.AST) -> list[int]:
    """Lines that make a client or replayer without our converter (reliability R22)."""
    made = _calls(tree, "Client.connect", "Replayer")
    return [call.lineno for call in made if "data_converter" not in [each.arg for each in call.keywords]]


def abrupt(tree: ast.AST) -> list[int]:
    """Lines that make a worker without saying how long its activities may take to end (reliability R24)."""
    made = [call for call in _calls(tree, "Worker") if dotted(call.func) == "Worker"]
    return [call.lineno for call in made if "graceful_shutdown_timeout" not in [each.arg for each in call.keywords]]
