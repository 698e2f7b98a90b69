"""Is a page HTML as it should be? Balanced tags, unique ids, one h1, a language, a label for each field, no script or style inside."""

from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
LABELLED = frozenset({"input", "select", "textarea"})
UNLABELLED_INPUTS = frozenset({"hidden", "submit", "button"})
# What phrasing content may not hold.
FLOW = frozenset(
    {"div", "p", "ul", "ol", "dl", "table", "form", "section", "header", "footer", "main", "nav", "h1", "h2", "h3", "fieldset"}
)
PHRASING_ONLY = frozenset({"p", "h1", "h2", "h3", "button", "label", "span", "legend"})


class Markup(HTMLParser):
    """Reads one page; `faults` says everything that is wrong with it, with its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._open: list[str] = []
        self._ids: set[str] = set()
        self._pointed: list[tuple[str, str]] = []
        self._fields: list[dict[str, str]] = []
        self._labelled: set[str] = set()
        self._headings = 0

    def fault(self, what: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {what}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.fault(f"<{tag}> has an attribute twice")
        self._about(tag, given)
        if tag in FLOW and (within := next((each for each in self._open if each in PHRASING_ONLY), "")):
            self.fault(f"<{tag}> within <{within}>")
        if tag in self._open and tag in {"form", "a", "button", "label"}:
            self.fault(f"<{tag}> within <{tag}>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._open or self._open[-1] != tag:
            self.fault(f"</{tag}> closes {self._open[-1] if self._open else 'nothing'}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def finish(self) -> list[str]:
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += [f"{by} points to no id {target!r}" for by, target in self._pointed if target not in self._ids]
        self.faults += [f"<{one['tag']} name={one['name']}> has no label" for one in self._fields if one["id"] not in self._labelled]
        if self._headings != 1:
            self.faults.append(f"{self._headings} <h1>")
        return self.faults

    def _about(self, tag: str, given: dict[str, str]) -> None:
        if tag == "html" and not given.get("lang"):
            self.fault("no language")
        self._headings += tag == "h1"
        if tag == "style" or "style" in given or (tag == "script" and "src" not in given) or any(name.startswith("on") for name in given):
            self.fault(f"style or script inside <{tag}>")
        if "id" in given and (given["id"] in self._ids or not given["id"]):
            self.fault(f"id {given['id']!r} twice or empty")
        self._ids.add(given.get("id", ""))
        if tag == "label":
            self._labelled.add(given.get("for", ""))
            self._pointed.append(("label", given.get("for", "")))
        for name in ("aria-describedby", "aria-labelledby"):
            self._pointed += [(name, target) for target in given.get(name, "").split()]
        named = given.get("aria-label") or given.get("aria-labelledby")
        if tag in LABELLED and given.get("type") not in UNLABELLED_INPUTS and not named:
            self._fields.append({"tag": tag, "name": given.get("name", ""), "id": given.get("id", "?")})


def faults(page: str) -> list[str]:
    """Everything that is wrong with a page; nothing when it is sound."""
    markup = Markup()
    if not page.lstrip().lower().startswith("<!doctype html>"):
        markup.fault("no doctype")
    markup.feed(page)
    return markup.finish()
