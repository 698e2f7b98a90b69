"""Who sent the bill? The provider typed, and whether its brand sells over the network that the portability check named."""

from collections.abc import Iterator

from domain.findings import Severity
from domain.policy.brands import brand_of, sells_over
from domain.policy.btn import moving_numbers
from domain.policy.codes import FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.names import same_business
from domain.policy.paper_match.comparison import Comparison, PaperField, agrees, told
from domain.porting.paper import PaperFact, PaperFacts
from domain.porting.request import PortRequest

_FIELD = PaperField.LOSING_CARRIER


def compare_provider(facts: PaperFacts, request: PortRequest) -> Iterator[Comparison]:
    typed, found = request.losing_carrier.strip(), facts.provider
    if found is None:
        yield told(Severity.CONFIRM, FindingCode.PROVIDER_NOT_FOUND, _FIELD, typed)
    elif typed and not _same(typed, found.value):
        yield told(Severity.CONFIRM, FindingCode.PROVIDER_DIFFERS, _FIELD, typed, found.value, (found,))
    elif typed:
        yield agrees("bill", _FIELD, typed, found.value, found)


def compare_network(facts: PaperFacts, request: PortRequest, evidence: PreflightEvidence) -> Iterator[Comparison]:
    """For the brand on the bill, or the one typed where none was found. A brand that we do not know is not judged."""
    name = facts.provider.value if facts.provider else request.losing_carrier
    brand = brand_of(name)
    networks = _networks(request, evidence)
    if brand is None or not brand.networks or not networks:
        return
    marks: tuple[PaperFact, ...] = (facts.provider,) if facts.provider else ()
    others = [network for network in networks if not sells_over(brand, network)]
    if not others:
        yield agrees("bill", PaperField.NETWORK, ", ".join(networks), name, *marks)
        return
    numbers = [number for network in others for number in networks[network]]
    yield told(
        Severity.CONFIRM, FindingCode.PROVIDER_OTHER_NETWORK, PaperField.NETWORK, ", ".join(others), name, marks,
        numbers=", ".join(numbers), count=str(len(numbers)),
    )  # fmt: skip


def _networks(request: PortRequest, evidence: PreflightEvidence) -> dict[str, list[str]]:
    """The carriers that the check named, each with its numbers of this order."""
    named: dict[str, list[str]] = {}
    for number in moving_numbers(request):
        checked = evidence.checked.get(number)
        if checked and checked.losing_carrier.strip():
            named.setdefault(checked.losing_carrier.strip(), []).append(number)
    return named


def _same(typed: str, found: str) -> bool:
    """By brand where both are known; Verizon Wireless is not Verizon."""
    mine, theirs = brand_of(typed), brand_of(found)
    return same_business(typed, found) or (mine is not None and mine == theirs)
