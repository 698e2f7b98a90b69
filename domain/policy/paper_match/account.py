"""Is it the account on the paper? Account numbers are secrets: what is said shows their last characters only."""

from collections.abc import Iterator

from domain.findings import Severity
from domain.policy.codes import FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.paper_match.comparison import Comparison, PaperField, agrees, told
from domain.policy.paper_match.sides import PaperCodes
from domain.porting.paper import PaperFact, PaperFacts, plain_account

_HIDDEN = "••••••"


def masked(account: str) -> str:
    """An account number by its last four characters, fewer where that would show more than half of it."""
    plain = plain_account(account)
    shown = min(4, len(plain) // 2)
    return _HIDDEN + (plain[-shown:] if shown else "") if plain else ""


def compare_account(facts: PaperFacts, evidence: PreflightEvidence, codes: PaperCodes) -> Iterator[Comparison]:
    """Whether the account number typed is one of those printed; several on one bill are two orders."""
    typed, printed = evidence.account_number, facts.accounts
    shown, found = masked(typed), ", ".join(masked(fact.value) for fact in printed)
    same = tuple(fact for fact in printed if plain_account(fact.value) == plain_account(typed))
    if len(printed) > 1 and codes.paper == "bill":
        params = {"count": str(len(printed)), "split": _split(facts)}
        yield told(Severity.CONFIRM, FindingCode.ACCOUNT_SEVERAL_ON_BILL, PaperField.ACCOUNT_NUMBER, shown, found, printed, **params)
    if not typed:
        return
    if same:
        yield agrees(codes.paper, PaperField.ACCOUNT_NUMBER, shown, masked(same[0].value), *same)
    elif printed:
        yield told(Severity.CONFIRM, codes.account_differs, PaperField.ACCOUNT_NUMBER, shown, found, printed, paper=codes.paper)
    elif codes.account_not_found:
        yield told(Severity.CONFIRM, codes.account_not_found, PaperField.ACCOUNT_NUMBER, shown, paper=codes.paper)


def numbers_by_account(facts: PaperFacts) -> dict[str, tuple[str, ...]]:
    """Which numbers are printed under which account: those between its number and the next account's. Keys are plain account numbers."""
    marks = sorted((*facts.accounts, *facts.all_numbers), key=_reading_order)
    accounts = {id(fact) for fact in facts.accounts}
    groups: dict[str, tuple[str, ...]] = {plain_account(fact.value): () for fact in facts.accounts}
    current = ""
    for mark in marks:
        if id(mark) in accounts:
            current = plain_account(mark.value)
        elif current:
            groups[current] = (*groups[current], mark.value)
    return groups


def _split(facts: PaperFacts) -> str:
    """The orders that are proposed: an account, masked, with how many numbers."""
    groups = numbers_by_account(facts)
    return "; ".join(f"{masked(account)}: {len(numbers)}" for account, numbers in groups.items())


def _reading_order(fact: PaperFact) -> tuple[int, float, float]:
    left, top, *_ = fact.place
    return fact.page, top, left
