"""When will the papers be too old to be sent again? A rejection is answered and corrected in days, and papers age meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendars.business import local_date
from domain.findings import Severity
from domain.policy.bill_age import bill_good_until
from domain.policy.codes import FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.paper_match.comparison import Comparison, PaperField, told
from domain.policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Forecast:
    """resubmission: the day by which a rejected order is likely sent again. A paper is too old from the day after its last good one.

    bill_until, loa_until: the last good days; None where the date is not known.
    """

    resubmission: date
    bill_until: date | None = None
    loa_until: date | None = None

    @property
    def bill_in_time(self) -> bool:
        return self.bill_until is None or self.resubmission <= self.bill_until

    @property
    def loa_in_time(self) -> bool:
        return self.loa_until is None or self.resubmission <= self.loa_until


def forecast(today: date, bill_day: date | None, signed: date | None, book: Rulebook) -> Forecast:
    """What holds for an order submitted `today`, in the location's zone."""
    return Forecast(
        today + timedelta(days=book.resubmission_days),
        bill_good_until(bill_day, book) if bill_day else None,
        signed + timedelta(days=book.loa_max_age_days) if signed else None,
    )


def forecast_of(evidence: PreflightEvidence, book: Rulebook) -> Forecast:
    """The same from the papers in hand; a letter that is void has no day."""
    facts, loa = evidence.bill.facts, evidence.loa
    signed = local_date(loa.signed_at, evidence.zone) if loa.signed and loa.signed_at and not loa.voided else None
    return forecast(local_date(evidence.at, evidence.zone), facts.bill_day if facts else None, signed, book)


def compare_ages(evidence: PreflightEvidence, book: Rulebook) -> Iterator[Comparison]:
    """Papers that are good today and would not be after a rejection; those too old already have their own findings."""
    seen, today = forecast_of(evidence, book), local_date(evidence.at, evidence.zone)
    rows = (
        ("bill", FindingCode.BILL_SOON_TOO_OLD, PaperField.BILL_DATE, seen.bill_until, seen.bill_in_time),
        ("loa", FindingCode.LOA_SOON_TOO_OLD, PaperField.LOA_DATE, seen.loa_until, seen.loa_in_time),
    )
    for paper, code, field, until, in_time in rows:
        if until is not None and not in_time and today <= until:
            days = {"good_until": until.isoformat(), "resubmission": seen.resubmission.isoformat()}
            yield told(Severity.CONFIRM, code, field, "", until.isoformat(), (), paper=paper, **days)
