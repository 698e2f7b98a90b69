"""What may stand where on a page, what must have a name, and what points to something that has to be there (HTML Living Standard)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

FLOW_ONLY = frozenset({
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "main", "menu", "nav", "ol", "p", "pre", "section", "table", "ul",
})  # fmt: skip
PHRASING_ONLY = frozenset({
    "abbr", "b", "bdi", "button", "cite", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "kbd", "label", "legend", "mark",
    "output", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary", "sup", "time",
})  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A legend and a summary may be headings.
MAY_HOLD_HEADINGS = frozenset({"legend", "summary"})
INTERACTIVE = frozenset({"a", "button", "details", "iframe", "input", "label", "select", "textarea"})
HOLDS_NOTHING_INTERACTIVE = frozenset({"a", "button"})
NOT_IN_ITSELF = frozenset({"form", "a", "button", "label", "main", "option"})
PARTICULAR = FLOW_ONLY | INTERACTIVE | NOT_IN_ITSELF
FIELDS = frozenset({"input", "select", "textarea"})
LABELABLE = FIELDS | {"button", "meter", "output", "progress"}
UNLABELLED = frozenset({"hidden", "submit", "button"})
INNER = {
    "ul": {"li"}, "ol": {"li"}, "menu": {"li"}, "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"}, "tr": {"td", "th"}, "colgroup": {"col"}, "select": {"option", "optgroup", "hr"},
    "optgroup": {"option"}, "html": {"head", "body"},
}  # fmt: skip
WITHIN = {
    "li": {"ul", "ol", "menu"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "td": {"tr"}, "th": {"tr"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "thead": {"table"}, "tbody": {"table"}, "caption": {"table"}, "option": {"select", "optgroup", "datalist"}, "legend": {"fieldset"},
    "summary": {"details"}, "figcaption": {"figure"},
}  # fmt: skip
FIRST = frozenset({"legend", "summary", "caption"})
POINTERS = (
    "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "aria-details", "aria-errormessage", "aria-activedescendant",
    "for", "headers", "form", "list",
)  # fmt: skip
FETCHED = ("src", "srcset", "poster", "action", "formaction")
Faults = Iterator[str]


@dataclass(eq=False, slots=True)
class Node:
    """One element. text: whether words stand directly in it, which are not in an element of their own."""

    tag: str
    given: dict[str, str]
    line: int
    parent: "Node | None" = None
    inner: list["Node"] = field(default_factory=list)
    text: bool = False

    def all(self) -> Iterator["Node"]:
        """Everything below, in the order of the page."""
        left = self.inner[::-1]
        while left:
            yield (each := left.pop())
            left += each.inner[::-1]

    def above(self) -> Iterator["Node"]:
        node = self.parent
        while node:
            yield node
            node = node.parent


def broken_rules(root: Node) -> list[str]:
    nodes = list(root.all())
    found = [f"line {node.line}: {what}" for node in nodes for rule in OF_A_NODE for what in rule(node)]
    return found + [what for rule in OF_A_PAGE for what in rule(nodes)]


def _place(node: Node) -> Faults:
    """Is it where such an element may be?"""
    parent = node.parent.tag if node.parent else ""
    if node.tag in WITHIN and parent not in WITHIN[node.tag]:
        yield f"<{node.tag}> in <{parent}>"
    if parent in INNER and node.tag not in INNER[parent]:
        yield f"<{node.tag}> directly in <{parent}>"
    if node.tag in INNER and node.text:
        yield f"words directly in <{node.tag}>"
    if node.tag in FIRST and node.parent and node.parent.inner[0] is not node:
        yield f"<{node.tag}> is not the first in <{parent}>"


def _nesting(node: Node) -> Faults:
    """Is it within something that cannot hold it?"""
    if node.tag not in PARTICULAR and "tabindex" not in node.given:
        return
    for each in node.above():
        heading = node.tag in HEADINGS and each.tag in MAY_HOLD_HEADINGS
        if node.tag in FLOW_ONLY and each.tag in PHRASING_ONLY and not heading:
            yield f"<{node.tag}> within <{each.tag}>"
        if node.tag == each.tag and node.tag in NOT_IN_ITSELF:
            yield f"<{node.tag}> within <{node.tag}>"
        elif each.tag in HOLDS_NOTHING_INTERACTIVE and (node.tag in INTERACTIVE or "tabindex" in node.given):
            yield f"<{node.tag}> within <{each.tag}>"


def _pairs(node: Node) -> Faults:
    """Terms before what is said of them."""
    if node.tag != "dl" and not (node.tag == "div" and node.parent and node.parent.tag == "dl"):
        return
    tags = [each.tag for each in node.inner]
    if node.tag == "div" and set(tags) - {"dt", "dd"}:
        yield "something else than <dt> and <dd> in a <div> of a <dl>"
    if tags and tags[0] == "dd":
        yield "<dd> without <dt>"
    if "dt" in tags and tags[-1] == "dt":
        yield "<dt> without <dd>"


def _rows(node: Node) -> Faults:
    """All rows of a table are equally long, and cells that head a column or a row say which."""
    if node.tag != "table":
        return
    lengths, left = set(), Counter[int]()
    for place, row in enumerate(each for each in node.all() if each.tag == "tr"):
        for cell in row.inner:
            wide, high = int(cell.given.get("colspan") or 1), int(cell.given.get("rowspan") or 1)
            for further in range(high):
                left[place + further] += wide
        lengths.add(left[place])
    if len(lengths) > 1:
        yield f"rows of {sorted(lengths)} cells in one table"
    if any(each.tag == "th" and "scope" not in each.given for each in node.all()):
        yield "<th> without scope"


def _own_hands(node: Node) -> Faults:
    """No style or script inside, nothing of other hosts, no picture without words, nothing empty that is to be pressed."""
    given = node.given
    if (
        node.tag == "style"
        or "style" in given
        or (node.tag == "script" and "src" not in given)
        or any(name.startswith("on") for name in given)
    ):
        yield f"style or script inside <{node.tag}>"
    fetched = [given[name] for name in FETCHED if name in given] + ([given.get("href", "")] if node.tag in {"link", "base"} else [])
    if any(urlsplit(address).netloc for address in fetched):
        yield f"<{node.tag}> asks another host"
    if node.tag == "img" and "alt" not in given:
        yield "<img> without alt"
    if node.tag in {"a", "button", "summary", "th", "h1", "h2", "h3", "label", "title", "legend", "caption", "option"} and _silent(node):
        yield f"<{node.tag}> says nothing"


def _silent(node: Node) -> bool:
    named = node.given.get("aria-label") or node.given.get("aria-labelledby")
    return not (named or node.text or any(each.text or each.given.get("alt") or each.given.get("aria-label") for each in node.all()))


def _forms(node: Node) -> Faults:
    """What is sent carries the token that keeps others from sending it."""
    if node.tag != "form":
        return
    if node.given.get("method", "get").lower() == "post" and not any(each.given.get("name") == "csrf" for each in node.all()):
        yield "a form that posts without its token"


def _ids(nodes: list[Node]) -> Faults:
    counted = Counter(node.given["id"] for node in nodes if "id" in node.given)
    yield from (f"id {one!r} twice" for one, times in counted.items() if times > 1)
    yield from (f"id {one!r} is empty or has a space" for one in counted if not one or " " in one)
    for node in nodes:
        for name in POINTERS:
            if name in node.given and not (name == "for" and node.tag not in {"label", "output"}):
                yield from (f"{name} points to no id {one!r}" for one in node.given[name].split() or [""] if one not in counted)
        address = node.given.get("href", "")
        if node.tag == "a" and address.startswith("#") and address[1:] not in counted:
            yield f"a link goes to no id {address[1:]!r}"


def _labels(nodes: list[Node]) -> Faults:
    by_id = {node.given["id"]: node for node in nodes if "id" in node.given}
    labelled = {node.given["for"] for node in nodes if node.tag == "label" and "for" in node.given}
    for node in nodes:
        if node.tag == "label" and "for" in node.given:
            target = by_id.get(node.given["for"])
            if target and (target.tag not in LABELABLE or target.given.get("type") == "hidden"):
                yield f"a label of <{target.tag}>"
        if node.tag in FIELDS and node.given.get("type") not in UNLABELLED and not _named(node, labelled):
            yield f"<{node.tag} name={node.given.get('name', '')}> has no label"


def _named(node: Node, labelled: set[str]) -> bool:
    said = node.given.get("aria-label") or node.given.get("aria-labelledby") or node.given.get("id") in labelled
    return bool(said) or any(each.tag == "label" for each in node.above())


def _outline(nodes: list[Node]) -> Faults:
    levels = [HEADINGS.index(node.tag) + 1 for node in nodes if node.tag in HEADINGS]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} <h1>"
    # What went wrong is told above the page's own heading.
    yield from (f"<h{level}> after <h{before}>" for before, level in zip([1, *levels], levels, strict=False) if level > before + 1)
    for tag in ("html", "head", "title", "body", "main"):
        if (times := sum(node.tag == tag for node in nodes)) != 1:
            yield f"{times} <{tag}>"
    if any(node.tag == "html" and not node.given.get("lang") for node in nodes):
        yield "no language"


OF_A_NODE: tuple[Callable[[Node], Faults], ...] = (_place, _nesting, _pairs, _rows, _own_hands, _forms)
OF_A_PAGE: tuple[Callable[[list[Node]], Faults], ...] = (_ids, _labels, _outline)
