"""Do bill, LOA and request agree? Everything that paper can be found wanting in."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from domain.findings import Finding, Severity
from domain.policy.bill_age import bill_age_problem, bill_good_until
from domain.policy.btn import moving_numbers
from domain.policy.codes import FindingCode
from domain.policy.evidence import PaperState, PreflightEvidence
from domain.policy.names import same_business, same_person
from domain.policy.rulebook import Rulebook
from domain.policy.signer import SignerStanding, signer_standing
from domain.porting.paper import PaperFacts, plain_account
from domain.porting.request import PortRequest

_UNREAD = {
    PaperState.MISSING: FindingCode.BILL_MISSING,
    PaperState.RECEIVED: FindingCode.BILL_BEING_READ,
    PaperState.READING: FindingCode.BILL_BEING_READ,
    PaperState.REFUSED: FindingCode.BILL_UNREADABLE,
    PaperState.UNREADABLE: FindingCode.BILL_UNREADABLE,
}
_STANDING = {
    SignerStanding.NOT_ON_BILL: FindingCode.SIGNER_NOT_ON_BILL,
    SignerStanding.COMPANY_ONLY: FindingCode.SIGNER_COMPANY_ONLY,
}


def bill_findings(request: PortRequest, evidence: PreflightEvidence, book: Rulebook) -> Iterator[Finding]:
    """Its age (rule 34), and what on it differs from what was typed. A difference is to be confirmed: bills are misread."""
    bill = evidence.bill.facts
    if bill is None:
        yield Finding(_UNREAD.get(evidence.bill.state, FindingCode.BILL_UNREADABLE), Severity.BLOCKED, "bill")
        return
    problem = bill_age_problem(bill.bill_day, evidence.at, evidence.zone, book)
    if problem:
        yield Finding(problem, Severity.BLOCKED, "bill", _dates(bill, book))
    accounts = {plain_account(fact.value) for fact in bill.accounts}
    if evidence.account_number and accounts and plain_account(evidence.account_number) not in accounts:
        yield Finding(FindingCode.ACCOUNT_NUMBER_NOT_ON_BILL, Severity.CONFIRM, "account_number")
    names = [fact.value for fact in bill.all_names]
    if names and request.billing_name and not _named(request.billing_name, names):
        yield Finding(FindingCode.BILLING_NAME_NOT_ON_BILL, Severity.CONFIRM, "billing_name", {"on_bill": names[0]})
    printed = {fact.value for fact in bill.all_numbers}
    absent = [number for number in moving_numbers(request) if printed and number not in printed]
    if absent:
        yield Finding(
            FindingCode.NUMBER_NOT_ON_BILL, Severity.CONFIRM, "numbers", {"numbers": ", ".join(absent), "count": str(len(absent))}
        )


def loa_findings(request: PortRequest, evidence: PreflightEvidence, book: Rulebook) -> Iterator[Finding]:
    """Signed, not withdrawn by a later change of what it covers, by the named person, and not too long ago (47 CFR 64.1130)."""
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
    if not same_person(loa.signer.full, request.authorised_person.full):
        yield Finding(FindingCode.SIGNER_NOT_THE_SIGNATURE, Severity.BLOCKED, "loa", {"name": request.authorised_person.full})


def signer_findings(request: PortRequest, evidence: PreflightEvidence) -> Iterator[Finding]:
    """Rule 35. Where a bill names only a company, an officer signs with a title, and staff confirm it."""
    person = request.authorised_person
    if not (person.first.strip() and person.last.strip()):
        yield Finding(FindingCode.SIGNER_MISSING, Severity.BLOCKED, "authorised_person")
        return
    if evidence.bill.facts is None:
        return
    standing = signer_standing(person.full, [fact.value for fact in evidence.bill.facts.all_names])
    if standing in _STANDING:
        yield Finding(_STANDING[standing], Severity.BLOCKED, "authorised_person", {"name": person.full})
    if standing is SignerStanding.COMPANY_ONLY and not person.title.strip():
        yield Finding(FindingCode.SIGNER_TITLE_MISSING, Severity.BLOCKED, "authorised_person.title", {"name": person.full})


def _named(billing_name: str, names: Iterable[str]) -> bool:
    return any(same_business(billing_name, name) or same_person(billing_name, name) for name in names)


def _dates(bill: PaperFacts, book: Rulebook) -> dict[str, str]:
    days = {"days": str(book.bill_max_age_days)}
    if bill.bill_day is None:
        return days
    return days | {"bill_date": bill.bill_day.isoformat(), "good_until": bill_good_until(bill.bill_day, book).isoformat()}
