"""One language's voice: its sentences, and how it writes moments, days, numbers and lists."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import dates, lists, numbers

from words.catalogue import LOCALES, SOURCE_LANGUAGE, languages, translations

# Formats are those of the country a catalogue is written for; all customers are in the USA.
_FORMATS = {"en": "en_US", "sv": "sv_SE", "de": "de_DE"}
_NARROW_SPACE = "\u202f"
_E164 = re.compile(r"\+1\d{10}", re.ASCII)
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Words:
    """What to say in one language. A language without a catalogue speaks English."""

    language: str = SOURCE_LANGUAGE
    folder: Path = LOCALES

    @property
    def locale(self) -> str:
        spoken = self.language if self.language in languages(self.folder) else SOURCE_LANGUAGE
        return _FORMATS.get(spoken, spoken)

    def gettext(self, message: str, /, **params: object) -> str:
        """The sentence in this language, its `%(name)s` filled (see `counted`). Raises KeyError when a parameter is missing."""
        text = translations(self.language, self.folder).gettext(message)
        return text % self.counted(params) if params else text

    def ngettext(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        """As gettext, by count; `%(num)s` is the count."""
        text = translations(self.language, self.folder).ngettext(singular, plural, n)
        return text % self.counted({"num": n, **params})

    def count(self, count: int) -> str:
        """'5,000'."""
        return numbers.format_decimal(count, locale=self.locale)

    def counted(self, params: Mapping[str, object]) -> Mapping[str, object]:
        """Parameters of a sentence, its whole numbers told as counts."""
        counts = {name: value for name, value in params.items() if isinstance(value, int) and not isinstance(value, bool)}
        return {**params, **{name: self.count(value) for name, value in counts.items()}}

    def when(self, moment: datetime, time_zone: str) -> str:
        """'Tuesday, December 1, 2026 at 11:30 AM EST'. Raises ValueError for a moment without a zone."""
        if moment.utcoffset() is None:
            raise ValueError("a moment without a time zone cannot be told")
        local = moment.astimezone(ZoneInfo(time_zone))
        day = dates.format_date(local, "full", locale=self.locale)
        time = dates.format_time(local, "short", locale=self.locale).replace(_NARROW_SPACE, " ")
        return self.gettext("%(day)s at %(time)s %(zone)s", day=day, time=time, zone=local.tzname())

    def day(self, day: date) -> str:
        """'Tuesday, December 1, 2026'. Raises TypeError for a moment: the day of a moment depends on a zone."""
        if isinstance(day, datetime):
            raise TypeError("a moment is told by `when`")
        return dates.format_date(day, "full", locale=self.locale)

    def number(self, number: str) -> str:
        """A NANP number as '(303) 555-0100'; anything else as it is."""
        digits = number.removeprefix("+1")
        if number.startswith("+1") and len(digits) == 10 and digits.isdecimal():
            return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
        return number

    def value(self, value: str, time_zone: str = "") -> str:
        """A parameter, told by its shape: E.164 numbers (comma-separated), an ISO day, an ISO moment if a zone is given, else as it is."""
        parts = [part.strip() for part in value.split(",")]
        if all(_E164.fullmatch(part) for part in parts):
            return self.listed(self.number(part) for part in parts)
        try:
            if _ISO_DAY.fullmatch(value):
                return self.day(date.fromisoformat(value))
            if time_zone and _ISO_MOMENT.fullmatch(value):
                return self.when(datetime.fromisoformat(value), time_zone)
        except ValueError:
            return value
        return value

    def listed(self, items: Iterable[object]) -> str:
        """'a, b, and c'."""
        return lists.format_list([str(item) for item in items], locale=self.locale)

    def duration(self, length: timedelta) -> str:
        """'3 days', '2 hours': rounded to its largest unit."""
        return dates.format_timedelta(length, threshold=1, locale=self.locale)

    def filters(self) -> Mapping[str, Callable[..., str]]:
        """For templates: formatting is a filter, not logic in the template."""
        return {
            "when": self.when,
            "day": self.day,
            "number": self.number,
            "count": self.count,
            "listed": self.listed,
        }


def spoken(wanted: Iterable[str], folder: Path = LOCALES) -> str:
    """The first wanted language that has a catalogue (`sv-SE` finds `sv`), else English."""
    offered = languages(folder)
    for language in wanted:
        base = language.replace("_", "-").partition("-")[0].lower()
        if base in offered:
            return base
    return SOURCE_LANGUAGE
