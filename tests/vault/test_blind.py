import pytest

from vault.blind import BlindIndex

INDEX = BlindIndex("one key")


@pytest.mark.parametrize("typed", ["ada@acme.test", " ADA@Acme.test ", "\uff21da@acme.test"])
def test_one_address_typed_in_several_ways_is_found(typed: str) -> None:
    assert INDEX.of("users.email", typed) == INDEX.of("users.email", "ada@acme.test")


def test_columns_and_keys_do_not_show_what_they_share() -> None:
    hashes = {
        INDEX.of("users.email", "ada@acme.test"),
        INDEX.of("people.email", "ada@acme.test"),
        BlindIndex("b").of("users.email", "ada@acme.test"),
    }
    assert len(hashes) == 3
