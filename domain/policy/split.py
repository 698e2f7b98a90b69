"""Which numbers may share a carrier order? Those alike in everything the rulebook splits by, in lots the carrier takes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from domain.policy.rulebook import Rulebook, SplitBy
from domain.porting.facts import Part


@dataclass(frozen=True, slots=True)
class Candidate:
    """One portable number and the gaining carrier chosen for it. simple: the carrier says that alone it would be a simple port."""

    number: str
    carrier: str
    losing_spid: str = ""
    rate_centre: str = ""
    line_type: str = "unknown"
    simple: bool = False


_KEYS: dict[SplitBy, Callable[[Candidate], str]] = {
    SplitBy.CARRIER: lambda each: each.carrier,
    SplitBy.LOSING_SPID: lambda each: each.losing_spid,
    SplitBy.RATE_CENTRE: lambda each: each.rate_centre,
    SplitBy.LINE_TYPE: lambda each: each.line_type,
}


def split(candidates: Iterable[Candidate], btn: str, book: Rulebook) -> tuple[Part, ...]:
    """The carrier orders, numbered from 1: the BTN's first, the others as they come; numbers keep their order, each once.

    A losing carrier can be told only of its own numbers, so gaining carrier and losing SPID always part them.
    """
    groups: dict[tuple[str, ...], dict[str, Candidate]] = {}
    placed: set[str] = set()
    for each in candidates:
        if each.number not in placed:
            placed.add(each.number)
            groups.setdefault(_key(each, book), {})[each.number] = each
    lots = [lot for group in groups.values() for lot in _lots(list(group.values()), book.max_numbers_per_carrier_order)]
    lots.sort(key=lambda lot: all(each.number != btn for each in lot))
    return tuple(_part(n, lot) for n, lot in enumerate(lots, 1))


def _key(each: Candidate, book: Rulebook) -> tuple[str, ...]:
    return (each.carrier, each.losing_spid, *(_KEYS[by](each) for by in book.split_by))


def _lots(group: list[Candidate], largest: int) -> list[list[Candidate]]:
    return [group[start : start + largest] for start in range(0, len(group), largest)]


def _part(n: int, lot: Sequence[Candidate]) -> Part:
    """A port is simple only for a single line (47 CFR 52.35(a))."""
    first = lot[0]
    return Part(n, first.carrier, tuple(each.number for each in lot), first.losing_spid, len(lot) == 1 and first.simple)
