"""Telephone numbers as bills write them: alone, in ranges, in hunt groups by their last four, partly hidden."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.numbers.structure import objection_to

_NUMBER = (
    r"(?:\+?1[\s.-]?)?\(?(?P<{0}area>[2-9]\d\d)\)?[\s./-]{{0,3}}(?P<{0}exchange>[2-9]\d\d)[\s.-]?(?P<{0}line>\d{{4}})"
    r"(?!\d|\.(?!0(?![\d.]))\d|-\d(?!\d{{3}}(?![\d.-]))|\s\d{{3}}\s\d(?![\d.]))"
)
NUMBER = re.compile(r"(?<![\d.$#/-])(?<!\d\s)(?<![a-z]{2}\d)" + _NUMBER.format(""), re.I)
NUMBER_ALONE = re.compile(_NUMBER.format(""))
_UNTIL = re.compile(
    r"\s*(?:-|–|—|\bto\b|\bthru\b|\bthrough\b|\bto\s+-|\bthru\s+-)\s*(?:"
    + _NUMBER.format("last_")
    + r"|(?:\d{3}[\s.-])?(?P<tail>\d{4})(?!\d|[.-]\d))",
    re.I,
)
_MEMBER = re.compile(
    r"\s*(?:,|/|&|;|\band\b|(?:hunt\w*|roll\w*(?:\s*over)?)\s*(?:to|:|with)\s)\s*(?:and\s+)?-?(?P<from>\d{4})(?:\s*(?:-|thru|to)\s*(?P<to>\d{4}))?(?!\d|[.-]\d)",
    re.I,
)
_NEXT = re.compile(r"\s+(?=[2-9]\d\d[2-9]\d{6}(?!\d))")
_AREA_BEHIND = re.compile(
    r"(?<![\d-])(?<![\d)]\s)(?P<numbers>[2-9]\d\d-\d{4}(?:\s*(?:,|-|to\b|thru\b|through\b)\s*-?(?:[2-9]\d\d-)?\d{4})*)\s*\((?P<area>[2-9]\d\d)\)(?!\s*\d)",
    re.I,
)
_SPACED_MEMBER = re.compile(r"\s+(?P<from>\d{4})(?P<to>)(?!\d|[./-]\d)")
_HUNT = re.compile(r"hunt|roll\s?over|rotary|\bhtg\b|trunk\s*group", re.I)
_HIDDEN = re.compile(
    r"(?<![\w*•#])(?=\(?(?:\d{3}\)?[\s.-]*)?[X*•#]{2})\(?(?:\d{3}|[X*•#]{3})\)?[\s.-]*(?:\d{3}|[X*•#]{3})[\s.-]*(?:\d{4}"
    r"|\d{2}[X*•#]{2})(?![\w*•#])",
    re.I,
)
_TOLL_FREE = re.compile(r"(?<![\d.$#/-])(?:\+?1[\s.-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[\s./-]{0,3}[2-9]\d\d[\s.-]?\d{4}(?!\d|[.-]\d)")
_FIGURES = re.compile(r"(?<![A-Za-z])[\dOoIl|][\dOoIl|()./\s+-]{8,}[\dOoIl|](?![A-Za-z])")
_MEANT = str.maketrans("OoIl|", "00111")
MAX_RANGE = 500


@dataclass(frozen=True, slots=True)
class Written:
    """number: E.164. text: what it was read from; a range gives each of its numbers. start, end: where in the text."""

    number: str
    text: str
    start: int
    end: int


def numbers_in(text: str) -> Iterator[Written]:
    """Every US number that could be moved, in order; ranges and hunt groups in full."""
    position = 0
    while match := _next_number(text, position):
        position = match.end()
        if objection_to(_national(match), countries=("US",), opened=()) is not None:
            continue
        until = _UNTIL.match(text, match.end())
        lines, end = _range(match, until) if until else _members(match, text)
        position = max(position, end)
        for line in lines:
            number = f"+1{match['area']}{match['exchange']}{line:04d}"
            yield Written(number, text[match.start() : end].strip(), match.start(), end)


def _next_number(text: str, position: int) -> re.Match[str] | None:
    """Ten figures right behind a number are the next one; elsewhere figures behind figures are part of something longer."""
    room = _NEXT.match(text, position) if position else None
    return (NUMBER_ALONE.match(text, room.end()) if room else None) or NUMBER.search(text, position)


def with_area_first(text: str) -> str:
    """555-0100 thru -0119 (303) as 303-555-0100 thru 0119."""
    return _AREA_BEHIND.sub(lambda match: f"{match['area']}-{match['numbers'].replace(' -', ' ')}", text)


def hidden_numbers_in(text: str) -> list[str]:
    """Numbers of which some digits are hidden, as printed."""
    return [match[0].strip() for match in _HIDDEN.finditer(text)]


def has_toll_free(text: str) -> bool:
    return _TOLL_FREE.search(text) is not None


def with_clear_figures(text: str) -> str:
    """O and l read for 0 and 1 put right inside what is plainly a row of figures. Lengths stay the same."""
    return _FIGURES.sub(lambda match: match[0].translate(_MEANT) if _mostly_figures(match[0]) else match[0], text)


def _mostly_figures(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= 0.6 * sum(map(str.isalnum, text))


def _range(first: re.Match[str], until: re.Match[str]) -> tuple[range, int]:
    """No line at all when the end does not continue the start: half a range would be a guess."""
    nothing = range(0), until.end()
    if until["tail"] is None and (until["last_area"], until["last_exchange"]) != (first["area"], first["exchange"]):
        return nothing
    low, high = int(first["line"]), int(until["tail"] or until["last_line"])
    return (range(low, high + 1), until.end()) if low <= high < low + MAX_RANGE else nothing


def _members(first: re.Match[str], text: str) -> tuple[list[int], int]:
    """The number's own line and those of its hunt group that follow by their last four."""
    lines, end = [int(first["line"])], first.end()
    hunts = _HUNT.search(text) is not None
    while match := (_MEMBER.match(text, end) or (hunts and _SPACED_MEMBER.match(text, end)) or None):
        low, high = int(match["from"]), int(match["to"] or match["from"])
        if not (hunts or not 1900 <= low < 2100) or not low <= high < low + MAX_RANGE:
            break
        lines += range(low, high + 1)
        end = match.end()
    return lines, end


def _national(match: re.Match[str]) -> str:
    return f"{match['area']}{match['exchange']}{match['line']}"
