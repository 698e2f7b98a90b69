"""What may not be checked in: telephone numbers that could be somebody's, places of this machine, hosts of package indexes."""

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?<![\w.+/=-])(?:\+?1[-. ]?)?\(?([2-9]\d{2})\)?[-. ]{0,2}([2-9]\d{2})[-. ]?(\d{4})(?![\w=])")
_MACHINE = re.compile(r"(?<![\w./*}>)-])/(?:work|root|Users|home)/\w")
_INDEX = re.compile(
    r"\b(pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|registry\.yarnpkg\.com|deb\.debian\.org|files\.python)", re.IGNORECASE
)
# Written to be refused by the reader: ends of ranges that are too long.
REFUSED = frozenset(("4085550000", "4085550600", "3035569999"))


def real_numbers(text: str) -> list[str]:
    """Telephone numbers of the North American plan outside 555-01XX. A service exchange such as 411 is no number."""
    return [found for found in _numbers(text) if not _fiction(found) and found not in REFUSED]


def _numbers(text: str) -> Iterator[str]:
    for area, exchange, line in _NUMBER.findall(text):
        if exchange[1:] != "11" and area[1:] != "11":
            yield area + exchange + line


def _fiction(number: str) -> bool:
    """555-01XX; and nobody's either: the premium exchange 976 and the information services 555-12XX."""
    exchange, line = number[3:6], number[6:]
    return (exchange == "555" and line[:2] in ("01", "12")) or (exchange == "976" and line[:2] == "01")


def machine_paths(text: str) -> list[str]:
    return [found.group() for found in _MACHINE.finditer(text)]


def index_hosts(text: str) -> list[str]:
    return [found.group() for found in _INDEX.finditer(text)]


def unpinned(lock: str) -> list[str]:
    """Lines of a lock file that name no exact version with a hash, or where to get it."""
    bad = [line for line in lock.splitlines() if re.search(r"https?:|file:|^\s*-(?!-hash)|^\s*--(?!hash=sha256:[0-9a-f]{64})|@\s", line)]
    entries = re.split(r"\n(?=[A-Za-z0-9])", "\n".join(line for line in lock.splitlines() if not line.strip().startswith("#")))
    return bad + [entry.splitlines()[0] for entry in entries if entry.strip() and not ("==" in entry and "--hash=sha256:" in entry)]
