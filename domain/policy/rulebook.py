"""Which rules are in force? Every number and switch of the platform's policies, by version.

An order keeps the version it was opened under. A version in use is never edited: a change is a new version.
"""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum

from domain.calendars.holidays import CarrierHolidays, carrier_holidays
from domain.numbers.limits import ReadingLimits


class MainNumberPolicy(StrEnum):
    """Whether a ported number may become the main number (rule 59)."""

    AFTER_ACTIVATION = "after_activation"
    NEVER = "never"


class SplitBy(StrEnum):
    CARRIER = "carrier"
    LOSING_SPID = "losing_spid"
    RATE_CENTRE = "rate_centre"
    LINE_TYPE = "line_type"


@dataclass(frozen=True, slots=True)
class Interval:
    """Orders of at most `up_to` numbers take `business_days`."""

    up_to: int
    business_days: int


@dataclass(frozen=True, slots=True)
class FocRule:
    """How soon a losing carrier must let go. cut_off: local time after which a request counts from the next business day."""

    rule_id: str
    cut_off: time
    intervals: tuple[Interval, ...]

    def business_days(self, numbers: int) -> int:
        """Days for an order of this size; the last row holds for anything larger."""
        return next((row.business_days for row in self.intervals if numbers <= row.up_to), self.intervals[-1].business_days)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long silence is borne before it is news."""

    business_days: int = 0
    hours: int = 0


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules in the plural: domain.md numbers in brackets."""

    version: str
    holiday_calendar: str = "us-carrier-2026.1"

    max_numbers_per_order: int = 500
    max_paste_bytes: int = 50_000
    served_countries: tuple[str, ...] = ("US",)  # [18]
    opened_area_codes: tuple[str, ...] = ()

    trial_may_port: bool = False  # [23]
    trial_max_numbers: int = 10  # [23]
    new_numbers_per_order: int = 100  # [22]
    block_sizes: tuple[int, ...] = (10, 50, 100)  # [26]
    ports_need_terms: bool = False  # [8]
    terms_version: str = "2026-11"  # the earliest that will do

    bill_max_age_days: int = 30  # [34]
    bill_types: tuple[str, ...] = ("application/pdf", "image/png")  # [34]
    loa_max_age_days: int = 60
    resubmission_days: int = 10  # a rejection's answer and correction, as they usually take
    company_only_needs_staff: bool = True  # [35]
    declarations_version: str = "2026.1"
    unassigned_allowed: bool = True  # [60]
    main_number: MainNumberPolicy = MainNumberPolicy.AFTER_ACTIVATION  # [59]

    simple: FocRule = FocRule("47cfr52.35a", time(13), (Interval(500, 1),))
    non_simple: FocRule = FocRule("47cfr52.35d", time(15), (Interval(50, 4), Interval(100, 10), Interval(500, 15)))
    max_days_ahead: int = 30
    split_by: tuple[SplitBy, ...] = (SplitBy.CARRIER, SplitBy.LOSING_SPID, SplitBy.RATE_CENTRE, SplitBy.LINE_TYPE)
    max_numbers_per_carrier_order: int = 100

    blackout: timedelta = timedelta(hours=24)
    cancel_cut_off: timedelta = timedelta(hours=24)
    short_notice: timedelta = timedelta(hours=48)  # [47]
    max_supplements_after_foc: int = 3
    gate_early_business_days: int = 3
    gate_middle: timedelta = timedelta(hours=48)
    gate_last_margin: timedelta = timedelta(hours=2)

    lsr_answer: Patience = Patience(business_days=2)
    cancel_answer: Patience = Patience(business_days=1)
    activation: Patience = Patience(hours=24)
    correction_days: int = 30
    correction_reminder_days: tuple[int, ...] = (3, 10, 20, 27)
    verification_delay: timedelta = timedelta(minutes=30)
    snapback_window: timedelta = timedelta(hours=24)
    desk: Patience = Patience(business_days=1)
    desk_urgent: Patience = Patience(hours=4)

    draft_expiry_days: int = 30
    draft_warning_days: int = 3
    quoted_business_days: tuple[int, int] = (7, 10)  # [41]
    price_list: str = "us-2026.1"  # [48, 51-53]

    def foc_rule(self, *, simple: bool) -> FocRule:
        return self.simple if simple else self.non_simple

    def holidays(self, *losing_spids: str) -> CarrierHolidays:
        """The days that these losing carriers do not work."""
        return carrier_holidays(self.holiday_calendar, *losing_spids)

    def reading_limits(self) -> ReadingLimits:
        return ReadingLimits(
            max_numbers=self.max_numbers_per_order,
            max_bytes=self.max_paste_bytes,
            max_range=self.max_numbers_per_order,
            countries=self.served_countries,
            opened_area_codes=self.opened_area_codes,
        )


CURRENT = "us-2026.1"
RULEBOOKS: dict[str, Rulebook] = {book.version: book for book in (Rulebook("us-2026.1"),)}


class UnknownRulebook(KeyError):
    """No rulebook has this version; one that an order uses must never be taken away."""


def rulebook(version: str = CURRENT) -> Rulebook:
    """Raises UnknownRulebook."""
    try:
        return RULEBOOKS[version]
    except KeyError:
        raise UnknownRulebook(version) from None
