"""Is an order fit to be sent? Everything that is wrong with it, at once (rule 39). Mail and page show the same findings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from domain.findings import Finding, Severity
from domain.policy.btn import btn_findings, moving_numbers
from domain.policy.codes import FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.paper import loa_findings, paper_findings, signer_findings
from domain.policy.paper_match.match import CLEARABLE_ON_PAPER
from domain.policy.readiness import line_findings, main_number_findings, place_findings
from domain.policy.rulebook import Rulebook
from domain.porting.request import PortRequest

# What staff may let pass after looking into it; nothing else becomes right by being looked at.
CLEARABLE = CLEARABLE_ON_PAPER | {FindingCode.NUMBER_NEEDS_REVIEW, FindingCode.SIGNER_DELEGATED}


def preflight(request: PortRequest, evidence: PreflightEvidence, book: Rulebook) -> tuple[Finding, ...]:
    """Every finding about the request. It may go when none is BLOCKED; CONFIRM asks the customer to look again.

    Numbers set aside are left out: they wait for staff while the others go.
    """
    found = (
        *place_findings(evidence.plan),
        *_organisation(request, evidence, book),
        *_numbers(request, evidence, book),
        *_account(request, evidence),
        *btn_findings(request),
        *paper_findings(request, evidence, book),
        *signer_findings(request),
        *loa_findings(request, evidence, book),
        *_date(request, evidence),
        *line_findings(request, moving_numbers(request), evidence.plan, book, Severity.CONFIRM),
        *main_number_findings(request, evidence.plan, book),
    )
    return tuple(_cleared(finding, evidence) for finding in found)


def _cleared(finding: Finding, evidence: PreflightEvidence) -> Finding:
    let_pass = finding.code in CLEARABLE & evidence.cleared
    return replace(finding, severity=Severity.FINE) if let_pass else finding


def _organisation(request: PortRequest, evidence: PreflightEvidence, book: Rulebook) -> Iterator[Finding]:
    if evidence.trial and not book.trial_may_port:
        yield _blocked(FindingCode.ORGANISATION_TRIAL, "organisation")
    if book.ports_need_terms and not evidence.terms_accepted:
        yield _blocked(FindingCode.TERMS_NOT_ACCEPTED, "terms")
    if request.declarations_version != book.declarations_version:
        yield _blocked(FindingCode.DECLARATIONS_NOT_ACCEPTED, "declarations")


def _numbers(request: PortRequest, evidence: PreflightEvidence, book: Rulebook) -> Iterator[Finding]:
    moving = moving_numbers(request)
    if not moving:
        yield _blocked(FindingCode.NUMBERS_NONE, "numbers")
    if len(request.numbers) > book.max_numbers_per_order:
        yield _blocked(FindingCode.NUMBERS_TOO_MANY, "numbers", limit=str(book.max_numbers_per_order))
    for number, times in Counter(request.numbers).items():
        if times > 1:
            yield _blocked(FindingCode.NUMBERS_REPEATED, "numbers", number=number)
    for number in dict.fromkeys(moving):
        yield from _number(number, evidence)


def _number(number: str, evidence: PreflightEvidence) -> Iterator[Finding]:
    checked = evidence.checked.get(number)
    if number in evidence.ours:
        yield _blocked(FindingCode.NUMBER_ALREADY_OURS, "numbers", number=number)
    elif number in evidence.in_our_orders:
        yield _blocked(FindingCode.NUMBER_IN_ANOTHER_ORDER, "numbers", number=number)
    elif number in evidence.with_others:
        # Saying more would tell one customer of another's numbers (design rule 11).
        yield _blocked(FindingCode.NUMBER_NEEDS_REVIEW, "numbers", number=number)
    elif checked is None:
        yield _blocked(FindingCode.NUMBER_UNCHECKED, "numbers", number=number)
    elif not checked.portable:
        yield _blocked(FindingCode.NUMBER_NOT_PORTABLE, "numbers", number=number, reason=checked.reason or "unrecognised")


def _account(request: PortRequest, evidence: PreflightEvidence) -> Iterator[Finding]:
    if not request.losing_carrier.strip():
        yield _blocked(FindingCode.LOSING_CARRIER_MISSING, "losing_carrier")
    if not evidence.account_number:
        yield _blocked(FindingCode.ACCOUNT_NUMBER_MISSING, "account_number")
    wanting = [number for number in moving_numbers(request) if (row := evidence.checked.get(number)) and row.needs_pin]
    if wanting and not evidence.pin_given:
        yield _blocked(FindingCode.ACCOUNT_PIN_MISSING, "pin", numbers=", ".join(wanting), count=str(len(wanting)))
    if not request.billing_name.strip():
        yield _blocked(FindingCode.BILLING_NAME_MISSING, "billing_name")
    if not request.service_address.whole:
        yield _blocked(FindingCode.SERVICE_ADDRESS_MISSING, "service_address")


def _date(request: PortRequest, evidence: PreflightEvidence) -> Iterator[Finding]:
    if request.requested_foc is None:
        yield _blocked(FindingCode.FOC_MISSING, "requested_foc")
    elif evidence.foc_refused:
        day = request.requested_foc.isoformat()
        yield _blocked(FindingCode.FOC_NOT_ALLOWED, "requested_foc", day=day, reason=evidence.foc_refused)


def _blocked(code: FindingCode, about: str, **params: str) -> Finding:
    return Finding(code, Severity.BLOCKED, about, params)
