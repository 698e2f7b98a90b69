import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy.names import names_a_business, same_business, same_person
from domain.policy.signer import SignerStanding, signer_standing

SAME = [
    ("Elizabeth Bennet", "ELIZABETH BENNET"),
    ("Elizabeth Bennet", "  elizabeth   bennet "),
    ("Elizabeth Bennet", "Bennet, Elizabeth"),
    ("Elizabeth Bennet", "BENNET, ELIZABETH A."),
    ("Elizabeth Bennet", "Ms. Elizabeth Bennet"),
    ("Elizabeth Bennet", "Dr Elizabeth Bennet, PhD"),
    ("Elizabeth Anne Bennet", "Elizabeth A. Bennet"),
    ("Elizabeth Anne Bennet", "Elizabeth Bennet"),
    ("Fitzwilliam Darcy Jr.", "Fitzwilliam Darcy, Jr"),
    ("Fitzwilliam Darcy Junior", "Darcy, Fitzwilliam Jr."),
    ("Fitzwilliam Darcy III", "Fitzwilliam Darcy"),
    ("Siobhan O'Brien", "Siobhan O’Brien"),
    ("Siobhan OBrien", "Siobhán O'Brien"),
    ("Anne-Marie Duval", "Anne Marie Duval"),
    ("Annemarie Duval", "Anne-Marie Duval"),
    ("Mary Smith-Jones", "Mary Smith Jones"),
    ("Mary K. Smith-Jones", "Mary Smith Jones"),
    ("Maria de la Cruz", "Maria Delacruz"),
    ("Ludwig van der Berg", "LUDWIG VANDERBERG"),
    ("Jürgen Müller", "Jurgen Muller"),
    ("Jürgen Müller", "Juergen Mueller"),
    ("José Núñez", "Jose Nunez"),
    ("Søren Ångström", "Soren Angstrom"),
    ("Łukasz Wałęsa", "Lukasz Walesa"),
    ("J.R. Ewing", "JR Ewing"),
    ("J. Ewing", "J Ewing"),
    ("Flora Mc Donald", "Flora McDonald"),
]
DIFFERENT = [
    ("Elizabeth Bennet", "Jane Bennet"),
    ("Elizabeth Bennet", "Elizabeth Bingley"),
    ("Elizabeth Bennet", "E. Bennet"),
    ("Elizabeth Bennet", "Elizabeth"),
    ("Elizabeth Bennet", ""),
    ("Elizabeth Bennet", "Bennet Elizabeth"),
    ("Elizabeth Anne Bennet", "Elizabeth Rose Bennet"),
    ("Elizabeth A. Bennet", "Elizabeth R. Bennet"),
    ("Elizabeth A. B. Bennet", "Elizabeth B. A. Bennet"),
    ("Fitzwilliam Darcy Jr.", "Fitzwilliam Darcy Sr."),
    ("Fitzwilliam Darcy II", "Fitzwilliam Darcy III"),
    ("James Thomas", "Thomas James"),
    ("Robert Martin", "Bob Martin"),
    ("Jon Snow", "John Snow"),
    ("Mary Smith-Jones", "Mary Smith-Brown"),
    ("Jürgen Müller", "Jürgen Möller"),
    ("Muller Max", "Mueller Max"),
    ("John Smith", "John Smithson"),
    ("John Smith", "Johnny Smith"),
    ("John Smith", "John Smith Inc"),
    ("Ann Lee", "Anne Lee"),
    ("Ann A. Lee", "Anna Lee"),
    ("Al Bertram", "Alber Tram"),
    ("John O. Brien", "John O'Brien"),
    ("\u0408ohn Smith", "John Smith"),
    ("John Smith", "Smith & Sons"),
]


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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Longbourn Estates, LLC", "LONGBOURN ESTATES", True),
        ("The Longbourn Estates Co.", "Longbourn Estates Inc", True),
        ("Smith & Sons", "Smith and Sons, Inc.", True),
        ("Longbourn Estates", "Netherfield Estates", False),
        ("", "", False),
    ],
)
def test_businesses_are_compared_without_their_form(one: str, other: str, same: bool) -> None:
    assert same_business(one, other) is same


def test_a_business_reads_as_one() -> None:
    assert names_a_business("Longbourn Estates, LLC")
    assert names_a_business("Smith & Sons")
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
