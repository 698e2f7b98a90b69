"""Is a page HTML as it should be? Read strictly, into a tree: every tag closed where it ought to be, every character reference known.

What may stand where, and what points to what, is in `content_model`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5
from html.parser import HTMLParser

from tests.browser.content_model import Node, broken_rules

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
FOREIGN = frozenset({"svg", "math"})
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*(/?)>")
_ASIDE = re.compile(r"<!--(?!>|->).*?-->|<!doctype html>", re.DOTALL | re.IGNORECASE)
_REFERENCE = re.compile(r"&(#[0-9]+;|#[xX][0-9a-fA-F]+;|[a-zA-Z][a-zA-Z0-9]*;)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
# Different in each answer, without meaning for what is read here.
_OWN = re.compile(r'(?<=name="csrf" value=")[^"]*|(?<=\breq_)[0-9a-f]+|(?<=\d\d:)\d\d')
# Not the 2 of <h2>: single figures may be of the markup.
_DIGIT = re.compile(r"(?<=[0-9])[0-9]|[0-9](?=[0-9])")
_ID = re.compile(r"(?<=\b[a-z]{3}_)[a-z2-7]{26}\b|(?<=\bpo_)[a-z2-7]{26}\b")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.root = self._at = Node("", {}, 0)

    def fault(self, what: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {what}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.fault(f"<{tag}> has an attribute twice")
        node = Node(tag, given, self.getpos()[0], self._at)
        self._at.inner.append(node)
        if tag not in VOID:
            self._at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in VOID:
            return
        if not any(each.tag in FOREIGN for each in (self._at, *self._at.above())):
            self.fault(f"<{tag}/> is not closed by its slash")
        self._at = self._at.parent or self.root

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or self._at.tag != tag:
            self.fault(f"</{tag}> closes {self._at.tag or 'nothing'}")
        if found := next((each for each in (self._at, *self._at.above()) if each.tag == tag), None):
            self._at = found.parent or self.root

    def handle_data(self, data: str) -> None:
        self._at.text = self._at.text or bool(data.strip())

    def unclosed(self) -> list[str]:
        return [f"<{each.tag}> is never closed" for each in (self._at, *self._at.above()) if each.tag]


def _misspelt(page: str) -> Iterator[str]:
    """What browsers forgive: a lone < or &, unknown references, attributes that are none."""
    without = _ASIDE.sub(" ", page)
    for reference in _REFERENCE.finditer(without):
        name = reference.group(1) or ""
        if not name or (name[0] != "#" and name not in html5):
            yield f"& without meaning: {without[reference.start() : reference.start() + 30]!r}"
    rest = _TAG.sub(" ", without)
    if "<" in rest:
        yield f"< that begins no tag: {rest[rest.index('<') : rest.index('<') + 40]!r}"
    if found := _CONTROL.search(page):
        yield f"control character {found.group()!r}"


@lru_cache(maxsize=500)
def _found(page: str) -> tuple[str, ...]:
    reader = _Reader()
    if not page.lstrip().lower().startswith("<!doctype html>"):
        reader.fault("no doctype")
    reader.feed(page)
    reader.close()
    return (*reader.faults, *reader.unclosed(), *_misspelt(page), *broken_rules(reader.root))


def likeness(page: str) -> str:
    """The page without what is different in each answer: ids by their order, the figures of longer numbers as noughts."""
    seen: dict[str, str] = {}
    return _DIGIT.sub("0", _ID.sub(lambda found: seen.setdefault(found.group(), f"i{len(seen)}"), _OWN.sub("0", page)))


def faults(page: str) -> list[str]:
    """Everything that is wrong with a page; nothing when it is sound. What was looked at once is remembered."""
    seen: dict[str, str] = {}
    return list(_found(_ID.sub(lambda found: seen.setdefault(found.group(), f"i{len(seen)}"), _OWN.sub("0", page))))
