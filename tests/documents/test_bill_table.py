"""How well drawn bills are read, field by field, over every layout; the two errors that matter most may not happen at all."""

import pytest

from documents.reader.child import read
from tests.documents.bills.blur import blurred
from tests.documents.bills.drawn import BILLS, OTHERS, draw, draw_all
from tests.documents.bills.score import FIELDS, Score, add, score
from tests.documents.bills.table import table

EACH, EACH_OTHER = 6, 2
LEAST = {"numbers": (1.0, 0.97), "bill_date": (0.98, 0.98), "people": (0.97, 0.97), "services": (0.97, 0.95)}
LEAST_OF_ALL = (0.98, 0.98)


@pytest.fixture(scope="module")
def total():
    return score(draw_all(EACH, others=EACH_OTHER))


def test_there_are_enough_bills_in_enough_layouts(total):
    assert len(BILLS) >= 12
    assert total.papers == EACH * len(BILLS) + EACH_OTHER * len(OTHERS) >= 120


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_is_read_well(total, name):
    precision, recall = LEAST.get(name, LEAST_OF_ALL)
    missed = [miss for miss in total.misses if f" {name}: " in miss]
    assert total.precision(name) >= precision, missed
    assert total.recall(name) >= recall, missed


def test_no_number_that_is_not_the_customers_is_offered(total):
    assert total.offered == []


def test_no_bill_is_read_as_newer_than_it_is(total):
    assert total.newer == []


def test_a_drawing_is_the_same_each_time():
    assert draw(BILLS[0], 3).pdf == draw(BILLS[0], 3).pdf


def test_the_table_has_a_row_for_each_field(total):
    assert len(table(total).splitlines()) == len(FIELDS) + 2


def test_misread_letters_lost_spaces_and_trembling_places_offer_nobodys_number_and_no_newer_date():
    total = Score()
    for paper in draw_all(2, first=300):
        add(total, paper, blurred(read(paper.pdf), paper.name))
    assert (total.offered, total.newer) == ([], [])
    assert total.recall("numbers") >= 0.9
    assert total.precision("account") >= 0.98
