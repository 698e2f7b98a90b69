"""At most forty bills as a scanner gives them, read by OCR as in the product: the same facts, or none."""

import pytest

from documents.bill.facts import read_bill
from documents.reading import PaperReader, ReadingState
from tests.documents.bills.drawn import BILLS, draw
from tests.documents.bills.scans import MOST_PAGES, page_count, scanned
from tests.documents.bills.score import Score, add
from tests.documents.bills.table import table

EACH = 2
LEAST = {"kind": 0.9, "bill_date": 0.8, "account": 0.9, "numbers": 0.85, "billing_name": 0.85, "provider": 0.9}


def papers():
    drawn = [draw(layout, 700 + seed) for layout in BILLS for seed in range(EACH)]
    return [scanned(paper) for paper in drawn if page_count(paper) <= MOST_PAGES][:40]


@pytest.fixture(scope="module")
async def total():
    score, unread = Score(), []
    async with PaperReader() as reader:
        for paper in papers():
            reading = await reader.read(paper.pdf)
            in_full = reading.state is ReadingState.READ and not reading.warnings
            add(score, paper, reading) if in_full else unread.append(paper.name)
    print(table(score), f"\n{score.papers} scans read, not in full: {unread}\n", "\n".join(score.misses))
    return score


async def test_nothing_is_offered_that_is_not_the_customers_and_nothing_is_newer(total):
    assert (total.offered, total.newer) == ([], [])


@pytest.mark.parametrize("name", LEAST)
async def test_a_field_of_a_scan_is_read_well(total, name):
    assert total.recall(name) >= LEAST[name], [miss for miss in total.misses if f" {name}: " in miss]


async def test_a_misread_is_not_taken_for_a_fact_that_is_sure(total):
    assert total.papers >= 30
    assert min(total.precision(name) for name in ("account", "btn", "provider")) >= 0.95


async def test_what_cannot_be_read_is_no_bill():
    async with PaperReader() as reader:
        blank = scanned(draw(BILLS[0], 0))
        cut = await reader.read(blank.pdf[: len(blank.pdf) // 3])
    assert read_bill(cut).numbers == ()
