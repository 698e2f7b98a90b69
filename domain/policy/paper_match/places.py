"""Where is it? The service address on the paper, and whether the numbers belong anywhere near the location they are to serve."""

from collections.abc import Iterator

from domain.findings import Severity
from domain.numbers.nanp_table import AREA_CODES
from domain.numbers.structure import area_code
from domain.policy.addresses import lacks_unit, same_address
from domain.policy.btn import moving_numbers
from domain.policy.codes import FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.paper_match.comparison import Comparison, PaperField, agrees, told, values
from domain.policy.paper_match.sides import PaperCodes
from domain.porting.paper import PaperFacts
from domain.porting.request import PortRequest

_ADDRESS = PaperField.SERVICE_ADDRESS


def compare_address(facts: PaperFacts, request: PortRequest, codes: PaperCodes) -> Iterator[Comparison]:
    """Against the service address, or the billing address where no other is printed."""
    typed, places = request.service_address, facts.addresses[:1]
    if not typed.whole:
        return
    line, found = typed.one_line, values(places)
    if not places:
        if codes.address_not_found:
            yield told(Severity.CONFIRM, codes.address_not_found, _ADDRESS, line, paper=codes.paper)
    elif not same_address(found, typed):
        yield told(Severity.CONFIRM, codes.address_differs, _ADDRESS, line, found, places, paper=codes.paper)
    elif lacks_unit(found, typed):
        yield told(Severity.CONFIRM, codes.unit_missing, _ADDRESS, line, found, places, paper=codes.paper)
    else:
        yield agrees(codes.paper, _ADDRESS, line, found, *places)


def compare_location(request: PortRequest, evidence: PreflightEvidence) -> Iterator[Comparison]:
    """A number whose rate centre is in another state than the location is far from it."""
    home = evidence.plan.state
    moving = moving_numbers(request)
    if not home or not moving:
        return
    states = {number: _state(number) for number in moving}
    far = [number for number, state in states.items() if state and state != home]
    found = ", ".join(dict.fromkeys(_rate_centre(number, evidence) for number in far or moving))
    if far:
        params = {"numbers": ", ".join(far), "count": str(len(far))}
        yield told(Severity.CONFIRM, FindingCode.NUMBERS_FAR_FROM_LOCATION, PaperField.LOCATION, home, found, (), **params)
    else:
        yield agrees("bill", PaperField.LOCATION, home, found)


def _state(number: str) -> str:
    known = AREA_CODES.get(area_code(number))
    return known.state if known else ""


def _rate_centre(number: str, evidence: PreflightEvidence) -> str:
    checked = evidence.checked.get(number)
    centre = checked.rate_centre if checked else ""
    return " ".join(part for part in (centre, _state(number)) if part)
