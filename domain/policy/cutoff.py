"""May an order still be cancelled, given another date, hurried? Asked at the door, with the rule that decided."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.findings import Decision
from domain.policy.codes import DayReason, RefusalCode
from domain.policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a carrier order has come. moved: a number has left the losing carrier, or failed to. closed: nothing is open any more."""

    foc: datetime | None = None
    moved: bool = False
    closed: bool = False
    supplements_after_foc: int = 0


def may_cancel(standing: Standing, at: datetime, book: Rulebook) -> Decision:
    """Until the cut-off before the FOC; afterwards the numbers move and only a new port leads back."""
    rule = f"{book.version}/cancel_cut_off"
    if standing.closed:
        return _refused(rule, RefusalCode.CANCEL_CLOSED)
    if standing.moved:
        return _refused(rule, RefusalCode.CANCEL_NUMBERS_MOVED)
    if _within(standing.foc, at, book.cancel_cut_off):
        return _refused(rule, RefusalCode.CANCEL_TOO_LATE, _moments(standing.foc, book.cancel_cut_off))
    return Decision(True, rule)


def may_reschedule(standing: Standing, reason: DayReason | None, at: datetime, book: Rulebook) -> Decision:
    """Whether the FOC may be moved to a day of which `foc_reason` says `reason`.

    An allowed decision carries RESCHEDULE_AT_SHORT_NOTICE when it may cause an outage and must be warned of (rule 47).
    """
    rule = f"{book.version}/blackout"
    if standing.closed:
        return _refused(rule, RefusalCode.RESCHEDULE_CLOSED)
    if standing.moved:
        return _refused(rule, RefusalCode.RESCHEDULE_NUMBERS_MOVED)
    if _within(standing.foc, at, book.blackout):
        return _refused(rule, RefusalCode.RESCHEDULE_TOO_LATE, _moments(standing.foc, book.blackout))
    if standing.foc and standing.supplements_after_foc >= book.max_supplements_after_foc:
        limit = {"limit": str(book.max_supplements_after_foc)}
        return _refused(f"{book.version}/max_supplements_after_foc", RefusalCode.RESCHEDULE_TOO_MANY, limit)
    if reason is not None:
        return _refused(f"{book.version}/foc", RefusalCode.RESCHEDULE_DATE_NOT_ALLOWED, {"reason": reason})
    if _within(standing.foc, at, book.short_notice):
        return Decision(True, rule, RefusalCode.RESCHEDULE_AT_SHORT_NOTICE)
    return Decision(True, rule)


def may_expedite(
    standing: Standing, *, wanted: date, planned: date, earliest: date, reason: DayReason | None, at: datetime, book: Rulebook
) -> Decision:
    """Whether an order planned for one day may be asked for an earlier one. earliest: what the rules of the port type allow."""
    rule = f"{book.version}/expedite"
    if planned <= earliest:
        return _refused(rule, RefusalCode.EXPEDITE_NO_EARLIER_DATE, {"earliest": earliest.isoformat()})
    if wanted >= planned:
        return _refused(rule, RefusalCode.EXPEDITE_NOT_EARLIER, {"planned": planned.isoformat()})
    return may_reschedule(standing, reason, at, book)


def _within(foc: datetime | None, at: datetime, span: timedelta) -> bool:
    return foc is not None and at >= foc - span


def _moments(foc: datetime | None, span: timedelta) -> dict[str, str]:
    return {"foc": foc.isoformat(), "cut_off": (foc - span).isoformat()} if foc else {}


def _refused(rule_id: str, code: RefusalCode, params: dict[str, str] | None = None) -> Decision:
    return Decision(False, rule_id, code, params or {})
