"""What a benchmark found."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """holds: whether the limit is kept; True where there is none."""

    what: str
    value: str
    limit: str = ""
    holds: bool = True


def at_least(what: str, value: float, limit: float, shown: str = "") -> Figure:
    return Figure(what, shown or f"{value:.2f}", f"at least {limit:,g}", value >= limit)


def at_most(what: str, value: float, limit: float, shown: str = "") -> Figure:
    return Figure(what, shown or f"{value:.2f}", f"at most {limit:,g}", value <= limit)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of them does not pass."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def table(figures: Sequence[Figure]) -> str:
    """As Markdown."""
    rows = [("figure", "measured", "limit", ""), ("---", "---", "---", "---")]
    rows += [(each.what, each.value, each.limit, "" if each.holds else "NOT HELD") for each in figures]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
