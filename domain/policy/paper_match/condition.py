"""What paper is it, and can it be trusted? Asked before any field, and of what a person should look at."""

from collections.abc import Iterator, Mapping

from domain.findings import Severity
from domain.policy.codes import FindingCode
from domain.policy.evidence import PaperInHand, PaperState
from domain.policy.paper_match.comparison import Comparison, PaperField, told
from domain.policy.paper_match.dates import SURE
from domain.policy.paper_match.sides import PaperCodes
from domain.porting.paper import DateProblem, PaperFact, PaperFacts, PaperKind

_PAPER = PaperField.PAPER
_UNREAD: Mapping[PaperState, FindingCode] = {
    PaperState.MISSING: FindingCode.BILL_MISSING,
    PaperState.RECEIVED: FindingCode.BILL_BEING_READ,
    PaperState.READING: FindingCode.BILL_BEING_READ,
}


def unread_bill(bill: PaperInHand) -> Comparison:
    return told(Severity.BLOCKED, _UNREAD.get(bill.state, FindingCode.BILL_UNREADABLE), _PAPER)


def unread_csr(csr: PaperInHand) -> Iterator[Comparison]:
    """A CSR is no must: one that cannot be read is told of, and stops nobody."""
    if csr.state in {PaperState.REFUSED, PaperState.UNREADABLE}:
        yield told(Severity.CONFIRM, FindingCode.CSR_UNREADABLE, _PAPER, paper="csr")


def not_a_bill(facts: PaperFacts) -> Comparison | None:
    """What says that it is no bill that we can take; None for a US telephone bill."""
    if facts.kind is PaperKind.FOREIGN_BILL or (facts.kind is PaperKind.BILL and facts.country not in {"", "US"}):
        return told(Severity.BLOCKED, FindingCode.BILL_COUNTRY_NOT_SUPPORTED, _PAPER, "", facts.country, country=facts.country)
    if facts.kind is not PaperKind.BILL:
        return told(Severity.BLOCKED, FindingCode.BILL_NOT_A_BILL, _PAPER, "", facts.kind, kind=facts.kind)
    return None


def not_a_csr(facts: PaperFacts) -> Comparison | None:
    if facts.kind is PaperKind.CSR:
        return None
    return told(Severity.CONFIRM, FindingCode.CSR_NOT_A_CSR, _PAPER, "", facts.kind, paper="csr", kind=facts.kind)


def doubts(facts: PaperFacts) -> tuple[str, ...]:
    """Codes of what only a person can judge of a bill or CSR, whatever was typed: what opens a task as soon as it is read."""
    bill = facts.kind is PaperKind.BILL
    rows = (
        (FindingCode.BILL_UNDATED, bill and not facts.bill_dates),
        (FindingCode.BILL_DATE_AMBIGUOUS, bill and facts.date_problem is DateProblem.AMBIGUOUS and bool(facts.bill_dates)),
        (FindingCode.BILL_DATE_UNSURE, bill and len(facts.bill_dates) == 1 and facts.bill_dates[0].confidence < SURE),
        (FindingCode.SIGNER_NO_NAME_ON_BILL, bill and not facts.all_names),
        (FindingCode.BILL_HIDDEN_TEXT if bill else FindingCode.CSR_HIDDEN_TEXT, facts.hidden_text),
        (FindingCode.BILL_UNCERTAIN, bill and bool(_doubtful(facts))),
    )
    return tuple(code.value for code, doubtful in rows if doubtful)


def hidden_text(facts: PaperFacts, codes: PaperCodes) -> Iterator[Comparison]:
    if facts.hidden_text:
        text = ", ".join(fact.text for fact in facts.hidden)
        yield told(Severity.CONFIRM, codes.hidden_text, _PAPER, "", text, facts.hidden, paper=codes.paper)


def hard_to_read(facts: PaperFacts, seen: tuple[Comparison, ...]) -> Iterator[Comparison]:
    """Facts that were read with doubt, but for the date, which has its own finding, and what agrees with what was typed."""
    proven = {fact for comparison in seen if comparison.agrees for fact in comparison.facts}
    left = tuple(fact for fact in _doubtful(facts) if fact not in proven)
    if left:
        yield told(Severity.CONFIRM, FindingCode.BILL_UNCERTAIN, _PAPER, "", "", left, count=str(len(left)))


def _doubtful(facts: PaperFacts) -> tuple[PaperFact, ...]:
    everything = (facts.provider, *facts.accounts, *facts.all_names, *facts.addresses, *facts.all_numbers)
    return tuple(fact for fact in everything if fact is not None and fact.confidence < SURE)
