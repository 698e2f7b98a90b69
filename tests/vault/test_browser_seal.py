"""What a browser holds for us: nobody else reads or changes it, and it opens at its own place only."""

import pytest

from vault.browser_seal import BrowserSeal

SEAL = BrowserSeal("a secret", "typed")
FIELDS = {"organisation": "Bronze & Söner"}


def test_it_opens_at_its_place() -> None:
    sealed = SEAL.seal(FIELDS, "visit /sign-up")
    assert (SEAL.open(sealed, "visit /sign-up"), "Bronze" in sealed) == (FIELDS, False)


@pytest.mark.parametrize("odd", ["", "x", "ä", "AAAA", "A" * 60, "%%%"])
def test_what_we_did_not_seal_is_nothing(odd: str) -> None:
    sealed = SEAL.seal(FIELDS, "visit /sign-up")
    assert SEAL.open(odd, "visit /sign-up") == {}
    assert SEAL.open(sealed[:-3] + "AAA", "visit /sign-up") == {}
    assert (SEAL.open(sealed, "visit /sign-in"), BrowserSeal("another", "typed").open(sealed, "visit /sign-up")) == ({}, {})
