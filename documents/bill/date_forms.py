"""Dates as bills write them, and whether day and month could be meant the other way round."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d)"
_SHORT_YEAR = r"(?P<year>[23]\d)(?![\d:/.-])"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        _MONTH + r"[\s-]*(?P<day>\d{1,2})(?:st|nd|rd|th)?[,.]?[\s-]*" + _YEAR,
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]*" + _MONTH + r"[,.]?[\s-]*" + _YEAR,
        r"(?P<year>(?:19|20)\d{2})(?P<mark>[-/])(?P<month>\d{2})(?P=mark)(?P<day>\d{2})(?!\d)",
        _MONTH + r"[\s-]*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:-|[,.]?\s+'?)" + _SHORT_YEAR,
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]*" + _MONTH + r"(?:-|[,.]?\s*'?)" + _SHORT_YEAR,
        r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d{2}|\d{2})(?![\d/.-]\d|\d)",
    )
)
ANY = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d{2}(?!\d|[/.-]\d)|\d{4}([-/])\d{2}\1\d{2}(?!\d)|\d{1,2}(?:st"
    r"|nd|rd|th)?[\s-]*[a-z]{3,9}\.?,?[\s-]*20\d{2}"
    r"|(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s-]*\d{1,2}(?:st|nd|rd|th)?,?[\s-]*20\d{2})",
    re.I,
)
PART_OF_A_DATE = re.compile(_MONTH + r"(?:\s*\d{1,2}(?:st|nd|rd|th)?)?\s*,?", re.I)
"""A month and perhaps its day, without a year."""
_WEEKDAY = re.compile(r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*", re.I)
_SHORT = re.compile(r"(?<![\d/.$])(\d{1,2})/(\d{1,2})(?![\d/])")
_GOES_ON = re.compile(r"(\s*(?:-|–|—|to\b|thru\b|through\b)\s*)(?=\d|[a-z]{3})", re.I)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """month_first and day_first: the day in both orders; equal where only one is possible or the month has its name."""

    month_first: date
    day_first: date
    end: int

    @property
    def unsure(self) -> bool:
        return self.month_first != self.day_first


def written_date(text: str) -> WrittenDate | None:
    """The date that the text begins with, after its day of the week; None when it begins with something else, or with a period."""
    weekday = _WEEKDAY.match(text)
    for form in _FORMS:
        match = form.match(text, weekday.end() if weekday else 0)
        if match:
            return None if _GOES_ON.match(text, match.end()) else _both_ways(match)
    return None


def read_date(text: str) -> date | None:
    """The date that the text begins with, the US way where two are possible."""
    written = written_date(text)
    return None if written is None else written.month_first


def periods(text: str) -> list[tuple[WrittenDate, WrittenDate]]:
    """First and last day of every period in the text."""
    found = []
    for match in ANY.finditer(text):
        goes_on = _GOES_ON.match(text, match.end())
        first, last = _any_form(match[0]), _any_form(text[goes_on.end(1) :]) if goes_on else None
        if first is not None and last is not None:
            found.append((first, last))
    return found


def only_day_first(text: str) -> bool:
    """Whether some date in figures here can only be read day first."""
    return any(first > 12 >= second for first, second in _figures(text))


def only_month_first(text: str) -> bool:
    """Whether some date in figures here can only be read month first."""
    short = [(int(match[1]), int(match[2])) for match in _SHORT.finditer(text)]
    return any(31 >= second > 12 >= first for first, second in (*_figures(text), *short))


def _figures(text: str) -> list[tuple[int, int]]:
    found = (_FORMS[-1].match(each[0]) for each in ANY.finditer(text))
    return [(int(match["first"]), int(match["second"])) for match in found if match]


def _any_form(text: str) -> WrittenDate | None:
    matches = (form.match(text) for form in _FORMS)
    return next((written for match in matches if match and (written := _both_ways(match))), None)


def _both_ways(match: re.Match[str]) -> WrittenDate | None:
    parts = match.groupdict()
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if "first" not in parts:
        named = parts["month"][:3].lower()
        day = _day(year, _MONTHS.index(named) + 1 if named in _MONTHS else int(named), int(parts["day"]))
        return None if day is None else WrittenDate(day, day, match.end())
    first, second = int(parts["first"]), int(parts["second"])
    us, other = _day(year, first, second), _day(year, second, first)
    if us is None and other is None:
        return None
    return WrittenDate(us or other or date.min, other or us or date.min, match.end())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
