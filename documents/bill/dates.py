"""The bill's own date: never the due date, the service period, or the day it was paid, printed or will come again."""

import re
from collections.abc import Sequence
from datetime import date

from documents.bill.found import Candidate, fact, labelled
from documents.reader.answer import PageText
from domain.porting.paper import DateProblem, PaperFact

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NAMED = re.compile(_MONTH.format("month") + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)", re.I)
_NAMED_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+" + _MONTH.format("month") + r",?[\s-]+(?P<year>\d{4})(?!\d)", re.I)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_FIGURES = re.compile(r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?!\d)")
_GOES_ON = re.compile(r"\s*(?:-|–|—|to\b|thru\b|through\b)\s*\S", re.I)

BILL_DATE = re.compile(
    r"(?<![a-z])(?<!due )(?<!next )(?<!last )(?<!previous )(?<!prior )(?<!first )(?<!final )"
    r"(?:(?:bill|billing|invoice|statement)\s+(?:issue\s+)?date|date\s+of\s+(?:bill|invoice|statement|issue)|(?:bill|invoice|statement)\s+"
    r"(?:issued|dated|prepared)(?:\s+on)?|issue\s+date|date\s+issued|(?:bill|invoice|statement)\s+of)(?!\s+(?:range|due|paid))(?![a-z])",
    re.I,
)


def find_bill_date(pages: Sequence[PageText]) -> tuple[tuple[PaperFact, ...], DateProblem]:
    """Every date labelled as the bill's, value as ISO text; ambiguous when they differ or their day and month may be swapped."""
    order_unsure = _day_first_elsewhere(pages)
    found: dict[str, PaperFact] = {}
    swapped = False
    for page in pages:
        for candidates in labelled(page, BILL_DATE):
            dated = _first_date(candidates)
            if dated is not None:
                found.setdefault(dated[0].isoformat(), fact(dated[0].isoformat(), page, dated[1]))
                swapped |= order_unsure and _could_be_swapped(dated[1].text)
    if not found:
        return (), DateProblem.UNDATED
    return tuple(found.values()), DateProblem.AMBIGUOUS if len(found) > 1 or swapped else DateProblem.NONE


def read_date(text: str) -> date | None:
    """The date that the text begins with; None when it begins with something else, or with a period of days."""
    for pattern in (_NAMED, _NAMED_DAY_FIRST, _ISO, _FIGURES):
        match = pattern.match(text)
        if match:
            return None if _is_period(text[match.end() :]) else _as_date(match)
    return None


def _first_date(candidates: tuple[Candidate, ...]) -> tuple[date, Candidate] | None:
    for candidate in candidates:
        day = read_date(candidate.text)
        if day is not None:
            return day, candidate
    return None


def _is_period(rest: str) -> bool:
    return _GOES_ON.match(rest) is not None


def _as_date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        month, day = (second, first) if first > 12 else (first, second)
    else:
        named = parts["month"][:3].lower()
        month, day = _MONTHS.index(named) + 1 if named in _MONTHS else int(named), int(parts["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _could_be_swapped(text: str) -> bool:
    match = _FIGURES.match(text)
    return match is not None and match["first"] != match["second"] and max(int(match["first"]), int(match["second"])) <= 12


def _day_first_elsewhere(pages: Sequence[PageText]) -> bool:
    """Whether some date in figures can only be read day first, as no US bill would print it."""
    for page in pages:
        for cell in page.cells:
            for match in _FIGURES.finditer(cell.text):
                if int(match["first"]) > 12 and 1 <= int(match["second"]) <= 12 and int(match["first"]) <= 31:
                    return True
    return False
