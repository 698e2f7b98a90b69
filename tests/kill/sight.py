"""Do the comparisons see anything? Each is shown a row too few and a row too many."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.kill.comparing import Scene, bills_side, carrier_side, mails_side, numbers_side

_Side = Callable[[Scene], Iterable[str]]


def blind_spots(seen: Scene, mails: Path) -> Iterator[str]:
    """Tables of which a row could be missing, or be there twice, without a word. Only what a unique key forbids is not doubled."""
    sides: dict[str, _Side] = {
        "carrier_orders": carrier_side,
        "assignments": numbers_side,
        "billing_events": bills_side,
        "deliveries": lambda scene: mails_side(scene, mails),
    }
    for table, side in sides.items():
        rows = seen.rows[table]
        for harm, harmed in (("one missing", rows[1:]), ("one doubled", [*rows, rows[0]])):
            if not list(side(replace(seen, rows={**seen.rows, table: harmed}))):
                yield f"nobody sees {harm} of {table}"
    if not list(numbers_side(replace(seen, rows={**seen.rows, "inventory": seen.rows["inventory"][1:]}))):
        yield "nobody sees one missing of inventory"
