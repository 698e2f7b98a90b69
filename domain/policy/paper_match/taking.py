"""Which values of a paper can be taken into the draft as they are, and what the draft is then."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.numbers.structure import is_e164
from domain.policy.addresses import read_address
from domain.policy.names import first_and_last, names_a_business
from domain.policy.paper_match.comparison import Comparison, PaperField
from domain.porting.paper import PaperFact
from domain.porting.request import PersonName, PortRequest


class NotTakeable(ValueError):
    """The paper's value is no value of the draft's field."""


def takeable(comparison: Comparison) -> tuple[PaperFact, ...]:
    """Facts of a comparison that does not agree, each of which can be taken in one step."""
    fits = _FITS.get(comparison.field)
    return tuple(fact for fact in comparison.facts if fits and fits(fact.value)) if not comparison.agrees else ()


def take(request: PortRequest, field: PaperField, value: str) -> PortRequest:
    """The request with the paper's value in this field; a number is added to the others. Raises NotTakeable."""
    if field not in _FITS or not _FITS[field](value):
        raise NotTakeable(field)
    match field:
        case PaperField.AUTHORISED_PERSON:
            first, last = first_and_last(value)
            return replace(request, authorised_person=PersonName(first, last))
        case PaperField.SERVICE_ADDRESS:
            return replace(request, service_address=read_address(value) or request.service_address)
        case PaperField.NUMBERS:
            return replace(request, numbers=tuple(dict.fromkeys((*request.numbers, value))))
        case PaperField.LOSING_CARRIER:
            return replace(request, losing_carrier=value)
        case PaperField.ACCOUNT_NUMBER:
            return replace(request, account_number=value)
        case PaperField.BILLING_NAME:
            return replace(request, billing_name=value)
        case _:
            return replace(request, btn=value)


def _any_text(value: str) -> bool:
    return bool(value.strip())


def _a_person(value: str) -> bool:
    return not names_a_business(value) and all(first_and_last(value))


def _an_address(value: str) -> bool:
    return read_address(value) is not None


_FITS: Mapping[PaperField, Callable[[str], bool]] = {
    PaperField.LOSING_CARRIER: _any_text,
    PaperField.ACCOUNT_NUMBER: _any_text,
    PaperField.BILLING_NAME: _any_text,
    PaperField.AUTHORISED_PERSON: _a_person,
    PaperField.SERVICE_ADDRESS: _an_address,
    PaperField.BTN: is_e164,
    PaperField.NUMBERS: is_e164,
}
