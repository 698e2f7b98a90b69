"""Whom does the paper name? The billing name, and whether the one who signs is the person on the bill (rule 35)."""

from collections.abc import Iterator

from domain.findings import Severity
from domain.policy.codes import FindingCode
from domain.policy.names import could_be_same_person, same_business, same_person
from domain.policy.paper_match.comparison import Comparison, PaperField, agrees, told, values
from domain.policy.paper_match.sides import PaperCodes
from domain.policy.rulebook import Rulebook
from domain.policy.signer import SignerStanding, signer_standing
from domain.porting.paper import PaperFacts
from domain.porting.request import PortRequest

_BILLING, _SIGNER = PaperField.BILLING_NAME, PaperField.AUTHORISED_PERSON


def compare_billing_name(facts: PaperFacts, request: PortRequest, codes: PaperCodes) -> Iterator[Comparison]:
    """Against the name that the paper is made out to; against every name on it where that is not known."""
    typed, names = request.billing_name.strip(), (facts.billing_name,) if facts.billing_name else facts.all_names
    if not typed:
        return
    same = tuple(fact for fact in names if same_business(typed, fact.value) or same_person(typed, fact.value))
    if same:
        yield agrees(codes.paper, _BILLING, typed, same[0].value, *same[:1])
    elif names:
        first = names[:1]
        yield told(
            Severity.CONFIRM, codes.billing_name_differs, _BILLING, typed, values(first), first, paper=codes.paper, on_bill=values(first)
        )
    elif codes.billing_name_not_found:
        yield told(Severity.CONFIRM, codes.billing_name_not_found, _BILLING, typed, paper=codes.paper)


def compare_signer(facts: PaperFacts, request: PortRequest, book: Rulebook) -> Iterator[Comparison]:
    """Another person is blocked; a company's bill wants an officer with a title, and what cannot be judged wants a person to look."""
    signer, names = request.authorised_person, facts.all_names
    typed, found = signer.full, values(names)
    if not (signer.first.strip() and signer.last.strip()):
        return
    if not names:
        yield told(Severity.BLOCKED, FindingCode.SIGNER_NO_NAME_ON_BILL, _SIGNER, typed, name=typed)
        return
    match signer_standing(typed, [fact.value for fact in names], request.billing_name):
        case SignerStanding.ON_BILL:
            same = tuple(fact for fact in names if same_person(typed, fact.value))
            yield agrees("bill", _SIGNER, typed, same[0].value, *same[:1])
        case SignerStanding.NOT_ON_BILL:
            unsure = any(could_be_same_person(typed, fact.value) for fact in facts.people)
            code = FindingCode.SIGNER_UNSURE if unsure else FindingCode.SIGNER_NOT_ON_BILL
            yield told(Severity.BLOCKED, code, _SIGNER, typed, found, facts.people, name=typed)
        case SignerStanding.COMPANY_ONLY:
            severity = Severity.BLOCKED if book.company_only_needs_staff else Severity.CONFIRM
            yield told(severity, FindingCode.SIGNER_COMPANY_ONLY, _SIGNER, typed, found, names, name=typed)
            if not signer.title.strip():
                yield told(Severity.BLOCKED, FindingCode.SIGNER_TITLE_MISSING, _SIGNER, typed, found, names, name=typed)
