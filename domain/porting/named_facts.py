"""Every fact of a paper under a name of its own, by which it can be pointed at without saying what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.porting.paper import PaperFact, PaperFacts


class FactKind(StrEnum):
    PROVIDER = "provider"
    BILL_DATE = "bill_date"
    ACCOUNT = "account"
    BILLING_NAME = "billing_name"
    NAME = "name"
    SERVICE_ADDRESS = "service_address"
    BILLING_ADDRESS = "billing_address"
    BTN = "btn"
    NUMBER = "number"
    MASKED = "masked"
    SERVICE = "service"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class NamedFact:
    """name: its kind, and its place among those of the kind from 1, as `number.3`: the same as long as the paper is not read again."""

    name: str
    kind: FactKind
    fact: PaperFact


def named_facts(facts: PaperFacts) -> tuple[NamedFact, ...]:
    """All of them, kind by kind."""
    return tuple(NamedFact(f"{kind}.{place}", kind, fact) for kind, several in _kinds(facts) for place, fact in enumerate(several, 1))


def names_of(facts: PaperFacts) -> dict[PaperFact, str]:
    """The name of each fact; the first where two are the same."""
    names: dict[PaperFact, str] = {}
    for each in named_facts(facts):
        names.setdefault(each.fact, each.name)
    return names


def _kinds(facts: PaperFacts) -> Iterator[tuple[FactKind, tuple[PaperFact, ...]]]:
    yield FactKind.PROVIDER, _known(facts.provider)
    yield FactKind.BILL_DATE, facts.bill_dates
    yield FactKind.ACCOUNT, facts.accounts
    yield FactKind.BILLING_NAME, _known(facts.billing_name)
    yield FactKind.NAME, facts.names
    yield FactKind.SERVICE_ADDRESS, _known(facts.service_address)
    yield FactKind.BILLING_ADDRESS, _known(facts.billing_address)
    yield FactKind.BTN, facts.btns
    yield FactKind.NUMBER, facts.numbers
    yield FactKind.MASKED, facts.masked
    yield FactKind.SERVICE, facts.services
    yield FactKind.HIDDEN, facts.hidden


def _known(fact: PaperFact | None) -> tuple[PaperFact, ...]:
    return () if fact is None else (fact,)
