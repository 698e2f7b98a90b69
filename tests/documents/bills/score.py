"""How well the readers read: precision and recall of each field over drawn papers, and the two errors that may never happen."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.bill.facts import read_bill
from documents.reader.answer import Reading
from documents.reader.child import read
from domain.policy.names import same_business, same_person
from domain.porting.paper import DateProblem, PaperFact, PaperFacts, PaperKind, plain_account
from tests.documents.bills.drawn import Drawn
from tests.documents.bills.writer import Truth

FIELDS = (
    "kind", "country", "provider", "bill_date", "account", "btn", "billing_name", "people", "billing_address", "service_address", "numbers",
    "masked", "services", "hidden",
)  # fmt: skip


@dataclass(slots=True)
class Score:
    """right, wrong (read and not there) and missed (there and not read) by field; misses names each paper and value.

    offered: numbers that are not the customer's. newer: bill dates read newer than they are, or where none can be known.
    """

    papers: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)

    def precision(self, name: str) -> float:
        read_at_all = self.right[name] + self.wrong[name]
        return self.right[name] / read_at_all if read_at_all else 1.0

    def recall(self, name: str) -> float:
        there = self.right[name] + self.missed[name]
        return self.right[name] / there if there else 1.0


def score(drawn: Iterable[Drawn]) -> Score:
    """Read in this process: the child's walls have their own tests."""
    total = Score()
    for paper in drawn:
        add(total, paper, read(paper.pdf))
    return total


def add(total: Score, paper: Drawn, reading: Reading) -> None:
    facts, truth = read_bill(reading), paper.truth
    total.papers += 1
    for name in FIELDS:
        told, found = _told(truth, name), _found(facts, truth, name)
        total.right[name] += len(told & found)
        total.wrong[name] += len(found - told)
        total.missed[name] += len(told - found)
        total.misses += [f"{paper.name} {name}: +{value}" for value in sorted(found - told)]
        total.misses += [f"{paper.name} {name}: -{value}" for value in sorted(told - found)]
    customers = truth.numbers if truth.kind in (PaperKind.BILL, PaperKind.CSR) else set()
    total.offered += [f"{paper.name} {fact.value}" for fact in facts.all_numbers if fact.value not in customers]
    if facts.bill_day is not None and (truth.bill_day is None or facts.bill_day > truth.bill_day):
        total.newer.append(f"{paper.name} {facts.bill_day}")


def _told(truth: Truth, name: str) -> set[str]:
    if name == "kind":
        return {str(truth.kind)}
    if name == "country":
        return {truth.country}
    if truth.kind not in (PaperKind.BILL, PaperKind.CSR):
        return set()
    match name:
        case "bill_date":
            return {truth.bill_day.isoformat()} if truth.bill_day else {str(truth.date_problem)}
        case "account":
            return {plain_account(printed) for printed in truth.accounts}
        case "people" | "numbers" | "masked" | "services":
            return set(getattr(truth, name))
        case "billing_address" | "service_address":
            return {plain(getattr(truth, name))} - {""}
        case "hidden":
            return {"hidden"} if truth.hidden else set()
        case _:
            return {getattr(truth, name)} - {""}


def _found(facts: PaperFacts, truth: Truth, name: str) -> set[str]:
    if name in ("kind", "country"):
        return {str(getattr(facts, name))}
    if truth.kind not in (PaperKind.BILL, PaperKind.CSR):
        return {fact.value for fact in facts.all_numbers} if name == "numbers" else set()
    match name:
        case "btn":
            return _values(facts.btn)
        case "provider":
            return {truth.provider if value.casefold() == truth.provider.casefold() else value for value in _values(facts.provider)}
        case "bill_date":
            return _day(facts)
        case "account":
            return {plain_account(fact.value) for fact in facts.accounts}
        case "billing_name":
            return {_known(value, [truth.billing_name]) for value in _values(facts.billing_name)}
        case "people":
            return {_known(fact.value, truth.people) for fact in facts.people}
        case "numbers":
            return {fact.value for fact in facts.all_numbers}
        case "billing_address" | "service_address":
            return {plain(value) for value in _values(getattr(facts, name))}
        case "hidden":
            return {"hidden"} if facts.hidden_text else set()
        case _:
            return {fact.value for fact in getattr(facts, name)}


def _day(facts: PaperFacts) -> set[str]:
    return {facts.bill_day.isoformat()} if facts.bill_day else {str(facts.date_problem or DateProblem.AMBIGUOUS)}


def _values(fact: PaperFact | None) -> set[str]:
    return {fact.value} if fact else set()


def _known(value: str, names: Iterable[str]) -> str:
    """The true name that this one is, as people compare names."""
    return next((name for name in sorted(names) if same_person(value, name) or same_business(value, name)), value)


def plain(address: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", address.casefold()).strip()
