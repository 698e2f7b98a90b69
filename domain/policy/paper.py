"""Do bill, LOA and request agree? Everything that paper can be found wanting in."""

from collections.abc import Iterator
from datetime import timedelta

from domain.findings import Finding, Severity
from domain.policy.codes import FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.names import same_person
from domain.policy.paper_match.match import compare
from domain.policy.rulebook import Rulebook
from domain.porting.request import PortRequest


def paper_findings(request: PortRequest, evidence: PreflightEvidence, book: Rulebook) -> Iterator[Finding]:
    """What bill and CSR show to be wrong, missing or doubtful; what agrees is left out."""
    return (comparison.finding for comparison in compare(request, evidence, book) if comparison.finding.code != FindingCode.PAPER_AGREES)


def loa_findings(request: PortRequest, evidence: PreflightEvidence, book: Rulebook) -> Iterator[Finding]:
    """Signed, not withdrawn by a later change of what it covers, by the named person, and not too long ago (47 CFR 64.1130).

    Staff judge whether somebody else may sign for that person.
    """
    loa = evidence.loa
    if not loa.signed or loa.signed_at is None:
        yield Finding(FindingCode.LOA_MISSING, Severity.BLOCKED, "loa")
        return
    if loa.voided:
        yield Finding(FindingCode.LOA_VOID, Severity.BLOCKED, "loa")
    if loa.signed_at > evidence.at:
        yield Finding(FindingCode.LOA_FROM_THE_FUTURE, Severity.BLOCKED, "loa")
    if evidence.at - loa.signed_at > timedelta(days=book.loa_max_age_days):
        yield Finding(FindingCode.LOA_TOO_OLD, Severity.BLOCKED, "loa", {"days": str(book.loa_max_age_days)})
    if loa.delegated:
        yield Finding(FindingCode.SIGNER_DELEGATED, Severity.BLOCKED, "loa", {"name": loa.signer.full})
    elif not same_person(loa.signer.full, request.authorised_person.full):
        yield Finding(FindingCode.SIGNER_NOT_THE_SIGNATURE, Severity.BLOCKED, "loa", {"name": request.authorised_person.full})


def signer_findings(request: PortRequest) -> Iterator[Finding]:
    """Rule 35: somebody must sign. Whether it is the person on the bill is the bill's comparison."""
    person = request.authorised_person
    if not (person.first.strip() and person.last.strip()):
        yield Finding(FindingCode.SIGNER_MISSING, Severity.BLOCKED, "authorised_person")
