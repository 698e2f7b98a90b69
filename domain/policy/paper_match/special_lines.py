"""Which services on the bill do not follow their number? Rule 46, and fax, which is our own addition."""

from collections.abc import Iterator, Mapping

from domain.findings import Severity
from domain.policy.btn import moving_numbers
from domain.policy.codes import FindingCode
from domain.policy.paper_match.comparison import Comparison, PaperField, told
from domain.porting.paper import PaperFact, PaperFacts, ServiceKind
from domain.porting.request import PortRequest

_CODES: Mapping[str, FindingCode] = {
    ServiceKind.DSL: FindingCode.SERVICE_DSL,
    ServiceKind.ALARM: FindingCode.SERVICE_ALARM,
    ServiceKind.ELEVATOR: FindingCode.SERVICE_ELEVATOR,
    ServiceKind.LINE_SYSTEM: FindingCode.SERVICE_LINE_SYSTEM,
    ServiceKind.FAX: FindingCode.SERVICE_FAX,
    ServiceKind.PAYMENT_TERMINAL: FindingCode.SERVICE_PAYMENT_TERMINAL,
    ServiceKind.TOLL_FREE: FindingCode.SERVICE_TOLL_FREE,
}


def compare_services(facts: PaperFacts, request: PortRequest, paper: str) -> Iterator[Comparison]:
    """One for each kind of service, unless every line that names it belongs to a number that stays."""
    moving = frozenset(moving_numbers(request))
    for kind, code in _CODES.items():
        lines = tuple(fact for fact in facts.services if fact.value == kind and _concerns(fact, facts, moving))
        if lines and moving:
            numbers = [number for fact in lines for number in _beside(fact, facts) if number in moving]
            found = ", ".join(dict.fromkeys(fact.text for fact in lines))
            about = ", ".join(dict.fromkeys(numbers))
            yield told(Severity.CONFIRM, code, PaperField.SERVICES, "", found, lines, paper=paper, numbers=about)


def _concerns(service: PaperFact, facts: PaperFacts, moving: frozenset[str]) -> bool:
    beside = _beside(service, facts)
    return not beside or not moving.isdisjoint(beside)


def _beside(service: PaperFact, facts: PaperFacts) -> tuple[str, ...]:
    """The numbers printed on the line that names the service."""
    _, top, _, bottom = service.place
    return tuple(
        fact.value
        for fact in facts.all_numbers
        if fact.page == service.page and top <= (fact.place[1] + fact.place[3]) / 2 <= bottom and bottom > top
    )
