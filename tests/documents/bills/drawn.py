"""All layouts by name, and one drawn bill: `python -m tests.documents.bills.drawn LAYOUT SEED > bill.pdf`."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.documents.bills import blind, cable, cloud, foreign, fresh, landline, last, late, not_bills, records, regional, wireless
from tests.documents.bills.writer import Truth, Writer

Layout = Callable[[int], Writer]

# Made after the readers, three by three: docs/figures.md has their score before anything was mended.
LATE: tuple[Layout, ...] = (late.side_panel, late.location_book, late.phone_screen)
LAST: tuple[Layout, ...] = (last.charges_of_others, last.shared_bridges, last.values_over_labels)
BLIND: tuple[Layout, ...] = (blind.cards_of_people, blind.order_table, blind.two_up)
FRESH: tuple[Layout, ...] = (fresh.hotel_phones, fresh.tenant_sheet)
BILLS: tuple[Layout, ...] = (
    landline.bell_at_a_glance, landline.boxes_over_columns, landline.phone_like_account, landline.grid_of_numbers, landline.long_bill,
    wireless.people_with_lines, wireless.masked_lines, wireless.ambiguous_days, cable.right_column, cable.security_code,
    cable.two_accounts, cloud.appendix, cloud.trunk_invoice, regional.typewriter, regional.one_column,
    *LATE, *LAST, *BLIND, *FRESH,
)  # fmt: skip
OTHERS: tuple[Layout, ...] = (
    records.usoc_record, records.listed_record, foreign.german, foreign.swedish, foreign.british, not_bills.letter_of_authorization,
    not_bills.internet_invoice, not_bills.electricity_bill, not_bills.disconnection_letter,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    layout: str
    seed: int
    pdf: bytes
    truth: Truth

    @property
    def name(self) -> str:
        return f"{self.layout}/{self.seed}"


def draw(layout: Layout, seed: int) -> Drawn:
    """The same bytes for the same layout and seed."""
    writer = layout(seed)
    return Drawn(layout.__name__, seed, writer.output(), writer.truth)


def draw_all(each: int, *, others: int = 0, first: int = 0) -> Iterator[Drawn]:
    """`each` bills of every layout, and `others` of each layout that is no bill."""
    for layouts, count in ((BILLS, each), (OTHERS, others)):
        for layout in layouts:
            yield from (draw(layout, seed) for seed in range(first, first + count))


if __name__ == "__main__":
    known = {layout.__name__: layout for layout in (*BILLS, *OTHERS)}
    sys.stdout.buffer.write(draw(known[sys.argv[1]], int(sys.argv[2])).pdf)
