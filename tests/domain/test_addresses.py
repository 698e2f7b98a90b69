"""Addresses compare as people would, and never let another place through."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.address import Address
from domain.policy.addresses import lacks_unit, read_address, same_address, same_place
from tests.domain.address_pairs import DIFFERENT, SAME

ADDRESS = Address("1200 Larimer Street", "Denver", "CO", "80204", "Suite 4")


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_place_is_known_however_written(one: str, other: str) -> None:
    assert same_place(one, other)
    assert same_place(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_a_different_place_is_never_let_through(one: str, other: str) -> None:
    assert not same_place(one, other)
    assert not same_place(other, one)


@pytest.mark.parametrize("unit", ["Suite 4", "Ste. 4", "# 4", "#4", "4", "unit 4"])
def test_a_unit_is_typed_with_or_without_its_word(unit: str) -> None:
    assert same_address("1200 Larimer St, Ste 4, Denver, CO 80204", replace(ADDRESS, unit=unit))
    assert not same_address("1200 Larimer St, Ste 5, Denver, CO 80204", replace(ADDRESS, unit=unit))


@pytest.mark.parametrize(
    ("printed", "unit", "lacks"),
    [
        ("1200 Larimer St, Ste 4, Denver, CO 80204", "", True),
        ("1200 Larimer St, Ste 4, Denver, CO 80204", "4", False),
        ("1200 Larimer St, Denver, CO 80204", "4", False),
        ("1200 Larimer St, Denver, CO 80204", "", False),
        ("1200 Larimer St, Floor 2, Ste 4, Denver, CO 80204", "Suite 4", True),
    ],
)
def test_a_unit_that_only_the_bill_names_is_missed(printed: str, unit: str, lacks: bool) -> None:
    assert lacks_unit(printed, replace(ADDRESS, unit=unit)) is lacks


_HOUSE = st.integers(1, 99_999)
_STREET = st.sampled_from(["Larimer Street", "North Court Street", "E Street", "Fifth Avenue", "St. James Place", "Broadway", "Elm"])
_UNIT = st.sampled_from(["", "Suite 4", "Apt 12B", "Floor 3", "# 7"])
_ZIP = st.integers(501, 99_950).map(lambda number: f"{number:05}")
_CASES = st.sampled_from([str.upper, str.lower, str.title])
_PARTS = (_HOUSE, _STREET, _UNIT, _ZIP)
ADDRESSES = st.builds(lambda house, street, unit, code: Address(f"{house} {street}", "Denver", "CO", code, unit), *_PARTS)


@given(ADDRESSES, _CASES, st.booleans())
def test_case_commas_and_the_longer_zip_never_make_another_place(address: Address, case: object, plus_four: bool) -> None:
    printed = case(address.one_line).replace(",", " ,")  # type: ignore[operator]
    assert same_address(printed + ("-1234" if plus_four else ""), address)


@given(ADDRESSES, ADDRESSES)
def test_another_house_street_or_zip_is_always_another_place(one: Address, other: Address) -> None:
    if (one.street, one.zip_code) != (other.street, other.zip_code):
        assert not same_place(one.one_line, other.one_line)


@given(ADDRESSES)
def test_what_is_read_from_a_printed_address_is_that_address(address: Address) -> None:
    assert read_address(address.one_line) == address


@given(st.text(max_size=80), st.text(max_size=80))
def test_comparing_never_raises_and_has_no_sides(one: str, other: str) -> None:
    assert same_place(one, other) == same_place(other, one)
    read_address(one)


def test_a_hostile_address_is_compared_at_once() -> None:
    started = time.process_time()
    for piece in ("1 ", "# ", "suite ", ", ", "st ", "\u0300"):
        same_place(piece * 200_000 + " 80204", piece * 199_999 + " 80204")
        read_address(piece * 200_000 + " 80204")
    assert time.process_time() - started < 1
