"""Does the bill prove the order? Field by field, the two values side by side (rules 33-36). Ages and names are the domain's to judge."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from documents.addresses import same_address
from documents.bill.providers import brand_of
from documents.reading import Reading, ReadingState
from domain.findings import Finding, Severity
from domain.policy.bill_age import bill_age_problem
from domain.policy.codes import FindingCode
from domain.policy.names import same_business, same_person
from domain.policy.rulebook import Rulebook
from domain.policy.signer import SignerStanding, signer_standing
from domain.porting.paper import DateProblem, PaperFact, PaperFacts, PaperKind, plain_account
from domain.porting.request import PortRequest, PortScope


class MatchCode(StrEnum):
    """What only a look at the paper finds; the rest are FindingCodes."""

    REFUSED = "bill.refused"
    NEEDS_REVIEW = "bill.needs_review"
    NOT_A_BILL = "bill.not_a_bill"
    DATE_AMBIGUOUS = "bill.date_ambiguous"
    HIDDEN_TEXT = "bill.hidden_text"
    TWO_ACCOUNTS = "bill.two_accounts"
    PROVIDER_NOT_FOUND = "bill.provider_not_found"
    PROVIDER_DIFFERS = "bill.provider_differs"
    ADDRESS_NOT_FOUND = "bill.address_not_found"
    ADDRESS_DIFFERS = "bill.address_differs"
    NAME_NOT_FOUND = "bill.name_not_found"
    NUMBER_NOT_IN_ORDER = "bill.number_not_in_order"
    BTN_DIFFERS = "bill.btn_differs"


def check_reading(reading: Reading) -> tuple[Finding, ...]:
    """What stands in the way before anything is compared: refused, unreadable, or for a person to read. Empty when it was read."""
    reason = {"reason": reading.code, **reading.params}
    match reading.state:
        case ReadingState.READ:
            return ()
        case ReadingState.NEEDS_REVIEW:
            return (Finding(MatchCode.NEEDS_REVIEW, Severity.CONFIRM, "bill", reason),)
        case ReadingState.REFUSED:
            return (Finding(MatchCode.REFUSED, Severity.BLOCKED, "bill", reason),)
        case ReadingState.UNREADABLE:
            return (Finding(FindingCode.BILL_UNREADABLE, Severity.BLOCKED, "bill", reason),)


def match_bill(facts: PaperFacts, request: PortRequest, *, at: datetime, zone: str, book: Rulebook) -> tuple[Finding, ...]:
    """All that differs between a bill that was read and the request; empty when the bill proves it.

    Fields not typed yet are not compared. at: the submission, or now while drafting; zone: the location's.
    """
    if facts.kind is not PaperKind.BILL:
        return (Finding(MatchCode.NOT_A_BILL, Severity.BLOCKED, "bill", {"kind": facts.kind}),)
    return (
        *_date(facts, at, zone, book),
        *_signer(facts, request),
        *_account(facts, request),
        *_names_and_places(facts, request),
        *_provider(facts, request),
        *_numbers(facts, request),
        *((_confirm(MatchCode.HIDDEN_TEXT, "bill"),) if facts.hidden_text else ()),
    )


def _date(facts: PaperFacts, at: datetime, zone: str, book: Rulebook) -> Iterator[Finding]:
    if facts.date_problem is DateProblem.AMBIGUOUS:
        yield _confirm(MatchCode.DATE_AMBIGUOUS, "bill.date", found=", ".join(item.text for item in facts.bill_dates))
        return
    problem = bill_age_problem(facts.bill_day, at, zone, book)
    if problem is not None:
        found = facts.bill_dates[0].value if facts.bill_dates else ""
        yield Finding(problem, Severity.BLOCKED, "bill.date", {"found": found, "max_days": str(book.bill_max_age_days)})


def _signer(facts: PaperFacts, request: PortRequest) -> Iterator[Finding]:
    signer = request.authorised_person
    if not signer.full:
        return
    if not facts.names:
        yield _confirm(MatchCode.NAME_NOT_FOUND, "signer", typed=signer.full)
        return
    found = ", ".join(name.value for name in facts.names)
    match signer_standing(signer.full, [name.value for name in facts.names]):
        case SignerStanding.NOT_ON_BILL:
            yield Finding(FindingCode.SIGNER_NOT_ON_BILL, Severity.BLOCKED, "signer", {"typed": signer.full, "found": found})
        case SignerStanding.COMPANY_ONLY:
            yield _confirm(FindingCode.SIGNER_COMPANY_ONLY, "signer", typed=signer.full, found=found)
            if not signer.title:
                yield Finding(FindingCode.SIGNER_TITLE_MISSING, Severity.BLOCKED, "signer.title", {})
        case SignerStanding.ON_BILL:
            return


def _account(facts: PaperFacts, request: PortRequest) -> Iterator[Finding]:
    """Account numbers are secrets: a finding says that they differ, never what they are."""
    if len(facts.accounts) > 1:
        yield _confirm(MatchCode.TWO_ACCOUNTS, "account.number", count=str(len(facts.accounts)))
    typed = plain_account(request.account_number)
    if typed and typed not in {plain_account(item.value) for item in facts.accounts}:
        yield _confirm(FindingCode.ACCOUNT_NUMBER_NOT_ON_BILL, "account.number", read=str(len(facts.accounts)))


def _names_and_places(facts: PaperFacts, request: PortRequest) -> Iterator[Finding]:
    name = request.billing_name
    if name and facts.names and not any(same_business(name, item.value) or same_person(name, item.value) for item in facts.names):
        yield _confirm(FindingCode.BILLING_NAME_NOT_ON_BILL, "billing_name", typed=name, found=facts.names[0].value)
    if not request.service_address.street:
        return
    places = [item for item in (facts.service_address, facts.billing_address) if item is not None]
    if not places:
        yield _confirm(MatchCode.ADDRESS_NOT_FOUND, "service_address", typed=request.service_address.one_line)
    elif not same_address(places[0].value, request.service_address):
        yield _confirm(MatchCode.ADDRESS_DIFFERS, "service_address", typed=request.service_address.one_line, found=places[0].value)


def _provider(facts: PaperFacts, request: PortRequest) -> Iterator[Finding]:
    typed = request.losing_carrier
    if facts.provider is None:
        yield _confirm(MatchCode.PROVIDER_NOT_FOUND, "losing_carrier", typed=typed)
    elif typed and (brand_of(typed) or typed) != facts.provider.value:
        yield _confirm(MatchCode.PROVIDER_DIFFERS, "losing_carrier", typed=typed, found=facts.provider.value)


def _numbers(facts: PaperFacts, request: PortRequest) -> Iterator[Finding]:
    moving = [number for number in request.numbers if number not in request.set_aside]
    printed = tuple(dict.fromkeys(item.value for item in (*facts.btns, *facts.numbers)))
    missing = [number for number in moving if number not in printed]
    if missing:
        yield _confirm(FindingCode.NUMBER_NOT_ON_BILL, "numbers", numbers=", ".join(missing), count=str(len(missing)))
    staying = [number for number in printed if number not in request.numbers]
    if request.scope is PortScope.FULL and moving and staying:
        yield _confirm(MatchCode.NUMBER_NOT_IN_ORDER, "numbers", numbers=", ".join(staying), count=str(len(staying)))
    if request.btn and facts.btns and request.btn not in _values(facts.btns):
        yield _confirm(MatchCode.BTN_DIFFERS, "btn", typed=request.btn, found=", ".join(_values(facts.btns)))


def _values(found: tuple[PaperFact, ...]) -> tuple[str, ...]:
    return tuple(item.value for item in found)


def _confirm(code: StrEnum, about: str, **params: str) -> Finding:
    return Finding(code, Severity.CONFIRM, about, params)
