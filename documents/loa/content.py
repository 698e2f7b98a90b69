"""What a Letter of Authorization says (47 CFR 64.1130), and the fingerprint of what its signer agreed to (R48)."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date

from documents.loa.legible import legible
from domain.address import Address
from domain.policy.brands import brand_of
from domain.porting.request import PersonName, PortRequest


@dataclass(frozen=True, slots=True)
class LoaContent:
    """One letter: one BTN, one losing carrier. numbers: E.164, in the order of the request. Texts hold nothing that cannot be seen.

    gaining_carriers: names of those that will serve the numbers. issued_on: the day it was drawn up, in the location's zone.
    """

    order_id: str
    revision: int
    fingerprint: str
    organisation_name: str
    billing_name: str
    billing_address: str
    service_address: str
    business: bool
    losing_carrier: str
    gaining_carriers: tuple[str, ...]
    btn: str
    replacement_btn: str
    scope: str
    numbers: tuple[str, ...]
    signer: PersonName
    issued_on: date


def covered_numbers(request: PortRequest) -> tuple[str, ...]:
    """The numbers that the letter moves: those set aside for review stay out of it."""
    aside = frozenset(request.set_aside)
    return tuple(number for number in request.numbers if number not in aside)


def loa_fingerprint(request: PortRequest) -> str:
    """SHA-256 of everything a signature covers. Changing any of it voids the letter; the order of numbers does not count."""
    covered = {
        "order_id": request.order_id,
        "numbers": sorted(covered_numbers(request)),
        "billing_name": request.billing_name,
        "authorised_person": asdict(request.authorised_person),
        "service_address": asdict(request.service_address),
        "btn": request.btn,
        "replacement_btn": request.replacement_btn,
        "scope": request.scope.value,
        "business": request.business,
        "losing_carrier": request.losing_carrier,
    }
    return hashlib.sha256(json.dumps(covered, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def loa_content(
    request: PortRequest,
    *,
    organisation_name: str,
    gaining_carriers: tuple[str, ...],
    issued_on: date,
    billing_address: Address | None = None,
) -> LoaContent:
    """The letter for a complete request. billing_address: where it differs from the service address."""
    person = request.authorised_person
    return LoaContent(
        order_id=request.order_id,
        revision=request.revision,
        fingerprint=loa_fingerprint(request),
        organisation_name=legible(organisation_name),
        billing_name=legible(request.billing_name),
        billing_address=legible((billing_address or request.service_address).one_line),
        service_address=legible(request.service_address.one_line),
        business=request.business,
        losing_carrier=_written(legible(request.losing_carrier)),
        gaining_carriers=gaining_carriers,
        btn=request.btn,
        replacement_btn=request.replacement_btn,
        scope=request.scope.value,
        numbers=covered_numbers(request),
        signer=PersonName(legible(person.first), legible(person.last), legible(person.title)),
        issued_on=issued_on,
    )


def _written(carrier: str) -> str:
    """As the carrier writes itself, where only capitals differ; anything else is the customer's word."""
    brand = brand_of(carrier)
    return brand.name if brand and brand.name.casefold() == carrier.casefold() else carrier


def still_covers(fingerprint: str, request: PortRequest) -> bool:
    """Whether a letter signed over this fingerprint still says what the request asks."""
    return fingerprint == loa_fingerprint(request)
