"""Numbers as contiguous ranges, and as +E.164 route patterns that cover exactly those numbers (rule 72)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WILDCARD = "X"


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Both ends belong to it. Canonical numbers of one length."""

    first: str
    last: str

    def __len__(self) -> int:
        return int(self.last) - int(self.first) + 1


def ranges(numbers: Iterable[str]) -> tuple[NumberRange, ...]:
    """The fewest contiguous ranges that hold exactly these numbers, ascending."""
    found: list[NumberRange] = []
    for number in sorted(set(numbers), key=lambda each: (len(each), each)):
        if found and len(found[-1].last) == len(number) and int(number) == int(found[-1].last) + 1:
            found[-1] = NumberRange(found[-1].first, number)
        else:
            found.append(NumberRange(number, number))
    return tuple(found)


def numbers_in(parts: Iterable[NumberRange]) -> tuple[str, ...]:
    """Every number of the ranges, in their order."""
    return tuple(f"+{number}" for part in parts for number in range(int(part.first), int(part.last) + 1))


def route_patterns(numbers: Iterable[str]) -> tuple[str, ...]:
    """Patterns such as +1303555010X, where each X is any digit, that match these numbers and no other."""
    return tuple(pattern for part in ranges(numbers) for pattern in _patterns(part))


def _patterns(part: NumberRange) -> Iterator[str]:
    at, last = int(part.first), int(part.last)
    while at <= last:
        wild = 0
        while at % 10 ** (wild + 1) == 0 and at + 10 ** (wild + 1) - 1 <= last:
            wild += 1
        yield f"+{str(at)[: len(str(at)) - wild]}{WILDCARD * wild}"
        at += 10**wild


def matched(patterns: Iterable[str]) -> tuple[str, ...]:
    """Every number that the patterns match, in their order."""
    return tuple(number for pattern in patterns for number in _matched(pattern))


def _matched(pattern: str) -> Iterator[str]:
    stem, wild = pattern.rstrip(WILDCARD), pattern.count(WILDCARD)
    if not wild:
        yield stem
        return
    yield from (f"{stem}{tail:0{wild}d}" for tail in range(10**wild))
