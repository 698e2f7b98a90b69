"""Is an address that came with a request one of our own pages? Nothing else may be gone to."""

from urllib.parse import urlsplit

_LONGEST = 1_000


def local_path(path: str) -> str:
    """The path as it is when it leads to a page here; empty for another host, a scheme, or anything a browser might read as one."""
    if not path.startswith("/") or path.startswith(("//", "/\\")) or len(path) > _LONGEST:
        return ""
    if "\\" in path or any(character < "!" or character == "\x7f" for character in path):
        return ""
    parts = urlsplit(path)
    return path if not (parts.scheme or parts.netloc) else ""
