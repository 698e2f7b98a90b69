"""Many more drawn bills than `make test` reads, and every layout with seeds of its own."""

import pytest

from tests.documents.bills.drawn import BILLS, OTHERS, draw
from tests.documents.bills.score import score
from tests.documents.bills.table import table

EACH = 40
FIRST = 1000


@pytest.mark.parametrize("layout", [*BILLS, *OTHERS], ids=lambda layout: layout.__name__)
def test_a_layout_is_read_with_nothing_offered_and_nothing_newer(layout):
    total = score(draw(layout, seed) for seed in range(FIRST, FIRST + EACH))
    print(table(total))
    assert (total.offered, total.newer) == ([], [])
    assert total.precision("numbers") == 1.0
    assert total.recall("numbers") >= 0.9, total.misses
    assert total.recall("bill_date") >= 0.85, total.misses
