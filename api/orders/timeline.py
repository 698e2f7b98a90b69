"""An order's facts as lines that people read, the same for page, JSON door and stream."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import PortId, read_stream
from domain.porting import facts as f
from store.facts import Told
from words.findings import FINDINGS
from words.rejections import rejection_told
from words.sentence import explain
from words.timeline import fact_told
from words.translation import Words

_WRONG = frozenset(
    {
        *("preflight_failed", "lsr_rejected", "supplement_refused", "foc_withdrawn", "numbers_failed", "numbers_snapped_back"),
        *("conflict_noticed", "silence_noticed", "outcome_unknown", "cancel_refused"),
    }
)
_DONE = frozenset({"numbers_activated", "port_settled", "order_closed", "port_verified", "foc_received", "order_split"})
_MOST_NUMBERS = 5


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """position: rises; the id of the line in streams. n: carrier order, 0 for the whole. tone: done, wrong or plain. by: who, coarsely."""

    position: int
    at: datetime
    kind: str
    n: int
    text: str
    details: tuple[str, ...]
    tone: str
    by: str
    actor: str
    reason: str


def line(told: Told, words: Words, zone: str, *, staff: bool) -> TimelineLine:
    """Customers are not told which carrier, which of us, or why we thought so."""
    stream, entry = read_stream(told.stream), told.entry
    kind = entry.fact.kind
    tone = "wrong" if kind in _WRONG else "done" if kind in _DONE else "plain"
    by = _by(entry.actor)
    return TimelineLine(
        position=told.position,
        at=entry.at,
        kind=kind,
        n=stream.n if isinstance(stream, PortId) else 0,
        text=fact_told(kind, words),
        details=tuple(detail for detail in _details(entry.fact, words, zone) if detail),
        tone=tone,
        by=by,
        actor=entry.actor if staff or by == "person" else "",
        reason=entry.reason if staff else "",
    )


def _by(actor: str) -> str:
    if actor.startswith(("usr_", "tok_")):
        return "person"
    return "system" if actor == "system" else "carrier"


def _details(fact: f.Fact, words: Words, zone: str) -> tuple[str, ...]:
    match fact:
        case f.PreflightFailed(codes=codes, to_review=numbers):
            told = (explain(code, FINDINGS, words).wrong for code in codes)
            return (*told, _numbers(numbers, words) if numbers else "")
        case f.ReadinessChecked(codes=codes):
            return tuple(explain(code, FINDINGS, words).wrong for code in codes)
        case f.LsrRejected(codes=codes):
            return tuple(rejection_told(code, words).wrong for code in codes)
        case f.NumbersFailed(numbers=numbers, codes=codes):
            return (_numbers(numbers, words), *(rejection_told(code, words).wrong for code in codes))
        case f.FocReceived(foc=foc):
            return (words.when(foc, zone),)
        case f.RescheduleAsked(requested_foc=day):
            return (words.day(day),)
        case f.OrderSubmitted(numbers=numbers) | f.NumbersActivated(numbers=numbers) | f.NumbersSnappedBack(numbers=numbers):
            return (_numbers(numbers, words),)
        case f.CancelRefused(code=code) | f.SupplementRefused(code=code) if code:
            return (rejection_told(code, words).wrong,)
        case _:
            return ()


def _numbers(numbers: tuple[str, ...], words: Words) -> str:
    if len(numbers) > _MOST_NUMBERS:
        return words.ngettext("%(num)s number", "%(num)s numbers", len(numbers))
    return words.listed(words.number(number) for number in numbers)
