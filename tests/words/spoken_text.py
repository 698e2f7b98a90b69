"""What do templates and pages say without asking a catalogue? Found in their source, so that no state of a page is missed."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment

_LETTERS = re.compile(r"[A-Za-z]{2}")
_SENTENCE = re.compile(r"^[A-Z][a-z]+|[a-z]+ [a-z]+ [a-z]+")
# The product's name, time zones, addresses, and attributes that a macro of forms puts together.
_NO_WORDS = re.compile(r"(– )?Portwright|America/\w+|\s*aria-\S+=.*|-\w+|/[\w/-]*", re.DOTALL)
_SPOKEN = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description", "label", "data-said"})
_EMPTY = frozenset({"input", "img", "br", "hr", "meta", "link", "source", "wbr", "col"})
_ASK = frozenset({"_", "gettext", "ngettext"})
_ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"])


class Untold(HTMLParser):
    """Text and attributes that a reader meets. What is marked as English, and code, may be so.

    A comment of the branches of an `if` says where elements are open again that the branch before it closed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within: list[tuple[str, bool]] = []
        self._branches: list[list[tuple[str, bool]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        quiet = self._quiet or dict(attrs).get("lang") == "en" or tag in {"code", "pre", "style", "script"}
        if tag not in _EMPTY:
            self._within.append((tag, quiet))
        if not quiet:
            for name, value in attrs:
                if name in _SPOKEN:
                    self.handle_data(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _ in self._within]:
            while self._within.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        said = " ".join(data.split())
        if _LETTERS.search(said) and not self._quiet and not _NO_WORDS.fullmatch(said):
            self.found.append(said)

    def handle_comment(self, data: str) -> None:
        if data == "if":
            self._branches.append(list(self._within))
        elif data == "endif":
            self._branches.pop()
        elif self._branches:
            self._within = list(self._branches[-1])

    @property
    def _quiet(self) -> bool:
        return bool(self._within and self._within[-1][1])


def untold_by_template(source: str) -> list[str]:
    """Text of a template outside `_()`, with the sentences among the constants of its expressions."""
    page, shown = Untold(), ""
    for kind, text in _shown(source):
        within_a_tag = shown.rfind("<") > shown.rfind(">")
        if kind == "text":
            shown += text
        elif text in {"if", "elif", "else", "endif"}:
            shown += "" if within_a_tag else f"<!--{text}-->"
    page.feed(shown)
    return page.found


def _shown(source: str) -> Iterator[tuple[str, str]]:
    """The template as its reader meets it: data as it is, of expressions the sentences that no catalogue is asked for, and `if`s."""
    asking: list[bool] = []
    last_kind, last = "", ""
    for _line, kind, value in _ENVIRONMENT.lex(source):
        if kind == "data":
            yield "text", value
        elif last_kind == "block_begin":
            yield "block", value
        elif value == "(" and kind == "operator":
            asking.append((last_kind == "name" and last in _ASK) or (bool(asking) and asking[-1]))
        elif value == ")" and kind == "operator":
            asking.pop()
        elif kind == "string" and not (asking and asking[-1]) and _SENTENCE.search(value[1:-1]):
            yield "text", value[1:-1]
        if kind != "whitespace":
            last_kind, last = kind, value


def untold_by_module(path: Path) -> list[str]:
    """Sentences among the constants of a module that are neither marked nor asked for; docstrings and exceptions are for developers."""
    tree = ast.parse(path.read_text("utf-8"))
    left_out = {id(node) for part in _not_for_readers(tree) for node in ast.walk(part)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in left_out)
    return [
        node.value
        for node in constants
        if isinstance(node.value, str) and re.search(r"^[A-Z][a-z]+ [a-z]|[a-z]+ [a-z]+ [a-z]+", node.value)
    ]


def _not_for_readers(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        asked = isinstance(node, ast.Call) and _called(node.func) in {*_ASK, "marked"}
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if asked or docstring or isinstance(node, ast.Raise | ast.Assert):
            yield node


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
