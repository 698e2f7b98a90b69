import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy.names import could_be_same_person, names_a_business, same_business, same_person
from domain.policy.signer import SignerStanding, signer_standing
from tests.domain.name_pairs import DIFFERENT, DIFFERENT_BUSINESS, MAYBE, NEVER, SAME, SAME_BUSINESS


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_person_is_known_however_written(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_a_different_person_is_never_let_through(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


@given(st.text(max_size=60), st.text(max_size=60))
def test_comparing_never_raises_and_has_no_sides(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
    assert same_business(one, other) == same_business(other, one)


@given(st.sampled_from(["Ann", "Anna", "Hanna"]), st.sampled_from(["Lee", "Leeds", "Reed"]), st.sampled_from("ABC"))
def test_first_and_last_name_decide(first: str, last: str, middle: str) -> None:
    assert same_person(f"{first} {middle}. {last}", f"{last.upper()}, {first.lower()}")
    assert not same_person(f"{first} {last}", f"{first}x {last}")


def test_a_hostile_name_is_compared_at_once() -> None:
    started = time.process_time()
    for piece in ("a ", "'", ", ", "\u0300", "ü"):
        same_person(piece * 500_000, piece * 499_999)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(("one", "other"), SAME_BUSINESS)
def test_a_business_is_known_however_written(one: str, other: str) -> None:
    assert same_business(one, other)
    assert same_business(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT_BUSINESS)
def test_a_different_business_is_never_let_through(one: str, other: str) -> None:
    assert not same_business(one, other)
    assert not same_business(other, one)


@pytest.mark.parametrize(("one", "other"), MAYBE)
def test_an_initial_may_be_the_person_and_is_for_somebody_to_judge(one: str, other: str) -> None:
    assert could_be_same_person(one, other) and could_be_same_person(other, one)
    assert not same_person(one, other)


@pytest.mark.parametrize(("one", "other"), NEVER)
def test_what_cannot_be_the_person_is_not_even_asked_about(one: str, other: str) -> None:
    assert not could_be_same_person(one, other)


_GIVEN = st.sampled_from(["Ann", "Jane", "José", "Søren", "Mary-Ann", "Li", "Zoë"])
_FAMILY = st.sampled_from(["Lee", "O'Brien", "de la Cruz", "Müller", "Smith-Jones", "McDonald", "Núñez"])


@given(_GIVEN, _FAMILY, st.sampled_from(["", "A.", "Rose"]), st.sampled_from([str.upper, str.lower, str.title, str]))
def test_the_way_of_writing_never_makes_another_person(given_name: str, family: str, middle: str, case: Callable[[str], str]) -> None:
    written = case(f"{given_name} {middle} {family}")
    assert same_person(written, f"{given_name} {family}")
    assert same_person(f"{family}, {given_name} {middle}".strip(), f"{given_name} {family}")


@given(_GIVEN, _GIVEN, _FAMILY, _FAMILY)
def test_another_first_or_last_name_always_makes_another_person(one: str, other: str, family: str, others_family: str) -> None:
    assert same_person(f"{one} {family}", f"{other} {others_family}") is ((one, family) == (other, others_family))


@given(st.text("abcdefgh '-.é", min_size=1, max_size=12), st.text("abcdefgh '-.é", min_size=1, max_size=12))
def test_one_letter_more_is_another_family(first: str, family: str) -> None:
    assert not same_person(f"{first} {family}", f"{first} {family}x")


def test_a_business_reads_as_one() -> None:
    assert names_a_business("Longbourn Estates, LLC")
    assert names_a_business("Smith & Sons")
    assert all(map(names_a_business, ("TWO RIVERS HVAC", "Hansen Feed and Seed", "Cedar Ridge Chiropractic", "Granite State Books")))
    assert not any(map(names_a_business, ("Danielle Steel", "Jude Law", "Shirley Temple", "Brandon Flowers", "Mary Lodge")))
    assert all(
        map(names_a_business, ("Joe's Garage", "Kestrel Courier", "Law Offices of Jane Doe", "Mountain View HOA", "Denver Public Schools"))
    )
    assert not names_a_business("Elizabeth Bennet")


@pytest.mark.parametrize(
    ("names", "standing"),
    [
        (("Longbourn Estates LLC", "Elizabeth Bennet"), SignerStanding.ON_BILL),
        (("Elizabeth Church", "ELIZABETH BENNET"), SignerStanding.ON_BILL),
        (("Longbourn Estates LLC",), SignerStanding.COMPANY_ONLY),
        ((), SignerStanding.COMPANY_ONLY),
        (("Longbourn Estates LLC", "Jane Bennet"), SignerStanding.NOT_ON_BILL),
    ],
)
def test_where_the_signer_stands(names: tuple[str, ...], standing: SignerStanding) -> None:
    assert signer_standing("Elizabeth Bennet", names) is standing


def test_a_company_is_one_on_the_bill_without_its_legal_form_too() -> None:
    assert signer_standing("Elizabeth Bennet", ["Longbourn Estates"]) is SignerStanding.NOT_ON_BILL
    assert signer_standing("Elizabeth Bennet", ["Longbourn Estates"], "Longbourn Estates, LLC") is SignerStanding.COMPANY_ONLY
    assert signer_standing("Elizabeth Bennet", ["Jane Bennet"], "Longbourn Estates, LLC") is SignerStanding.NOT_ON_BILL
    assert signer_standing("Elizabeth Bennet", ["Jane Bennet"], "Jane Bennet") is SignerStanding.NOT_ON_BILL
