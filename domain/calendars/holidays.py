"""On which days do carriers not work? Named, versioned tables of rules; a version that an order is pinned to never changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

SATURDAY, SUNDAY = 5, 6
MONDAY, THURSDAY = 0, 3


class Holiday(StrEnum):
    NEW_YEAR = "new_year"
    MARTIN_LUTHER_KING = "martin_luther_king"
    PRESIDENTS = "presidents"
    MEMORIAL = "memorial"
    JUNETEENTH = "juneteenth"
    INDEPENDENCE = "independence"
    LABOR = "labor"
    COLUMBUS = "columbus"
    VETERANS = "veterans"
    THANKSGIVING = "thanksgiving"
    DAY_AFTER_THANKSGIVING = "day_after_thanksgiving"
    CHRISTMAS_EVE = "christmas_eve"
    CHRISTMAS = "christmas"


def _fixed(month: int, day: int) -> Callable[[int], date]:
    """A date of the calendar; on a Saturday it is kept on Friday, on a Sunday on Monday."""

    def falls(year: int) -> date:
        on = date(year, month, day)
        return on + timedelta(days={SATURDAY: -1, SUNDAY: 1}.get(on.weekday(), 0))

    return falls


def _nth(month: int, weekday: int, nth: int, *, later: int = 0) -> Callable[[int], date]:
    """The nth weekday of a month, or so many days later. nth = -1 is the last."""

    def falls(year: int) -> date:
        if nth < 0:
            end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return end - timedelta(days=(end.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1) + later)

    return falls


RULES: dict[Holiday, Callable[[int], date]] = {
    Holiday.NEW_YEAR: _fixed(1, 1),
    Holiday.MARTIN_LUTHER_KING: _nth(1, MONDAY, 3),
    Holiday.PRESIDENTS: _nth(2, MONDAY, 3),
    Holiday.MEMORIAL: _nth(5, MONDAY, -1),
    Holiday.JUNETEENTH: _fixed(6, 19),
    Holiday.INDEPENDENCE: _fixed(7, 4),
    Holiday.LABOR: _nth(9, MONDAY, 1),
    Holiday.COLUMBUS: _nth(10, MONDAY, 2),
    Holiday.VETERANS: _fixed(11, 11),
    Holiday.THANKSGIVING: _nth(11, THURSDAY, 4),
    Holiday.DAY_AFTER_THANKSGIVING: _nth(11, THURSDAY, 4, later=1),
    Holiday.CHRISTMAS_EVE: _fixed(12, 24),
    Holiday.CHRISTMAS: _fixed(12, 25),
}


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """common: what every carrier keeps. extra: what one losing carrier keeps besides, by its SPID. single: dates proclaimed once."""

    version: str
    common: tuple[Holiday, ...]
    extra: dict[str, tuple[Holiday, ...]] = field(default_factory=dict)
    single: tuple[date, ...] = ()


TABLES: dict[str, HolidayTable] = {
    table.version: table
    for table in (
        HolidayTable(
            "us-carrier-2026.1",
            (
                Holiday.NEW_YEAR,
                Holiday.MEMORIAL,
                Holiday.JUNETEENTH,
                Holiday.INDEPENDENCE,
                Holiday.LABOR,
                Holiday.THANKSGIVING,
                Holiday.DAY_AFTER_THANKSGIVING,
                Holiday.CHRISTMAS,
            ),
            # Example Telephone, a losing carrier of the rehearsal that keeps every federal holiday.
            extra={
                "9997": (Holiday.MARTIN_LUTHER_KING, Holiday.PRESIDENTS, Holiday.COLUMBUS, Holiday.VETERANS),
            },
        ),
    )
}


class UnknownCalendar(KeyError):
    """No holiday table has this version."""


@dataclass(frozen=True, slots=True)
class CarrierHolidays:
    """The holidays of some losing carriers, asked like a set: `day in holidays`."""

    table: HolidayTable
    losing_spids: tuple[str, ...] = ()

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.name(day) != ""

    def name(self, day: date) -> str:
        """The holiday kept on this day, empty when none is."""
        if day in self.table.single:
            return "proclaimed"
        extra = (holiday for spid in self.losing_spids for holiday in self.table.extra.get(spid, ()))
        kept = (*self.table.common, *extra)
        return next((holiday for holiday, on in _kept_around(kept, day.year) if on == day), "")


def carrier_holidays(version: str, *losing_spids: str) -> CarrierHolidays:
    """Raises UnknownCalendar for a version that no table has."""
    try:
        return CarrierHolidays(TABLES[version], losing_spids)
    except KeyError:
        raise UnknownCalendar(version) from None


@lru_cache(maxsize=256)
def _kept_around(kept: tuple[Holiday, ...], year: int) -> tuple[tuple[Holiday, date], ...]:
    """Next year's as well: a New Year's Day on a Saturday is kept on the last day of the year before."""
    return tuple(_kept_in(kept, year)) + tuple(_kept_in(kept, min(year + 1, date.max.year)))


def _kept_in(kept: tuple[Holiday, ...], year: int) -> Iterator[tuple[Holiday, date]]:
    return ((holiday, RULES[holiday](year)) for holiday in kept)
