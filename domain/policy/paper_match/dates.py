"""Is the bill fresh, by every way its date can be read? A stale one is never let through by a doubt (rule 34)."""

import re
from collections.abc import Iterator
from datetime import date

from domain.findings import Severity
from domain.policy.bill_age import bill_age_problem, bill_good_until
from domain.policy.codes import FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.paper_match.comparison import Comparison, PaperField, agrees, told, values
from domain.policy.rulebook import Rulebook
from domain.porting.paper import DateProblem, PaperFact, PaperFacts

SURE = 0.6
_IN_FIGURES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")


def compare_date(facts: PaperFacts, evidence: PreflightEvidence, book: Rulebook) -> Iterator[Comparison]:
    """Blocked when stale, future or undated; put to staff when it is hard to read, or can be read in ways that do not all make it fresh."""
    days, dates = _readings(facts), facts.bill_dates
    verdicts = {bill_age_problem(day, evidence.at, evidence.zone, book) for day in days}
    if len(days) == 1 and dates[0].confidence < SURE:
        yield told(Severity.BLOCKED, FindingCode.BILL_DATE_UNSURE, PaperField.BILL_DATE, "", dates[0].value, dates)
    elif not days or None not in verdicts:
        yield _unfit(facts, max(days, default=None), evidence, book)
    elif len(days) > 1:
        severity = Severity.CONFIRM if verdicts == {None} else Severity.BLOCKED
        found = ", ".join(fact.text for fact in dates)
        yield told(severity, FindingCode.BILL_DATE_AMBIGUOUS, PaperField.BILL_DATE, "", found, dates)
    else:
        yield agrees("bill", PaperField.BILL_DATE, "", values(dates[:1]), *dates[:1])


def _readings(facts: PaperFacts) -> tuple[date, ...]:
    """Every day that the bill's date may be; several when the facts call it ambiguous."""
    days = tuple(date.fromisoformat(fact.value) for fact in facts.bill_dates)
    if facts.date_problem is not DateProblem.AMBIGUOUS:
        return days[:1]
    return tuple(dict.fromkeys((*days, *(turned for fact in facts.bill_dates if (turned := _turned(fact))))))


def _turned(fact: PaperFact) -> date | None:
    """The day with day and month exchanged, where it is written in figures that allow it."""
    day = date.fromisoformat(fact.value)
    could_be = _IN_FIGURES.match(fact.text) and day.day <= 12 and day.day != day.month
    return date(day.year, day.day, day.month) if could_be else None


def _unfit(facts: PaperFacts, day: date | None, evidence: PreflightEvidence, book: Rulebook) -> Comparison:
    problem = bill_age_problem(day, evidence.at, evidence.zone, book) or FindingCode.BILL_UNDATED
    params = {"days": str(book.bill_max_age_days)}
    if day is not None:
        params |= {"bill_date": day.isoformat(), "good_until": bill_good_until(day, book).isoformat()}
    return told(Severity.BLOCKED, problem, PaperField.BILL_DATE, "", day.isoformat() if day else "", facts.bill_dates, **params)
