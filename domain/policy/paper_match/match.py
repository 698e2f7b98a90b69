"""All that the papers of an order prove and contradict: the same comparisons for page, door, mail and workflow."""

from collections.abc import Iterator
from dataclasses import replace

from domain.findings import Severity
from domain.policy.codes import FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.paper_match.account import compare_account
from domain.policy.paper_match.comparison import Comparison
from domain.policy.paper_match.condition import hard_to_read, hidden_text, not_a_bill, not_a_csr, unread_bill, unread_csr
from domain.policy.paper_match.dates import compare_date
from domain.policy.paper_match.forecast import compare_ages
from domain.policy.paper_match.numbers import compare_btn, compare_masked, compare_numbers, compare_replacement
from domain.policy.paper_match.people import compare_billing_name, compare_signer
from domain.policy.paper_match.places import compare_address, compare_location
from domain.policy.paper_match.provider import compare_network, compare_provider
from domain.policy.paper_match.sides import BILL, CSR, PaperCodes
from domain.policy.paper_match.special_lines import compare_services
from domain.policy.rulebook import Rulebook
from domain.porting.paper import PaperFacts, plain_account
from domain.porting.request import PortRequest

# What staff may let pass after looking at the page; nothing else becomes right by being looked at.
CLEARABLE_ON_PAPER = frozenset(
    {
        FindingCode.BILL_UNDATED,
        FindingCode.BILL_DATE_AMBIGUOUS,
        FindingCode.BILL_DATE_UNSURE,
        FindingCode.BILL_UNREADABLE,
        FindingCode.BILL_NOT_A_BILL,
        FindingCode.BILL_COUNTRY_NOT_SUPPORTED,
        FindingCode.BILL_HIDDEN_TEXT,
        FindingCode.BILL_UNCERTAIN,
        FindingCode.CSR_HIDDEN_TEXT,
        FindingCode.SIGNER_NOT_ON_BILL,
        FindingCode.SIGNER_UNSURE,
        FindingCode.SIGNER_NO_NAME_ON_BILL,
        FindingCode.SIGNER_COMPANY_ONLY,
    }
)


def compare(request: PortRequest, evidence: PreflightEvidence, book: Rulebook) -> tuple[Comparison, ...]:
    """Every comparison, the agreeing ones too, bill first; what staff have let pass is FINE. What is not typed yet is not compared."""
    found = (*_bill(request, evidence, book), *_csr(request, evidence), *compare_ages(evidence, book))
    return tuple(_cleared(comparison, evidence) for comparison in found)


def _cleared(comparison: Comparison, evidence: PreflightEvidence) -> Comparison:
    if comparison.finding.code not in CLEARABLE_ON_PAPER & evidence.cleared:
        return comparison
    return replace(comparison, finding=replace(comparison.finding, severity=Severity.FINE))


def _bill(request: PortRequest, evidence: PreflightEvidence, book: Rulebook) -> Iterator[Comparison]:
    facts = evidence.bill.facts
    if facts is None:
        yield unread_bill(evidence.bill)
        return
    other = not_a_bill(facts)
    if other is not None:
        yield other
        if other.finding.code not in evidence.cleared:
            return
    seen = (
        *compare_date(facts, evidence, book),
        *compare_provider(facts, request),
        *compare_network(facts, request, evidence),
        *_fields(facts, request, evidence, BILL, _on_record(evidence)),
        *compare_signer(facts, request, book),
        *compare_masked(facts, request),
        *compare_replacement(facts, request),
        *compare_services(facts, request, "bill"),
        *compare_location(request, evidence),
    )
    yield from seen
    yield from hard_to_read(facts, seen)


def _csr(request: PortRequest, evidence: PreflightEvidence) -> Iterator[Comparison]:
    facts = evidence.csr.facts
    if facts is None:
        yield from unread_csr(evidence.csr)
        return
    other = not_a_csr(facts)
    if other is not None:
        yield other
        return
    yield from _fields(facts, request, evidence, CSR)
    told = {fact.value for fact in evidence.bill.facts.services} if evidence.bill.facts else set[str]()
    news = tuple(fact for fact in facts.services if fact.value not in told)
    yield from compare_services(replace(facts, services=news), request, "csr")


def _on_record(evidence: PreflightEvidence) -> frozenset[str]:
    """The numbers that a service record of this very account proves."""
    facts = evidence.csr.facts
    mine = plain_account(evidence.account_number)
    if facts is None or not_a_csr(facts) is not None or mine not in {plain_account(fact.value) for fact in facts.accounts}:
        return frozenset()
    return frozenset(fact.value for fact in facts.all_numbers)


def _fields(
    facts: PaperFacts, request: PortRequest, evidence: PreflightEvidence, codes: PaperCodes, elsewhere: frozenset[str] = frozenset()
) -> Iterator[Comparison]:
    yield from compare_account(facts, evidence, codes)
    yield from compare_billing_name(facts, request, codes)
    yield from compare_address(facts, request, codes)
    yield from compare_numbers(facts, request, codes, elsewhere)
    yield from compare_btn(facts, request, codes)
    yield from hidden_text(facts, codes)
