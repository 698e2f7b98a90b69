"""Which browser is it? As coarsely as a person tells theirs apart in a list; nothing that could follow anybody around."""

from starlette.requests import Request

# In this order: most browsers also name those that they descend from.
_FAMILIES = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def browser_of(request: Request) -> str:
    """`Firefox/Windows`: family and system, each empty where it is not known."""
    said = request.headers.get("user-agent", "")[:500]
    return f"{_first(_FAMILIES, said)}/{_first(_SYSTEMS, said)}".strip("/")


def _first(known: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for mark, name in known if mark in said), "")
