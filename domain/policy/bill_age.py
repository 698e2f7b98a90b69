"""Is a bill young enough (rule 34)? Its date is at most so many days before the submission, both ends counted, in the location's zone."""

from datetime import date, datetime, timedelta

from domain.calendars.business import local_date
from domain.policy.codes import FindingCode
from domain.policy.rulebook import Rulebook


def bill_age_problem(bill_date: date | None, at: datetime, zone: str, book: Rulebook) -> FindingCode | None:
    """What is wrong with a bill's date for a submission `at` this moment, None if nothing is. Asked at upload and again then."""
    if bill_date is None:
        return FindingCode.BILL_UNDATED
    today = local_date(at, zone)
    if bill_date > today:
        return FindingCode.BILL_FROM_THE_FUTURE
    return FindingCode.BILL_STALE if bill_date < today - timedelta(days=book.bill_max_age_days) else None


def bill_good_until(bill_date: date, book: Rulebook) -> date:
    """The last day on which an order with this bill may be submitted."""
    return bill_date + timedelta(days=book.bill_max_age_days)
