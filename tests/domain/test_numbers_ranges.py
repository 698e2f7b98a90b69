from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.numbers.ranges import NumberRange, matched, numbers_in, ranges, route_patterns

NUMBERS = st.sets(st.integers(3_035_550_000, 3_035_550_400).map(lambda line: f"+1{line}"), max_size=200)


def test_a_block_of_ten_is_one_pattern() -> None:
    assert route_patterns(f"+1303555010{n}" for n in range(10)) == ("+1303555010X",)


def test_a_ragged_range_is_covered_exactly() -> None:
    numbers = [f"+13035550{n}" for n in range(108, 122)]
    assert route_patterns(numbers) == ("+13035550108", "+13035550109", "+1303555011X", "+13035550120", "+13035550121")


def test_neighbours_make_one_range() -> None:
    found = ranges(["+13035550102", "+13035550100", "+13035550101", "+13035550105"])
    assert found == (NumberRange("+13035550100", "+13035550102"), NumberRange("+13035550105", "+13035550105"))
    assert [len(each) for each in found] == [3, 1]


@given(NUMBERS)
def test_ranges_round_trip(numbers: set[str]) -> None:
    assert numbers_in(ranges(numbers)) == tuple(sorted(numbers))


@given(NUMBERS)
def test_patterns_cover_exactly_the_numbers_each_once(numbers: set[str]) -> None:
    assert matched(route_patterns(numbers)) == tuple(sorted(numbers))


@given(NUMBERS)
def test_ranges_are_as_few_as_can_be(numbers: set[str]) -> None:
    found = ranges(numbers)
    assert all(int(after.first) > int(before.last) + 1 for before, after in pairwise(found))
