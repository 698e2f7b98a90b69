"""What a check found: a code and its parameters, never a sentence (sentences are `words/`)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    BLOCKED = "blocked"
    CONFIRM = "confirm"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check says about an order.

    `about` names what it is about (`bill.date`, `numbers`, `account.pin`); `params` fill the sentence that `words/` keeps
    for `code`. Params may hold personal data: a finding is shown and mailed as a link, never logged, never sent through Temporal.
    """

    code: str
    severity: Severity
    about: str = ""
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something may be done, and the rule that said so."""

    allowed: bool
    rule_id: str
    code: str = ""
    params: dict[str, str] = field(default_factory=dict)


def blocked(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops the order."""
    return any(finding.severity is Severity.BLOCKED for finding in findings)
