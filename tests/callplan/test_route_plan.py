"""A pattern never covers a number that is not ours, however it is dialled."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callplan.route_plan import Gateway, Normalisation, Site, normalised, route_plan
from domain.numbers.ranges import matched

GATEWAY = Gateway(trunk="cloudTrunk")
AREAS = ("303555", "408555", "720555")
NUMBERS = st.sets(st.tuples(st.sampled_from(AREAS), st.integers(100, 199)).map(lambda each: f"+1{each[0]}{each[1]:04d}"), max_size=60)


@st.composite
def sites(draw: st.DrawFn, numbers: set[str]) -> Site:
    """Extensions of two to five digits: most are a number's own last digits, some another's, some of numbers that are gone."""
    length = draw(st.integers(2, 5))
    known = sorted(numbers) or ["+13035550100"]
    chosen = draw(st.lists(st.tuples(st.sampled_from(known), st.integers(100, 199)), max_size=20))
    extensions = {number: draw(st.sampled_from((number[-length:], f"{line:04d}", f"{line}"))) for number, line in chosen}
    return Site(draw(st.sampled_from(("8", "81", "810"))), length, extensions)


def dialled_by(rule: Normalisation) -> list[str]:
    """Every sequence of digits that an abbreviated rule matches."""
    digits = rule.pattern.replace(".", "")
    return ["".join(each) for each in product(*("0123456789" if one == "X" else one for one in digits))]


@given(NUMBERS)
@settings(deadline=None)
def test_the_patterns_reach_exactly_the_locations_numbers(numbers: set[str]) -> None:
    plan = route_plan(numbers, GATEWAY)
    assert matched(pattern.pattern for pattern in plan.patterns) == tuple(sorted(numbers))


@given(st.data(), NUMBERS)
@settings(deadline=None)
def test_whatever_is_dialled_by_site_reaches_a_number_of_ours_with_that_extension(data: st.DataObject, numbers: set[str]) -> None:
    site = data.draw(sites(numbers))
    abbreviated = route_plan(numbers, GATEWAY, site).normalisations[1:]
    for rule in abbreviated:
        for dialled in dialled_by(rule):
            number, extension = normalised(dialled, abbreviated), dialled.removeprefix(site.code)
            assert number in numbers
            assert site.extensions.get(number, extension) == extension
            assert [other for other, theirs in site.extensions.items() if theirs == extension and other != number] == []


@given(NUMBERS)
@settings(deadline=None)
def test_every_number_with_last_digits_of_its_own_can_be_dialled_by_site(numbers: set[str]) -> None:
    one_exchange = {number for number in numbers if number.startswith("+1303")}
    plan = route_plan(one_exchange, GATEWAY, Site("81", 4, {}))
    reached = {normalised(f"81{number[-4:]}", plan.normalisations) for number in one_exchange}
    assert reached == one_exchange


def test_a_number_dialled_with_the_outside_code_becomes_e164() -> None:
    assert normalised("914085550165", route_plan((), GATEWAY).normalisations) == "+14085550165"


def test_a_block_is_one_pattern_and_one_site_pattern_in_the_cloud_partition() -> None:
    plan = route_plan([f"+1303555{line:04d}" for line in range(100, 200)], GATEWAY, Site("81", 4, {}))
    assert [(one.pattern, one.partition, one.route_list) for one in plan.patterns] == [("+130355501XX", "onNetRemote", "cloudCalling")]
    assert plan.normalisations[1:] == (Normalisation("81.01XX", "+1303555", "onNetRemote"),)


def test_an_extension_of_its_own_takes_a_number_out_of_the_site_pattern() -> None:
    numbers = [f"+1303555{line:04d}" for line in range(100, 110)]
    plan = route_plan(numbers, GATEWAY, Site("81", 4, {"+13035550104": "7777"}))
    assert normalised("810104", plan.normalisations) == "810104"
    assert normalised("810105", plan.normalisations) == "+13035550105"


@pytest.mark.parametrize("site", [Site("", 4, {}), Site("8a", 4, {}), Site("81", 1, {}), Site("81", 9, {})])
def test_without_a_site_code_and_a_fitting_length_nothing_is_abbreviated(site: Site) -> None:
    assert len(route_plan(["+13035550100"], GATEWAY, site).normalisations) == 1


@pytest.mark.parametrize("name", ["=cmd", "", "a,b", 'a"b', "a\nb", "x" * 51, "@here"])
def test_a_name_that_a_dial_plan_or_a_spreadsheet_would_misread_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="dial plan"):
        Gateway(trunk=name)
